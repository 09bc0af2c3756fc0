"""Commands for files that travel: kits and joining, export, inspecting and taking in batches."""

import contextlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from canvass.batches.errors import BatchNeedsPassphrase
from canvass.batches.export import export_batch
from canvass.batches.joining import join
from canvass.batches.kit import make_kit
from canvass.batches.merging import Merged, batch_files, merge
from canvass.campaign.passphrase import protect
from canvass.cli.codes import DONE, FOR_A_PERSON, REFUSED
from canvass.cli.opening import BATCH_PASSPHRASE, PASSPHRASE, PATH, asked, from_environment, passphrase_of, writing
from canvass.cli.table import visible
from canvass.cli.terminal import Terminal, json_option
from canvass.journal.bodies import Role
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

ROLES = tuple(role.name.lower() for role in Role if role)
