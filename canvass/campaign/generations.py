"""The copies a campaign file keeps of itself: the last few, beside it, whole and under the same key.

Setting or changing the passphrase removes them: they could be read without it.
"""

import contextlib
from pathlib import Path

from canvass.campaign.companions import BACKUP, beside, overwrite_and_remove, own_copies, sync_names
from canvass.campaign.connection import connect, errors_told
from canvass.campaign.errors import CampaignDamaged, PassphraseWrong
from canvass.campaign.file import Campaign
from canvass.ground.progress import Report, silent

KEPT = 3
MOST_KEPT = 10


def kept_copies(path: Path) -> list[Path]:
    """Return the copies kept of the campaign at `path`, newest first."""
    copies = (beside(path, f"{BACKUP}{age}") for age in range(1, MOST_KEPT + 1))
    return [copy for copy in copies if copy.exists()]


def keep_copy(campaign: Campaign, report: Report = silent, kept: int | None = None) -> Path:
    """Copy the campaign as committed, check the copy, and give it the first place among those kept.

    `kept` copies stay, 1 to `MOST_KEPT`; if that is not said, as many as there are, and three at least. What is too
    many goes only when the new one is whole. Raises as `Campaign.backup` does; the others stay then.
    """
    if kept is None:
        kept = max(KEPT, len(kept_copies(campaign.path)))
    newest = beside(campaign.path, f"{BACKUP}0")
    newest.unlink(missing_ok=True)
    campaign.backup(newest, report)
    for age in range(MOST_KEPT + 1, 0, -1):
        younger = beside(campaign.path, f"{BACKUP}{age - 1}")
        if younger.exists() and age > kept:
            younger.unlink()
        elif younger.exists():
            younger.replace(beside(campaign.path, f"{BACKUP}{age}"))
    sync_names(campaign.path.parent)
    return beside(campaign.path, f"{BACKUP}1")


def forget_in_copies(campaign: Campaign, name: str) -> None:
    """Take what was noted under `name` out of every copy beside the campaign; one that cannot be read is removed.

    Those made before migrations are among them. Raises `campaign.errors`; copies done before have forgotten it then.
    """
    for copy in own_copies(campaign.path):
        if copy.name.rpartition("-")[2].isdigit():
            try:
                _forget_in(copy, campaign, name)
            except (CampaignDamaged, PassphraseWrong):
                overwrite_and_remove(copy)


def _forget_in(copy: Path, campaign: Campaign, name: str) -> None:
    with contextlib.closing(connect(copy, campaign.key, "write")) as connection, errors_told(copy):
        connection.execute("pragma journal_mode = memory")  # a journal on the disk would hold what is to be forgotten
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        connection.execute("delete from setting where name = ?", (name,))
