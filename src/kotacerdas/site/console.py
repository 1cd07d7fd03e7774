"""How the command line speaks: one language, one shape of answers, one shape of failures.

It needs no framework, so that ``kotacerdas --help`` answers at once; sentences come from the project's own catalogues.
"""

import gettext as catalogues
import json
import os
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from django.conf import settings

from kotacerdas.kernel.errors import Fault, KotacerdasError
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.site.errors import CommandMisused


_LOCALE = Path(__file__).resolve().parents[1] / "locale"
_DOMAIN = "django"
CLICK_SENTENCES = (
    gettext_noop("Commands"),
    gettext_noop("Options"),
    gettext_noop("Positional arguments"),
    gettext_noop("Usage:"),
    gettext_noop("Show this message and exit."),
    gettext_noop("Missing argument"),
    gettext_noop("Missing command."),
    gettext_noop("Missing option"),
    gettext_noop("Missing parameter"),
    gettext_noop("No such command {name!r}."),
    gettext_noop("No such option {name!r}."),
    gettext_noop("Invalid value for {param_hint}: {message}"),
    gettext_noop("Invalid value: {message}"),
    gettext_noop("required"),
    gettext_noop("default: {default}"),
    gettext_noop("Aborted!"),
)
"""What click itself says to people, named here so that the catalogues hold it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did: lines for people, data for programs (``--json``), and the exit code."""

    lines: Sequence[str]
    data: Mapping[str, object]
    exit_code: int = 0


class Command(click.Command):
    """A command whose function returns an :class:`Answer`; ``--json`` prints its data instead of its lines."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.params.append(
            click.Option(["--json", "as_json"], is_flag=True, help=gettext("Print JSON for programs instead of text."))
        )

    def invoke(self, ctx: click.Context) -> int:
        """Run the command, print its answer and return the exit code."""
        as_json = ctx.params.pop("as_json")
        answer = super().invoke(ctx)
        if not isinstance(answer, Answer):
            return 0
        if as_json:
            click.echo(json.dumps(answer.data, ensure_ascii=False, default=str))
        else:
            for line in answer.lines:
                click.echo(line)
        return answer.exit_code


class Group(click.Group):
    """A command of commands."""

    command_class = Command


def language() -> str:
    """``en`` or ``id``, by ``KOTACERDAS_LANGUAGE``, then the terminal's language; Indonesian unless it is English."""
    wish = next(filter(None, map(os.environ.get, ("KOTACERDAS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if wish.lower().startswith("en") else "id"


def gettext(sentence: str) -> str:
    """The sentence in the language of the terminal."""
    return _catalogue(language()).gettext(sentence) if sentence else ""


def translate_click() -> None:
    """Let click speak the same language; it asks the default domain of the standard library."""
    os.environ["LANGUAGE"] = language()
    catalogues.bindtextdomain(_DOMAIN, str(_LOCALE))
    catalogues.textdomain(_DOMAIN)


def note(line: str) -> None:
    """Say something on the way; it goes to the error stream, so that ``--json`` stays clean."""
    click.echo(line, err=True)


def refuse(error: KotacerdasError, *, as_json: bool) -> int:
    """Say why it was not done, on the error stream; return the exit code."""
    sentence = gettext(error.sentence) % error.facts if error.facts else gettext(error.sentence)
    if as_json:
        facts = {name: str(fact) for name, fact in error.facts.items()}
        note(json.dumps({"code": error.code, "sentence": sentence, "facts": facts}, ensure_ascii=False))
    else:
        note(f"{sentence} [{error.code}]")
    return error.exit_code


def misuse(error: click.ClickException, *, as_json: bool) -> int:
    """Say how the command line was malformed."""
    why = error.format_message().rstrip(".") + "."
    return refuse(CommandMisused(why=why), as_json=as_json)


def fault(*, as_json: bool) -> int:
    """Keep the failure being handled in the log of faults and say the sentence of a :class:`Fault`."""
    code = refuse(Fault(), as_json=as_json)
    try:
        folder = Path(settings.DATA_FOLDER) / "log"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "faults.log").open("a", encoding="utf-8") as file:
            file.write(traceback.format_exc() + "\n")
        note(gettext("For those who maintain this server: %(file)s") % {"file": folder / "faults.log"})
    except OSError:
        pass  # a full or read-only disk must not hide the sentence
    return code


@cache
def _catalogue(tongue: str) -> catalogues.NullTranslations:
    return catalogues.translation(_DOMAIN, _LOCALE, [tongue], fallback=True)
