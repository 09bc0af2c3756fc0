"""What is said when sheets cannot be handed out, taken back or marked as somebody asked."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "range_refused": mark(
        "“{text}” is not a range of sheets. Nothing was changed. Type the first number, two dots, and the last four "
        "digits, as in 001002-0001..0200."
    ),
    "range_refused.runs": mark(
        "“{text}” begins in one print run and ends in another. Nothing was changed. Give one range for each print run."
    ),
    "range_refused.backwards": mark(
        "“{text}” ends before it begins. Nothing was changed. Type the lower number first."
    ),
    "code_of_another": mark(
        "This code belongs to another drive. Nothing was changed. Put the sheet aside for those who lead that drive."
    ),
    "code_of_another.practice": mark(
        "This is a practice sheet, and this drive is a real one. Nothing was changed. Put the sheet aside; it is no "
        "petition."
    ),
    "code_of_another.real": mark(
        "This is a sheet of a real drive, and this one is for practice. Nothing was changed. Open the real drive and "
        "scan the sheet there."
    ),
    "code_of_another.identical": mark(
        "This code is the same on every sheet and names none. Nothing was changed. Type the sheet number: it stands "
        "on the sheet’s cover slip."
    ),
    "move_not_allowed": mark(
        "This laptop types names; it hands no sheets out and takes none back ({path}). Nothing was changed. Give the "
        "sheets to your coordinator or to headquarters, who keep the list of them."
    ),
    "holder_missing": mark(
        "It was not said who gets the sheets. Nothing was changed. Give the name of the person who carries them."
    ),
    "filled_missing": mark(
        "It was not said how many lines are filled. Nothing was changed. Count the signatures on the sheet and give "
        "their number, 0 if there is none."
    ),
    "filled_refused": mark(
        "How many lines are filled is told of sheets that came back only. Nothing was changed. Leave the number out "
        "here, and give it when the sheets are returned."
    ),
    "filled_beyond_form": mark(
        "Sheet {sheet} has {lines} lines; {filled} cannot be filled. Nothing was changed. Count again."
    ),
    "sheet_unknown": mark(
        "No print run known on this laptop has a sheet {sheet}. Nothing was changed. Check the number; if somebody "
        "else printed the sheet, take in their file first."
    ),
    "move_refused": mark(
        "{count} of these sheets cannot go there from where they are: {sheets}. Nothing was changed. Look at each of "
        "them in the list of sheets."
    ),
    "move_refused.spoiled": mark(
        "{count} of these sheets were told to be spoiled: {sheets}. Nothing was changed. If that was wrong, take it "
        "back first."
    ),
    "move_refused.filed": mark(
        "{count} of these sheets were filed already: {sheets}. Nothing was changed. If that was wrong, take it back "
        "first."
    ),
    "move_refused.counts": mark(
        "{count} of these sheets were counted twice, and the two counts differ: {sheets}. Nothing was changed. Count "
        "the signatures on the paper and tell that number first."
    ),
    "move_refused.behind": mark(
        "{count} of these sheets came further than that already: {sheets}. Nothing was changed. If that was told by "
        "mistake, take it back first."
    ),
    "nothing_to_take_back": mark(
        "Nothing was told of sheet {sheet} since it was printed, or it was taken back already. Nothing was changed. "
        "Check the number."
    ),
}
