"""Whether the views say what the records say: rebuilt from nothing in a scratch copy and compared. Repairs nothing."""

from collections.abc import Iterator

import msgspec

from canvass.campaign.connection import Connection
from canvass.ground.canonical import NotCanonical
from canvass.ground.progress import Report, silent
from canvass.journal.bodies import Malformed
from canvass.journal.record import decode_record, id_of
