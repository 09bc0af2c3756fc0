"""The petition of a practice drive: an invented officer of an invented county, and harmless texts.

Everything here is data for practice. The texts are short enough for five signers on a letter page.
"""

from datetime import date, timedelta

from canvass.petition.clocks import months_after

PETITION = "ca-recall-local"
REGISTERED = 5_668_570
GOAL = 766_857
"""What the law asks of so many voters (566,857), and 200,000 to spare."""

PROPONENTS = (
    "Avery Sample", "Blake Pretend", "Casey Imagined", "Devon Madeup", "Emery Specimen", "Finley Practice",
    "Gray Placeholder", "Harper Nobody", "Indigo Fable", "Jules Invented",
)  # fmt: skip

GROUNDS = (
    "This is practice text about an officer who does not exist. The District Attorney of Example County opens the "
    "public counter at ten and closes it at a quarter past. Letters are answered with picture postcards. The yearly "
    "report was printed in invisible ink, and the budget for paper clips was spent on a carousel. Residents who asked "
    "for a meeting were given a raffle ticket. We ask for an office that keeps its hours and answers its mail."
)

ANSWER = (
    "This is practice text too. The counter is open whenever the carousel is not. The postcards were chosen with "
    "care, the ink was on sale, and the raffle was fair: everybody won. The office thanks the residents for their "
    "patience and invites them to Wednesday's concert of paper clips."
)

APPROVED_DAYS_AGO = 40
SERVED_DAYS_AGO = 75
IN_OFFICE_MONTHS = 15
TERM_MONTHS = 48

VIGIL = "Vigil at City Hall steps"
TABLE = "Farmers' market table"
DOORS = "Door to door, Teakettle Blvd"


def petition_fields(today: date) -> dict[str, object]:
    """Return the fields of the petition as `create_drive` takes them: approved some weeks before `today`."""
    took_office = months_after(today, -IN_OFFICE_MONTHS)
    return {
        "title": "Practice drive: recall of Pat Example",
        "jurisdiction": "Example County",
        "registered": REGISTERED,
        "approved": (today - timedelta(days=APPROVED_DAYS_AGO)).isoformat(),
        "codes": "yes",
        "officer": "Pat Example",
        "office": "District Attorney",
        "took_office": took_office.isoformat(),
        "term_ends": months_after(took_office, TERM_MONTHS).isoformat(),
        "notice_served": (today - timedelta(days=SERVED_DAYS_AGO)).isoformat(),
        "proponents": PROPONENTS,
        "goal": GOAL,
        "top_funders": "none",
        "grounds": GROUNDS,
        "answer": ANSWER,
    }
