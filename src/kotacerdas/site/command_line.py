"""``kotacerdas``: the table of commands. A command's module is imported only when it is called, so that help is quick."""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Never

import click
import django
from django.utils import translation

from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.site import console


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: the module with its ``command``, its help, and what must be so before it is imported."""

    module: str
    help: str
    needs_django: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)
    is_hidden: bool = False


_COMMANDS = "kotacerdas.site.commands"
_DEMO = {"KOTACERDAS_DEMO": "1"}
ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {
        "run": Entry(
            f"{_COMMANDS}.run", gettext_noop("Prepare everything, then run the server and the worker."), False
        ),
        "serve": Entry(f"{_COMMANDS}.serve", gettext_noop("Run only the server.")),
        "worker": Entry(
            f"{_COMMANDS}.worker", gettext_noop("Run only the worker: checks files and refreshes indicators.")
        ),
        "prepare": Entry(f"{_COMMANDS}.prepare", gettext_noop("Bring the database and the static files up to date.")),
        "demo": Entry(f"{_COMMANDS}.demo", gettext_noop("Build the example data of Tabanan."), environment=_DEMO),
        "submit": Entry(f"{_COMMANDS}.submit", gettext_noop("Hand in a file.")),
        "watch": Entry(f"{_COMMANDS}.watch", gettext_noop("Hand in every file that is put into a folder.")),
        "pull": Entry(f"{_COMMANDS}.pull", gettext_noop("Pull the new releases of a dataset from another node.")),
        "peers": Entry(f"{_COMMANDS}.peers", gettext_noop("Register and list the nodes we pull from.")),
        "check": Entry(f"{_COMMANDS}.check", gettext_noop("Check a file against its contract without handing it in.")),
        "contracts": Entry(
            f"{_COMMANDS}.contracts", gettext_noop("Propose, compare, import and check contracts as files."), False
        ),
        "catalogue": Entry(
            f"{_COMMANDS}.catalogue", gettext_noop("List the data under contract, and publish the catalogue.")
        ),
        "harvest": Entry(f"{_COMMANDS}.harvest", gettext_noop("Take in the catalogues of other portals.")),
        "evaluate": Entry(f"{_COMMANDS}.evaluate", gettext_noop("Bring the indicators up to date.")),
        "trace": Entry(f"{_COMMANDS}.trace", gettext_noop("Walk a number back to where it came from.")),
        "areas": Entry(f"{_COMMANDS}.areas", gettext_noop("Load and search areas, import boundaries.")),
        "indicators": Entry(f"{_COMMANDS}.indicators", gettext_noop("List and check the definitions of indicators.")),
        "agreements": Entry(
            f"{_COMMANDS}.agreements", gettext_noop("Read agreements, see what is due, end one, verify a file.")
        ),
        "grants": Entry(f"{_COMMANDS}.grants", gettext_noop("Ask for access to data, decide about it, close it.")),
        "reads": Entry(f"{_COMMANDS}.reads", gettext_noop("Who read which data, and what for.")),
        "retention": Entry(
            f"{_COMMANDS}.retention", gettext_noop("See which files are past their time, and remove them.")
        ),
        "audit": Entry(
            f"{_COMMANDS}.audit",
            gettext_noop("Read the log of who did what, and prove that nothing in it was changed."),
        ),
        "backup": Entry(f"{_COMMANDS}.backup", gettext_noop("Write the database and the lake into one file.")),
        "restore": Entry(f"{_COMMANDS}.restore", gettext_noop("Bring back what a backup holds.")),
    }
)


class CommandLine(click.Group):
    """The commands of the table, imported when called; every failure leaves as a sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command, with Django ready where it is needed."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        for name, value in entry.environment.items():
            os.environ.setdefault(name, value)
        if entry.needs_django:
            set_up()
        command: click.Command = importlib.import_module(entry.module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the help of the table, importing none."""
        with formatter.section(console.gettext("Commands")):
            formatter.write_dl([(name, console.gettext(entry.help)) for name, entry in ENTRIES.items()])

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Never:
        """Run and exit: 0 done, 1 refused, 2 misuse, 3 fault."""
        words = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        sys.exit(self._run(words, rest, extra))

    def _run(self, words: list[str], rest: tuple[Any, ...], extra: dict[str, Any]) -> int:
        as_json = "--json" in words
        console.translate_click()
        try:
            code = super().main(words, *rest, **extra)
        except KotacerdasError as error:
            return console.refuse(error, as_json=as_json)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            return 0
        except click.ClickException as error:
            return console.misuse(error, as_json=as_json)
        except (click.Abort, KeyboardInterrupt):
            return 130
        except Exception:  # noqa: BLE001 - the last line of defence: a person never sees a traceback
            return console.fault(as_json=as_json)
        return code if isinstance(code, int) else 0


def set_up() -> None:
    """Make Django ready, speaking the language of the terminal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotacerdas.config.settings")
    django.setup()
    translation.activate(console.language())


main = CommandLine(
    name="kotacerdas",
    help=console.gettext("The open smart-city platform whose every number walks back to the row it came from."),
)


if __name__ == "__main__":
    main()
