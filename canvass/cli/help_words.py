"""Help in the language of the terminal: that of our commands, and click's own words around it."""

import copy
import gettext
import inspect

import click

from canvass.ground.resources import resource
from canvass.wording.translation import tr

DOMAIN = "canvass"


def speak_click() -> None:
    """Let click, which asks gettext itself, find its words in our catalogue; it goes by the same environment."""
    gettext.bindtextdomain(DOMAIN, resource("translations"))
    gettext.textdomain(DOMAIN)


def help_text(text: str | None) -> str:
    """Return the help of a command in the language in use."""
    return tr(inspect.cleandoc(text or ""))


def translated(command: click.Command) -> click.Command:
    """Return a command with its help, and that of its options, in the language in use."""
    said = copy.copy(command)
    said.help = help_text(command.help)
    said.params = [translated_option(parameter) for parameter in command.params]
    return said


def translated_option(parameter: click.Parameter) -> click.Parameter:
    """Return an option with its help in the language in use; any other parameter has none."""
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    said = copy.copy(parameter)
    said.help = tr(parameter.help)
    return said
