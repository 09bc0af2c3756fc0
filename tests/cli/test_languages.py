"""A terminal speaks the language of its environment: help, usage, refusals; never what scripts read."""

import json
import os
import subprocess
import sys

import pytest

from canvass.cli.names import NAMES
from tests.translations.update import catalogue, forms, texts

SPEAKS = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def told(*arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if name not in SPEAKS}
    return subprocess.run(
        [sys.executable, "-m", "canvass", *arguments],
        env=environment | variables, capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["new", "move", "merge"])
def test_help_is_in_the_language_of_the_environment(name):
    in_spanish = {english: said for message in texts(catalogue("es")) for english, said in forms(message)}
    said = told(name, "--help", LANG="es_US.UTF-8").stdout
    assert said.startswith(f"Uso: canvass {name} ")
    assert "Opciones:" in said
    assert in_spanish["Show this message and exit."] in said
    assert not {word for word in ("Options", "Usage", "sheets", "drive") if word in said.split()}


def test_the_list_of_commands_is_too():
    said = told("--help", LANGUAGE="es").stdout
    assert "Comandos:" in said
    assert all(name in said for name in NAMES)
    assert "Make" not in said.split()


def test_a_wrong_option_is_told_in_it():
    done = told("new", "--goals", "3", LC_ALL="es_MX.UTF-8")
    assert done.returncode == 2
    assert "No existe la opción '--goals'." in done.stderr


def test_what_scripts_read_is_in_no_language(tmp_path):
    made = tmp_path / "nombres.canvass"
    told("new", str(made), "--no-passphrase", LANG="es_US.UTF-8")
    spanish, english = (told("info", str(made), "--json", LANG=f"{code}.UTF-8").stdout for code in ("es_US", "en_US"))
    assert spanish == english
    refused = json.loads(told("info", str(tmp_path / "gone"), "--json", LANG="es_US.UTF-8").stdout)["error"]
    assert refused["code"].startswith("campaign_")
    assert refused["message"].startswith("No existe el archivo")
