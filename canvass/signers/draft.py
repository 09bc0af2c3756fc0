"""The line being typed, kept through a crash. It never leaves the file."""

import msgspec

from canvass.campaign.file import Campaign


class Draft(msgspec.Struct, frozen=True):
    """The line being typed: where, and what stands in each field so far."""

    sheet: str
    line: int
    name: str = ""
    address: str = ""
    city: str = ""
    zip: str = ""
    note: str = ""
    event: str = ""
    typist: str = ""
    aside: tuple["Draft", ...] = ()
    """Other lines that were begun and left unsaved, the one left last at the end."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the signer was typed yet."""
        return not (self.name or self.address or self.city or self.zip or self.note)


def keep_draft(campaign: Campaign, draft: Draft) -> None:
    """Store the line being typed in place of the one kept before, whatever was typed.

    Half a character, as a clipboard may hold one, is kept as `?`: saving the line would refuse it in a sentence.
    """
    draft = _whole(draft)
    with campaign.transaction() as connection:
        connection.execute(
            "insert or replace into draft (n, content) values (1, ?)", (msgspec.json.encode(draft).decode(),)
        )


def _whole(draft: Draft) -> Draft:
    texts = {name: text for name, text in msgspec.structs.asdict(draft).items() if isinstance(text, str)}
    whole = {name: text.encode(errors="replace").decode() for name, text in texts.items()}
    return msgspec.structs.replace(draft, aside=tuple(map(_whole, draft.aside)), **whole)


def kept_draft(campaign: Campaign) -> Draft | None:
    """Return the line that was being typed when the window closed or the machine died, or None."""
    row = campaign.connection.execute("select content from draft where n = 1").fetchone()
    return None if row is None else msgspec.json.decode(row[0], type=Draft)


def drop_draft(campaign: Campaign) -> None:
    """Forget the draft, once its line is saved or given up."""
    with campaign.transaction() as connection:
        connection.execute("delete from draft")
