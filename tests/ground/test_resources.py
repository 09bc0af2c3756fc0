"""The files that travel with the program are found."""

import pytest

from canvass.ground import resources
from canvass.ground.resources import resource, resource_names


@pytest.fixture
def in_checkout(tmp_path, monkeypatch):
    (tmp_path / "resources" / "petitions").mkdir(parents=True)
    (tmp_path / "resources" / "petitions" / "b.toml").write_text("b")
    (tmp_path / "resources" / "petitions" / "a.toml").write_text("a")
    (tmp_path / "resources" / "petitions" / ".hidden").write_text("")
    (tmp_path / "resources" / "petitions" / "folder").mkdir()
    (tmp_path / "canvass").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "canvass")
    return tmp_path


def test_a_resource_is_found_in_the_checkout(in_checkout):
    assert resource("petitions", "a.toml").read_text() == "a"


def test_an_installed_copy_carries_its_own(in_checkout):
    inside = in_checkout / "canvass" / "_resources" / "petitions"
    inside.mkdir(parents=True)
    (inside / "a.toml").write_text("installed")
    assert resource("petitions", "a.toml").read_text() == "installed"
    assert resource_names("petitions") == ["a.toml"]


def test_names_come_sorted_without_hidden_files_and_folders(in_checkout):
    assert resource_names("petitions") == ["a.toml", "b.toml"]
    assert resource_names("nothing") == []


def test_a_missing_resource_says_which(in_checkout):
    with pytest.raises(FileNotFoundError, match=r"fonts/none\.ttf"):
        resource("fonts", "none.ttf")
