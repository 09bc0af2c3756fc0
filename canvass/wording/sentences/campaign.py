"""Sentences for campaign files that cannot be made, opened, protected or written."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "campaign_missing": mark(
        "There is no file {path}. Nothing was changed. Look whether it was moved or renamed, or whether the disk it "
        "lies on is plugged in, and open it from there."
    ),
    "campaign_there": mark(
        "There is already a file called {path}. It was not touched, and no new file was made. Open that one, or choose "
        "another name."
    ),
    "not_a_campaign": mark(
        "{path} is not a canvass drive, or only a part of one that was cut off when it was copied. Nothing was "
        "changed. Choose a file whose name ends in .canvass; if this is a copy, copy it again whole or open the "
        "original."
    ),
    "not_a_campaign.batch": mark(
        "{path} is a file for headquarters, not a drive. Nothing was changed. At headquarters open the drive and take "
        "the file in (in a terminal: merge)."
    ),
    "not_a_campaign.kit": mark(
        "{path} is a set-up file, not a drive. Nothing was changed. Take it with “Take a set-up file” (in a terminal: "
        "join), then open the drive that it makes on this computer."
    ),
    "not_a_campaign.receipt": mark(
        "{path} is a receipt from headquarters, not a drive. Nothing was changed. Open the drive it is for, then drop "
        "the receipt on its window (in a terminal: accept)."
    ),
    "not_a_campaign.folder": mark(
        "{path} is a folder, not a drive. Nothing was changed. Choose the file in it whose name ends in .canvass."
    ),
    "campaign_newer": mark(
        "{path} was made by a newer canvass (format {format}; this one knows up to {ours}). Nothing was changed, and "
        "everything in it is as it was. Update canvass on this computer, then open it again."
    ),
    "campaign_damaged": mark(
        "{path} is damaged: parts of it are missing or unreadable. canvass changed nothing in it. Keep this file as it "
        "is, open your newest backup instead, and take in the batches you have; the paper is still there to type what "
        "is missing."
    ),
    "damaged_but_copied": mark(
        "{path} is damaged: parts of it are missing or unreadable. canvass changed nothing in it and keeps it. A whole "
        "copy lies beside it, made {made}: {copy}. Lines in the copy: {lines:,}, no fewer than can be counted in the "
        "damaged file. Open the copy and go on in it (in a terminal: check --copy-to), and compare the last sheet with "
        "its paper."
    ),
    "damaged_but_copied.fewer": mark(
        "{path} is damaged: parts of it are missing or unreadable. canvass changed nothing in it and keeps it. A whole "
        "copy lies beside it, made {made}: {copy}. Lines in the copy: {lines:,}, which is {fewer:,} fewer than can be "
        "counted in the damaged file. Open the copy and go on in it (in a terminal: check --copy-to), and type what is "
        "missing from the last sheets once more."
    ),
    "damaged_but_copied.uncounted": mark(
        "{path} is damaged: parts of it are missing or unreadable. canvass changed nothing in it and keeps it. A whole "
        "copy lies beside it, made {made}: {copy}. Lines in the copy: {lines:,}; how many the damaged file had cannot "
        "be counted any more. Open the copy and go on in it (in a terminal: check --copy-to), and compare the last "
        "sheets with their paper."
    ),
    "campaign_in_use": mark(
        "{path} is open in another window or command of this computer. Nothing was changed. Use that window, or close "
        "it and try again; looking at the drive is possible meanwhile."
    ),
    "campaign_read_only": mark(
        "canvass is not allowed to write to {path} or its folder, or not even to read it. Nothing was changed. Copy "
        "the file to a folder of your own on this computer and open it there."
    ),
    "open_to_read": mark(
        "{path} is open for reading only, because its disk was full when it was opened. This was not saved; everything "
        "saved before can be read, found and written onto a stick. Make room by removing other files, open the drive "
        "again, and do it then."
    ),
    "folder_missing": mark(
        "There is no folder {path}. Nothing was made. Choose a folder that exists, or put the disk or stick back in."
    ),
    "passphrase_needed": mark(
        "{path} is protected by a passphrase, and none was given. Nothing was changed. Open it again and type the "
        "passphrase."
    ),
    "passphrase_wrong": mark(
        "This passphrase does not open {path}. Nothing was changed, and you can try as often as you like. Mind capital "
        "letters and the spaces between the words. If you are sure of the passphrase, the beginning of the file may be "
        "damaged: open your newest backup instead."
    ),
    "passphrase_too_short": mark(
        "This passphrase is too short: a file may be carried off, and then it must hold. Nothing was changed. Take at "
        "least {least} letters, not counting spaces; five words drawn by chance are best."
    ),
    "disk_full": mark(
        "The disk that holds {path} is full. The last step was not saved; everything that was called saved before is "
        "there, and can be read and exported. Make room by removing other files, then do the last step again."
    ),
    "not_stored": mark(
        "The disk that holds {path} failed while canvass used it. The last step was not saved; what was called saved "
        "before was not touched. Export a batch to a stick or make a backup on another disk now, then try again."
    ),
    "save_unsure": mark(
        "The disk that holds {path} failed in the moment of saving. Whether the last step is in the file can only be "
        "seen by opening it again; until then canvass writes nothing more. Close it, open it again and look; if the "
        "step is missing, do it again. Then make a backup on another disk."
    ),
    "has_two_names": mark(
        "{path} is one file under two names on this disk (a hard link). Opened by both, each would spoil what the "
        "other saved. Nothing was changed; looking at the drive is possible. Copy the file to another folder as usual, "
        "and open that copy."
    ),
    "on_network_share": mark(
        "{path} lies on a network drive, or on a disk that cannot guard a file against two programs writing at once: "
        "there, saved lines could be lost. Nothing was changed. Move the drive's file to a folder of this computer; "
        "batches may lie anywhere."
    ),
    "in_synced_folder": mark(
        "{path} lies in a folder that another program copies to other machines: signers' details would leave this "
        "computer, and the copying can damage the file. Nothing was changed. Move the drive's file to a folder that "
        "is not synchronised."
    ),
}
