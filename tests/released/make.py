"""Make the file that every later canvass must open. Run once, when a format is released: python -m tests.released.make.

A released file is never made anew: it is what stands on people's disks.
"""

from pathlib import Path

from canvass.campaign.file import create_campaign
from canvass.campaign.schema import FORMAT
from tests.campaign.files import CANARY, enter


def make(path: Path) -> None:
    """Write a campaign file of today's format with three lines, refusing to replace one."""
    with create_campaign(path) as campaign:
        for line, name in enumerate((CANARY, "Ana Public", "Žofie 王"), 1):
            enter(campaign, name, line)


if __name__ == "__main__":
    make(Path(__file__).with_name(f"format-{FORMAT}.canvass"))
