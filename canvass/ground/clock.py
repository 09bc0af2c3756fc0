"""What clocks claim: moments as other laptops wrote them, shown to people and used by no rule."""

from datetime import date, datetime


def claimed_moment(text: str) -> datetime | None:
    """Return the moment that an ISO 8601 text names, in the time of where one sits; None for what names none.

    Whoever writes a record writes this text too: it may be no time at all, or one that no calendar here reaches, as
    the last minute of the year 9999 seen from the east.
    """
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        return None


def claimed_day(text: str) -> date | None:
    """Return the day of `claimed_moment`, or None."""
    moment = claimed_moment(text)
    return None if moment is None else moment.date()
