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
    "approval_changed": mark(
        "While the sheets were drawn, the approval was changed or another page was approved. Nothing was printed and "
        "no number was used. Please look at the page again, then print."
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
    "nothing_to_hand_out": mark(
        "These sheets are a draft and have no numbers, so they cannot be handed out to anybody. Nothing was printed. "
        "Please leave the name away, or wait until the petition is approved."
    ),
    "failed_refused.empty": mark(
        "No sheet was named. Nothing was changed. Please type the numbers of the sheets that failed, such as 3-5, 9."
    ),
    "failed_refused.backwards": mark(
        "“{text}” goes backwards. Nothing was changed. Please type the smaller number first, such as 3-5."
    ),
    "failed_refused.beyond": mark(
        "“{text}” is not among these {sheets:,} sheets. Nothing was changed. Please type the four digits in the middle "
        "of the sheet numbers, 1 to {sheets}, or whole sheet numbers."
    ),
    "failed_refused.another": mark(
        "“{text}” belongs to another print run. Nothing was changed. Please choose that run above, or correct the "
        "number."
    ),
    "failed_refused": mark(
        "“{text}” names no sheet of this print run of {sheets:,}. Nothing was changed. Please type numbers such as "
        "3-5, 9."
    ),
    "paper_not_offered": mark(
        "The printer “{printer}” does not offer the paper of this page ({paper} in). It would shrink the page, which "
        "can make sheets void. Nothing went to the printer; the PDF file is there. Please choose another printer, or "
        "print the file elsewhere at 100 % (actual size)."
    ),
    "printer_refused": mark(
        "The printer “{printer}” took no page. Nothing was printed on paper; the file {path} is there. Please see "
        "whether the printer is switched on and connected, then print again."
    ),
    "printer_stopped": mark(
        "The printer “{printer}” stopped after {done:,} of {pages:,} pages. The file {path} is there. Please see which "
        "sheets came out, and tell below which did not: their numbers are not used again."
    ),
    "form_not_here": mark(
        "The petition is approved, but its approved page for {paper} paper is not on this laptop. Nothing was printed "
        "and no number was used. Please ask headquarters for a newer set-up file, and open it here; nothing that you "
        "typed is changed by it."
    ),
    "only_own_page": mark(
        "The official approved this drive’s own page on {known} paper, and none on {paper} paper. Nothing was printed "
        "and no number was used. Please print on {known} paper."
    ),
    "own_page_refused": mark(
        "{path} cannot be the petition’s page. Nothing was changed. Please ask for the approved page as a plain PDF of "
        "one page."
    ),
    "own_page_refused.too_large": mark(
        "{path} is larger than a page needs to be: 4 MB is the most, since every set-up file carries it. Nothing was "
        "changed. Please save it smaller, as a scan in grey at 300 dots to the inch."
    ),
    "own_page_refused.encrypted": mark(
        "{path} is locked or asks for a password. Nothing was changed. Please ask for it without a lock, or print it "
        "into a new PDF."
    ),
    "own_page_refused.pages": mark(
        "{path} has more than one page, or none. Nothing was changed. Please save the one page that signers sign as a "
        "PDF of its own."
    ),
    "own_page_refused.paper": mark(
        "The page in {path} has a size that this petition is not printed on. Nothing was changed. Please save it on "
        "one of the petition’s papers, at actual size."
    ),
    "own_page_refused.too_rich": mark(
        "The page in {path} is made of so many parts that printing it would take very long. Nothing was changed. "
        "Please print it into a new PDF, or scan it."
    ),
    "own_page_refused.fonts": mark(
        "The page in {path} does not hold all of its typefaces, so another printer may print it otherwise than it was "
        "approved. Nothing was changed. Please save it with all fonts embedded, or scan it."
    ),
    "own_page_refused.differs": mark(
        "The page in {path} would not print as it looks: something in it is shown only on a screen, or only on paper. "
        "Nothing was changed. Please print it into a new PDF, or scan it."
    ),
    "own_page_lines_refused": mark(
        "A page has 1 to {most} numbered lines; {asked} were said. Nothing was changed. Please count the lines that "
        "signers sign on the page."
    ),
    "code_place_refused.outside": mark(
        "A code cannot stand {left_mm} mm from the left and {top_mm} mm from the top: the margins, the top and the "
        "foot of the page stay blank. Nothing was changed. Choose another place, or none: then cover slips carry "
        "the numbers."
    ),
    "code_place_refused": mark(
        "Something is printed where the code should go, {left_mm} mm from the left and {top_mm} mm from the top. "
        "Nothing was changed. Please choose another place, or none: then cover slips carry the numbers."
    ),
    "own_page_not_approved": mark(
        "A page of your own can be used only once the official has approved it, and the day of that is not known. "
        "Nothing was changed. Please say on which day the official approved the page."
    ),
    "own_page_too_late": mark(
        "Sheets were printed already from the page that is approved (run {run}). The page was not changed, and they "
        "stay as they are. If the official approved another page since, take the approval back first: empty its day "
        "and save, then bring the page."
    ),
    "funders_box_not_drawn": mark(
        "canvass does not draw the box that names the top funders on the page itself (Elections Code 107(b)). Nothing "
        "was printed and no number was used. Bring the page that the official approved as a PDF, on “What the petition "
        "says”, or choose the separate sheet about top funders.",
    ),
}
