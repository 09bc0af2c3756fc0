"""Tips over controls that show what somebody typed: letter for letter, never read as a page."""

import html


def plain_tip(text: str) -> str:
    """Return the text as a tip shows it letter for letter; Qt takes any tip with a tag in it for a page."""
    return f"<p>{html.escape(text)}</p>" if "<" in text else text
