"""One table of sentences for each room that can fail: error code to sentence.

`code` is what is said of a failure; `code.reason` takes its place where the failure's `why` or `problem` is that
reason. A placeholder is one of the facts that the failure names in `needs`.
"""

from canvass.wording.sentences import (
    batches,
    campaign,
    cli,
    count,
    custody,
    ground,
    journal,
    petition,
    practice,
    receipts,
    sheets,
    signers,
    spreadsheets,
)

TABLES: tuple[dict[str, str], ...] = (
    ground.SENTENCES,
    petition.SENTENCES,
    campaign.SENTENCES,
    journal.SENTENCES,
    sheets.SENTENCES,
    custody.SENTENCES,
    signers.SENTENCES,
    spreadsheets.SENTENCES,
    batches.SENTENCES,
    receipts.SENTENCES,
    count.SENTENCES,
    practice.SENTENCES,
    cli.SENTENCES,
)

SENTENCES: dict[str, str] = {code: text for table in TABLES for code, text in table.items()}

REASONS: dict[str, str] = ground.REASONS
