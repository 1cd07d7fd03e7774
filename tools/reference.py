"""Write the part of docs/reference that the code already knows; ``--check`` only says what is out of date."""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import click
import django


os.environ["DJANGO_SETTINGS_MODULE"] = "kotacerdas.config.settings"
os.environ["KOTACERDAS_LANGUAGE"] = "en"
os.environ.setdefault("KOTACERDAS_SECRET_KEY", "for-reading-the-code-only")
django.setup()

from kotacerdas.contracts.contract import Contract, read_contract  # noqa: E402 - needs the framework to be set up
from kotacerdas.kernel.errors import KotacerdasError  # noqa: E402 - needs the framework to be set up
from kotacerdas.measures.definition import load_definitions  # noqa: E402 - needs the framework to be set up
from kotacerdas.site.api import api  # noqa: E402 - needs the framework to be set up
from kotacerdas.site.command_line import main as command_line  # noqa: E402 - needs the framework to be set up


ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "kotacerdas"
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by `make docs`; change the code, not this page. -->"


def main() -> int:
    """Write every page, or with ``--check`` name those that differ and return 1."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    is_check = parser.parse_args().check
    stale = [name for name, page in PAGES.items() if not is_current(FOLDER / name, page())]
    if is_check:
        for name in stale:
            print(f"docs/reference/{name} is out of date; run `make docs`.", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), encoding="utf-8")
        print(f"wrote docs/reference/{name}")
    return 0


def is_current(path: Path, text: str) -> bool:
    """Whether the file already says this."""
    return path.exists() and path.read_text(encoding="utf-8") == text


def page(title: str, *blocks: str) -> str:
    """A Markdown page that says it is generated."""
    return "\n\n".join((f"# {title}", NOTE, *blocks)) + "\n"


def table(*rows: tuple[str, ...]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = [head, ("---",) * len(head), *body]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def errors_page() -> str:
    """Every error with its status, exit code and sentence."""
    for path in (*modules("errors"), *modules("commands"), *modules("kernel")):
        importlib.import_module(path)
    found = sorted({error.code: error for error in descendants(KotacerdasError)}.items())
    rows = [
        (f"`{code}`", str(error.status), str(error.exit_code), error.sentence, first_line(error))
        for code, error in found
    ]
    return page(
        "Errors",
        "Every refusal has a stable code.\n"
        "The API answers with it as a problem after RFC 9457, the command line ends with its exit code, "
        "and a page shows the sentence in the reader's language.",
        "Exit codes: 0 done, 1 refused by the data or a rule, 2 misuse, 3 a fault of ours.",
        table(("code", "HTTP", "exit", "sentence", "when"), *rows),
    )


def descendants(error: type[KotacerdasError]) -> Iterator[type[KotacerdasError]]:
    """All errors of the platform that say a sentence of their own."""
    for child in error.__subclasses__():
        if child.__module__.startswith("kotacerdas.") and "code" in vars(child):
            yield child
        yield from descendants(child)


def states_page() -> str:
    """Every state machine as a diagram and a table."""
    machines = {
        (name.split(".")[2], label): moves  # a package repeats what its files say
        for name in modules("rules")
        for label, moves in vars(importlib.import_module(name)).items()
        if label.endswith("TRANSITIONS") and isinstance(moves, Mapping)
    }
    blocks = [state_machine(app, label, moves) for (app, label), moves in machines.items()]
    return page("States", "What may follow what. The tables are the code's own; a test keeps them total.", *blocks)


def state_machine(app: str, label: str, moves: Mapping[str, Iterable[str]]) -> str:
    """One machine: a heading, a Mermaid diagram and the same as a table."""
    arrows = [f"  {state} --> {after}" for state, following in moves.items() for after in sorted(following)]
    rows = [
        (f"`{state}`", ", ".join(f"`{after}`" for after in sorted(following)) or "nothing; it ends here")
        for state, following in moves.items()
    ]
    noun = label.removesuffix("TRANSITIONS").strip("_").replace("_", " ").lower() or "state"
    diagram = "\n".join(("```mermaid", "stateDiagram-v2", *arrows, "```"))
    return f"## {app}: {noun}\n\n{diagram}\n\n{table(('state', 'may become'), *rows)}"


def commands_page() -> str:
    """Every command of the command line with its arguments."""
    context = click.Context(command_line, info_name="kotacerdas")
    sections = [f"## `{name}`\n\n{described(command, sub)}" for name, command, sub in commands(command_line, context)]
    return page(
        "Commands",
        "`kotacerdas COMMAND`. Exit codes: 0 done, 1 refused by the data or a rule, 2 misuse, 3 a fault of ours.",
        *sections,
    )


def commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """The commands of a group, depth first, with their full names."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        sub = click.Context(command, parent=context, info_name=name)
        if isinstance(command, click.Group):
            yield from commands(command, sub)
        else:
            yield sub.command_path, command, sub


