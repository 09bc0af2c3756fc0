"""What is said when a sheet number, a code, a page or a printed file is refused."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "sheet_number_refused": mark(
        "“{text}” is not a sheet number of this program. Nothing was changed. Please read the twelve digits beside the "
        "code on the sheet again, or on its cover slip, and type all of them."
    ),
    "code_refused": mark(
        "A code was read that does not belong to a petition sheet of this program. Nothing was changed. Please type "
        "the sheet number that stands beside the code instead."
    ),
    "paper_unknown": mark(
        "This petition cannot be printed on “{paper}” paper. Nothing was printed. Please choose one of: {known}."
    ),
    "page_too_long": mark(
        "The petition’s texts leave no room for a single signer on {paper} paper: {missing_pt} points (72 to the inch) "
        "are missing. Nothing was printed. Please shorten the petition’s texts by about {words} words, or print "
        "on this paper: {would_fit}."
    ),
    "page_too_long_for_any_paper": mark(
        "The petition’s texts leave no room for a single signer: on {paper} paper {missing_pt} points (72 to the inch) "
        "are missing, and no other paper is long enough. Nothing was printed. Please shorten the petition’s texts "
        "by about {words} words."
    ),
    "too_many_lines": mark(
        "{asked} signers do not fit on one page of {paper} paper: {missing_pt} points (72 to the inch) are missing. "
        "Nothing was printed. Please ask for 1 to {fit} lines, or shorten the petition’s texts."
    ),
    "letters_missing": mark(
        "The typeface of the printed page lacks these letters: {letters} (in “{text}”). Nothing was printed, since the "
        "page would show empty boxes in their place. Please spell the text with Latin letters."
    ),
    "form_damaged": mark(
        "The approved form that is stored in this drive cannot be read ({part}). Nothing was printed and no number was "
        "used. Please open a backup of this drive and print from there."
    ),
    "pdf_unreadable": mark(
        "“{path}” cannot be read as a PDF file. Nothing was changed. Please check that it is the file that was printed "
        "here, and that it was copied whole."
    ),
    "print_not_allowed": mark(
        "This laptop types names and prints no petition sheets ({path}). Nothing was printed and no number was used. "
        "Please ask headquarters or your coordinator for printed sheets."
    ),
    "sheets_refused": mark(
        "A print run has 1 to {most} sheets; {asked} were asked for. Nothing was printed and no number was used. "
        "Please print more than that as several runs."
    ),
    "run_taken": mark(
        "While the sheets were being drawn, run {run} was printed by somebody else. Nothing was printed here and no "
        "number was used twice. Please print again: the next run is taken."
    ),
    "runs_used_up": mark(
        "This laptop has used up its 999 print runs (printer number {printer}). Nothing was printed. Please print on "
        "another laptop, or ask headquarters for a new set-up file."
    ),
    "no_notice": mark(
        "A petition of this kind ({petition}) is not begun by a notice of intention that people sign. Nothing was "
        "printed and no number was used. Please print the petition’s own sheets."
    ),
    "form_not_here": mark(
        "The petition is approved, but its approved page for {paper} paper is not on this laptop. Nothing was printed "
        "and no number was used. Please ask headquarters for a newer set-up file, and open it here; nothing that you "
        "typed is changed by it."
    ),
}
