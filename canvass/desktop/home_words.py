"""What Home says: the drive's name, the one sentence, what is to be done next. Pure but for the name."""

from canvass.count.standing import Next, Standing, Step
from canvass.count.totals import Totals
from canvass.desktop.work_pages import HQ_KEYS, KIT, OUT_BACK, PETITION, PRINT, TAKE_IN, TO_DECIDE
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_of, practice
from canvass.journal.journal import Journal
from canvass.wording.translation import mark, tr, tr_n

TYPING, FINISHING = "typing", "finishing"
"""Where a step leads that is no page of the drive's work: typing names, writing the file for headquarters."""

LEADS_TO = {
    Next.CARD: HQ_KEYS,
    Next.DECIDE: TO_DECIDE,
    Next.WAITING: TAKE_IN,
    Next.TYPE: TYPING,
    Next.OVERDUE: OUT_BACK,
    Next.VOTERS: PETITION,
    Next.APPROVAL: PRINT,
    Next.APPROVED: PETITION,
    Next.PRINT: PRINT,
    Next.KIT: KIT,
    Next.TAKE_IN: TAKE_IN,
    Next.EXPORT: FINISHING,
}
PLAIN = {
    Next.CARD: mark("Print the recovery card"),
    Next.VOTERS: mark("Say how many voters are registered"),
    Next.APPROVAL: mark("Print the blanks for the registrar"),
    Next.APPROVED: mark("Enter the day on which the official approved"),
    Next.PRINT: mark("Print the first sheets"),
    Next.KIT: mark("Make a set-up file for another laptop"),
    Next.TAKE_IN: mark("Take in the first files from laptops"),
    Next.EXPORT: mark("Write the file for headquarters"),
}
"""Short, since a button does not wrap its words."""


def name_of(journal: Journal) -> str:
    """Return the drive's name as it stands on the page: the petition's title, and whether it is for practice."""
    petition = petition_of(journal)
    name = petition.title if petition is not None and petition.title else journal.campaign.path.stem
    return tr("{name} – Practice: made-up people").format(name=name) if practice(journal) else name


def stands_at(counted: Totals) -> str:
    """Return the one sentence that says where the drive stands."""
    parts = [
        tr_n("{entered:,} line entered", "{entered:,} lines entered", counted.entered).format(entered=counted.entered)
    ]
    if counted.required is not None:
        parts.append(tr("{required:,} valid signatures needed").format(required=counted.required))
    if counted.days_left is not None and counted.days_left >= 0:
        parts.append(tr_n("{days:,} day left", "{days:,} days left", counted.days_left).format(days=counted.days_left))
    elif counted.days_left is not None:
        parts.append(tr("the time to file is over"))
    return " – ".join(parts)


def note_words(seen: Standing, role: Role) -> str:
    """Return what is said under the sentence: what to begin with, else what the numbers do not tell."""
    counted = seen.counted
    if not (counted.entered or counted.loose or counted.raw or (counted.notice and counted.notice.entered)):
        if role == Role.HQ:
            return tr("Nothing is typed yet. Print sheets, type names from paper, or take in other laptops’ files.")
        return tr("Nothing is typed yet. Print sheets and hand them out, or type names from paper.")
    return tr("Entered is not valid: how many are likely valid comes with the voter file.")


def step_words(step: Step) -> str:
    """Return in one sentence what is to be done."""
    n = step.number
    if step.what == Next.DECIDE:
        said = tr_n("Decide {n:,} line typed differently", "Decide {n:,} lines typed differently", n)
    elif step.what == Next.WAITING:
        said = tr_n("Ask {n:,} laptop for its newest file", "Ask {n:,} laptops for their newest files", n)
    elif step.what == Next.TYPE:
        said = tr_n("Type {n:,} line that came back on paper", "Type {n:,} lines that came back on paper", n)
    elif step.what == Next.OVERDUE:
        said = tr_n("Ask for {n:,} sheet out for over a week", "Ask for {n:,} sheets out for over a week", n)
    elif step.what == Next.TAKE_IN and n:
        said = tr_n("Take in files: none for {n:,} day", "Take in files: none for {n:,} days", n)
    elif step.what == Next.EXPORT and n:
        said = tr_n(
            "Write the file for headquarters: {n:,} day ago", "Write the file for headquarters: {n:,} days ago", n
        )
    else:
        said = tr(PLAIN[step.what])
    return said.format(n=n)