def described(command: click.Command, context: click.Context) -> str:
    """What a command does and what it takes."""
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    rows = [record for item in command.get_params(context) if (record := item.get_help_record(context))]
    text = (command.help or "").replace("\b\n", "").strip()
    options = table(("option", "meaning"), *((f"`{name}`", meaning) for name, meaning in rows))
    return f"{text}\n\n```\n{usage}\n```\n\n{options}"


def datasets_page() -> str:
    """Every contract we ship, with its columns and their privacy classes."""
    files = sorted((SOURCE / "definitions" / "contracts").glob("*.json"))
    contracts = [read_contract(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    return page("Datasets", "The contracts in `src/kotacerdas/definitions/contracts`.", *map(dataset, contracts))


def dataset(contract: Contract) -> str:
    """One contract: what it is, and its columns."""
    due = "when there is any" if contract.is_occasional else f"{contract.due.day}/{contract.due.month}"
    later = f", {contract.due.year_offset} year later" if contract.due.year_offset else ""
    facts = (
        f"Produced by `{contract.producer}`, handed in by {contract.submit_level}, one row or more for each "
        f"{contract.grain}, every {contract.frequency}, due {due}{later}."
    )
    rows = [
        (f"`{field.name}`", field.type, field.privacy, field.title["id"], field.title["en"])
        for field in contract.fields
    ]
    head = ("column", "type", "privacy", "Indonesian", "English")
    return f"## {contract.name}\n\n{contract.title['id']} · *{contract.title['en']}*\n\n{facts}\n\n{table(head, *rows)}"


def indicators_page() -> str:
    """Every indicator we ship, with its formula and where it comes from."""
    found = load_definitions(SOURCE / "definitions" / "indicators")
    rows = [
        (
            f"`{each.code}`",
            each.title["id"],
            each.title["en"],
            each.formula["en"],
            f"{each.unit['en']} ({each.direction})",
            each.grain,
            ", ".join(f"`{name}`" for name in each.dataset_names),
            ", ".join(each.pillars.mou),
        )
        for each in found
    ]
    head = ("code", "Indonesian", "English", "formula", "unit", "grain", "datasets", "pillars of the MoU")
    return page("Indicators", "The definitions in `src/kotacerdas/definitions/indicators`.", table(head, *rows))


def openapi() -> str:
    """The description of the API, as it is served."""
    return json.dumps(api.get_openapi_schema(), default=str, indent=2, ensure_ascii=False) + "\n"


def modules(stem: str) -> list[str]:
    """Dotted names of all modules of that name, packages opened."""
    found = [*SOURCE.rglob(f"{stem}.py"), *SOURCE.rglob(f"{stem}/*.py")]
    names = [".".join(("kotacerdas", *path.relative_to(SOURCE).with_suffix("").parts)) for path in sorted(found)]
    return [name.removesuffix(".__init__") for name in names]


def first_line(error: type[KotacerdasError]) -> str:
    """The promise of an error's docstring."""
    return (error.__doc__ or "").strip().splitlines()[0]


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "datasets.md": datasets_page,
    "errors.md": errors_page,
    "indicators.md": indicators_page,
    "openapi.json": openapi,
    "states.md": states_page,
}

if __name__ == "__main__":
    sys.exit(main())
