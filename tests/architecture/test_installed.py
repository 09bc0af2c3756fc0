"""What `pip install` puts elsewhere works there, with all that travels inside."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile

import pytest

import canvass
from tests.architecture.source import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(REPOSITORY)]
    subprocess.run(command, check=True, timeout=300)
    (built,) = out.glob("canvass-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder with the installed program, beside the libraries of this Python."""
    place = tmp_path_factory.mktemp("installed")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(place), str(wheel)]
    subprocess.run(command, check=True, timeout=300)
    return place


def run(installed, folder, *command):
    environment = os.environ | {"PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_carries_every_resource_the_licence_and_no_test(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    resources = REPOSITORY / "resources"
    for path in resources.rglob("*"):
        if path.is_file():
            assert f"canvass/_resources/{path.relative_to(resources).as_posix()}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "resources"))]


@pytest.mark.slow
def test_the_installed_copy_finds_its_resources_from_another_folder(installed, tmp_path):
    script = (
        "import canvass, json\n"
        "from canvass.ground.resources import resource, resource_names\n"
        "print(json.dumps([canvass.__file__, str(resource('petitions')), resource_names('petitions')]))"
    )
    module, folder, names = json.loads(run(installed, tmp_path, "-c", script))
    assert module.startswith(str(installed))
    assert folder.startswith(str(installed))
    assert names == sorted(path.name for path in (REPOSITORY / "resources" / "petitions").glob("*.toml"))


@pytest.mark.slow
def test_the_installed_program_answers_from_another_folder(installed, tmp_path):
    petitions = json.loads(run(installed, tmp_path, "-m", "canvass", "petitions", "--json"))
    assert [petition["name"] for petition in petitions]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_installed_program_checks_itself(installed, tmp_path):
    assert len(run(installed, tmp_path, "-m", "canvass", "--self-check").splitlines()) == 1


def test_the_version_is_written_once():
    assert "version" not in PROJECT
    assert canvass.__version__.count(".") == 2


def test_both_scripts_are_there_to_start():
    (module, main), (same, window) = (
        PROJECT["scripts"]["canvass"].split(":"), PROJECT["gui-scripts"]["canvass-window"].split(":"),
    )  # fmt: skip
    assert module == same == "canvass.__main__"
    source = (REPOSITORY / "canvass" / "__main__.py").read_text(encoding="utf-8")
    assert f"def {main}(" in source
    assert f"def {window}(" in source
