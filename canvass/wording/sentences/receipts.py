"""Sentences for receipts and wiping: what headquarters holds, what stays on this laptop, what to do."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "receipt_stranger": mark(
        "{file} is signed by laptop {laptop}, which is not headquarters as far as is known here. Nothing was confirmed "
        "and nothing was changed. Ask headquarters for a newer set-up file, open it, and then the receipt again."
    ),
    "receipt_for_others": mark(
        "{file} says nothing of this laptop ({laptop}). Nothing was confirmed and nothing was changed. Finish for "
        "tonight, bring the file to headquarters, and ask for a receipt after it was taken in."
    ),
    "receipt_before_joining": mark(
        "{file} is from the headquarters of a drive, and this file belongs to no drive yet. Nothing was confirmed and "
        "nothing was changed. Open the drive’s set-up file first, then the receipt again."
    ),
    "receipt_forked": mark(
        "{file} says that headquarters holds something else under the numbers of this laptop ({laptop}): another copy "
        "of this file wrote it, as after a copied disk or a backup that was put back. Nothing was confirmed and "
        "nothing was changed. Finish for tonight and bring the file to headquarters: both are kept there."
    ),
    "laptop_unknown": mark(
        "Headquarters holds nothing of a laptop “{laptop}”, or of several whose names begin so. No receipt was "
        "written. Give the laptop’s digits in full, or leave them out: the receipt then is for all laptops."
    ),
    "nothing_held": mark(
        "Headquarters holds nothing of any other laptop yet, so there is nothing to confirm. No receipt was written. "
        "Take in the files of the laptops first."
    ),
    "nothing_confirmed": mark(
        "Nothing in {path} may be wiped: headquarters has confirmed none of the lines that are still here. Nothing was "
        "changed. Bring the file for headquarters, ask for a receipt, and open the receipt here first."
    ),
    "not_wiped_at_headquarters": mark(
        "{path} is headquarters’ own drive, which holds what the laptops wipe. Nothing was changed. Only laptops wipe "
        "what headquarters has confirmed."
    ),
    "wipe_unfinished": mark(
        "The confirmed lines are gone from {path}, but parts of their text may still lie in the files beside it, "
        "because something is reading them just now. Nothing else was changed. Wait a moment and wipe again."
    ),
}
