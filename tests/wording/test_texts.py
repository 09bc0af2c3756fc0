"""The changelog, and how texts name buttons."""

import pytest

from canvass import __version__
from canvass.wording.texts import changelog, named, plain
from canvass.wording.translation import languages


@pytest.mark.parametrize("code", list(languages()))
def test_this_version_is_the_changelogs_head(code):
    releases = changelog(code)
    assert releases[0].version == __version__
    assert all(release.changes for release in releases)


def test_every_language_tells_of_the_same_versions_and_as_many_changes():
    told = [[(release.version, len(release.changes)) for release in changelog(code)] for code in languages()]
    assert all(one == told[0] for one in told)


def test_a_language_without_a_changelog_reads_that_of_the_source():
    assert changelog("xx") == changelog("en")


def test_a_button_is_called_without_its_mark_and_its_letter_is_known():
    assert plain("&Back && forth") == "Back & forth"
    assert named("Press {&Back}, or {Si&gned!}.") == "Press **Back**, or **G**."
