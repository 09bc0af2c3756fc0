"""Sentences for files that travel: what happened, that nothing was changed, and whom to ask."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "batch_refused": mark(
        "{file} was refused. Nothing was taken from it and nothing was changed. Ask for it to be exported again."
    ),
    "batch_refused_before": mark(
        "{file} is the very file that was refused here on {day}, so it was not opened again. Nothing was taken from it "
        "and nothing was changed. Ask the person it should come from to export again."
    ),
    "batch_refused_before.forged": mark(
        "{file} is the very file that was refused here on {day} because its signature is not right, so it was not "
        "opened again. Nothing was taken from it and nothing was changed. Ask the person it should come from to export "
        "again."
    ),
    "batch_refused_before.strange": mark(
        "{file} is the very file that was refused here on {day} because it is not written the way canvass writes, so "
        "it was not opened again. Nothing was taken from it and nothing was changed. Ask the person it should come "
        "from to update canvass and to export again."
    ),
    "batch_refused_before.too_much": mark(
        "{file} is the very file that was refused here on {day} because it asks too much of a computer, so it was not "
        "opened again. Nothing was taken from it and nothing was changed. Ask the person it should come from to export "
        "again."
    ),
    "batch_unreadable": mark(
        "{file} cannot be read. Nothing was changed. Check that the stick is in and that the file is still there, "
        "then try again."
    ),
    "batch_not_one": mark(
        "{file} is not the kind of canvass file that is wanted here. Nothing was taken from it and nothing was "
        "changed. Choose the .canvassbatch or .canvasskit file itself, not a folder or a shortcut to it."
    ),
    "batch_too_large": mark(
        "{file} is too large to be taken in: {size:,} bytes, where {limit:,} is the most. Nothing was taken from it "
        "and nothing was changed. Ask whoever sent it to export again, and for help if that gives the same size."
    ),
    "batch_too_long": mark(
        "{file} holds {lines:,} records, where {limit:,} is the most for one file. Nothing was taken from it and "
        "nothing was changed. Hand over the drive's file itself instead."
    ),
    "batch_too_much": mark(
        "{file} is signed, but from record {row} on it asks more of this computer than any drive does. Nothing was "
        "taken from it and nothing was changed. Keep the file, and ask the person it should come from what happened."
    ),
    "batch_cut": mark(
        "{file} is cut at {have:,} of {expected:,} bytes: the end did not arrive. Nothing was taken from it and "
        "nothing was changed. Copy it again, or ask whoever sent it to export it again and to wait until the program "
        "says that the stick may be taken out."
    ),
    "batch_damaged": mark(
        "{file} was damaged on the way. Nothing was taken from it and nothing was changed. Copy it again, or ask "
        "whoever sent it to export it again, on another stick if you can."
    ),
    "batch_newer": mark(
        "{file} was written by a newer canvass (file format {version}). Nothing was taken from it and nothing was "
        "changed. Install the newer canvass on this computer, then open the file again."
    ),
    "batch_foreign": mark(
        "{file} belongs to another drive. Nothing was taken from it and nothing was changed. Open the drive that it "
        "was made for, or ask whoever sent it which drive that is."
    ),
    "batch_for_practice": mark(
        "One of the two is for practice and the other is real: {file} and the drive that is open. Nothing was taken "
        "from it and nothing was changed. Made-up people never join a real drive, nor real ones a practice drive: "
        "ask whoever sent it which drive it is for, and open that one."
    ),
    "batch_not_for_us": mark(
        "{file} is locked for another headquarters: no key of this drive opens it. Nothing was taken from it and "
        "nothing was changed. Ask whoever sent it to open this drive's set-up file and to export again."
    ),
    "batch_needs_passphrase": mark(
        "{file} is locked with a passphrase. Nothing was taken from it yet. Ask whoever sent it for the passphrase, "
        "and give it together with the file."
    ),
    "batch_passphrase_wrong": mark(
        "The passphrase does not open {file}. Nothing was taken from it and nothing was changed. Type it once more, "
        "or ask whoever sent it for the passphrase of this very file."
    ),
    "batch_too_hard": mark(
        "{file} would need far more of this computer than canvass ever asks for, so it was not opened. Nothing was "
        "taken from it and nothing was changed. Ask whoever sent it to export it again with canvass."
    ),
    "batch_forged": mark(
        "The signature on {file} is not right: the file was damaged, or somebody changed it. Nothing was taken from "
        "it and nothing was changed. Keep the file, and ask the person it should come from to export it again."
    ),
    "batch_malformed": mark(
        "{file} is signed, but not built the way canvass builds its files. Nothing was taken from it and nothing was "
        "changed. Ask whoever sent it to update canvass and to export again."
    ),
    "batch_not_canonical": mark(
        "Record {row} in {file} is not written the way canvass writes records. Nothing was taken from the file and "
        "nothing was changed. Ask whoever sent it to update canvass and to export again."
    ),
    "batch_stranger": mark(
        "{file} comes from laptop {laptop}, which is not part of this drive as far as is known here. Nothing was taken "
        "from it and nothing was changed. Take in the file of the coordinator who set it up, or give the laptop a "
        "set-up file and export again."
    ),
    "batch_passphrase_needed": mark(
        "This file belongs to no drive yet, so the export must be locked with a passphrase, and none was given. "
        "Nothing was written. Choose a passphrase and tell it to headquarters by another way than the file."
    ),
    "nothing_to_export": mark(
        "Nothing has been typed in this file yet, so there is nothing to export. No file was written. "
        "Type the first line, then export."
    ),
    "kit_not_allowed": mark(
        "This laptop cannot make a set-up file for the role {role}. No file was written. "
        "Coordinators make them for field laptops; ask headquarters for the others."
    ),
    "kit_too_large": mark(
        "The set-up file would have {size:,} bytes, where {limit:,} is the most. No file was written and nothing was "
        "changed. Ask for help, and set the other laptop up by an earlier set-up file meanwhile."
    ),
    "printers_used_up": mark(
        "All printer numbers that this laptop may give to coordinators are given away. No file was written. Let the "
        "headquarters that began the drive make the set-up file, or make one for a field laptop instead."
    ),
    "recipients_used_up": mark(
        "This drive has as many headquarters as a file for headquarters can be locked for, with {limit} keys. Nothing "
        "was changed. Make this laptop a coordinator's or a field laptop instead."
    ),
    "kit_of_another_campaign": mark(
        "This file belongs to another drive than the set-up file {file}. Nothing was changed. "
        "Open {file} with a new file, and keep the two drives apart."
    ),
    "kit_for_practice": mark(
        "One of the two is for practice and the other is real: the set-up file {file} and this file. Nothing was "
        "changed. Made-up people never join a real drive; start a new file for it."
    ),
    "recovery_key_gone": mark(
        "This file ({path}) holds no recovery key: it is on paper already, or another headquarters began the drive. "
        "Nothing was changed. Look for the printed card, or ask the headquarters that began the drive."
    ),
    "recovery_key_unreadable": mark(
        "That is no key: a letter is missing, too many or wrong. Nothing was changed. Read the card again, group by "
        "group, and type all of its groups in their order."
    ),
    "recovery_key_of_another": mark(
        "That is a key, but not the recovery key of this drive. Nothing was changed. Look at the drive’s name on the "
        "card, and open that drive."
    ),
    "group_differs": mark(
        "That is not what this group of the key says. The key stays in this file and nothing was changed. Read the "
        "number of the group on the printed card again, and type its six letters and digits."
    ),
}
