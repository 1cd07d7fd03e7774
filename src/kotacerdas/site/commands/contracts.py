"""``kotacerdas contracts infer|compare|import|export|check``: work on contract files without a database."""

import json
from pathlib import Path
from typing import Any

import click

from kotacerdas.contracts import comparison, exporting, importing, inference
from kotacerdas.contracts.changes import Change, Party
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.drafting import Proposal, names_for
from kotacerdas.contracts.errors import ContractUnreadable
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake import profiling
from kotacerdas.site.console import Answer, Group, gettext, language


FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
KINDS = ("table-schema", "data-package", "odcs")
_PARTIES = {
    Party.PRODUCERS: gettext_noop("breaks those who hand in"),
    Party.CONSUMERS: gettext_noop("breaks those who read"),
}


@click.group(cls=Group, help=gettext("Propose, compare, import and check contracts as files."))
def command() -> None:
    """Group the commands about contracts."""


def producer_option(function: Any) -> Any:
    """``--producer CODE``."""
    words = gettext("Code of the agency that will hand the files in, e.g. 51.02/dpmd.")
    return click.option("--producer", default="51.02/dpmd", show_default=True, metavar="CODE", help=words)(function)


def name_option(function: Any) -> Any:
    """``--name NAME``."""
    words = gettext("Name of the dataset; made from the file unless given.")
    return click.option("--name", default="", metavar="NAME", help=words)(function)


@command.command(
    "infer", help=gettext("Propose a contract for files like FILE. What a person must still decide goes to the errors.")
)
@click.argument("file", type=FILE)
@name_option
@producer_option
def infer(*, file: Path, name: str, producer: str) -> Answer:
    """Print the proposed body, and the questions."""
    wanted = names_for([name or file.stem])[0]
    return _proposed(inference.infer(profiling.profile(file.resolve()), name=wanted, producer=producer))


@command.command("import", help=gettext("Read FILE as Table Schema, Data Package or ODCS and print our contract."))
@click.argument("file", type=FILE)
@name_option
@producer_option
def import_file(*, file: Path, name: str, producer: str) -> Answer:
    """Print the body, and what could not be carried over."""
    return _proposed(importing.read(_text(file), name=name, producer=producer))


@command.command("export", help=gettext("Write the contract in FILE as others read it."))
@click.argument("file", type=FILE)
@click.option("--to", "kind", type=click.Choice(KINDS), default="odcs", show_default=True, help=gettext("The format."))
def export(*, file: Path, kind: str) -> Answer:
    """Print the contract in another format."""
    body, contract = _body(file)
    if kind == "odcs":
        document = exporting.odcs(body, version=contract.version)
        return Answer([exporting.odcs_text(body, version=contract.version)], document)
    document = exporting.table_schema(body) if kind == "table-schema" else exporting.data_package(body)
    return Answer([_json(document)], document)


@command.command(
    "compare", help=gettext("Say what changes from contract OLD to contract NEW, and whom it breaks. 1 when anybody.")
)
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
def compare(*, old: Path, new: Path) -> Answer:
    """Print each change with whom it breaks."""
    changes = comparison.compare(_body(old)[1], _body(new)[1])
    lines = [_line(change) for change in changes] or [gettext("Nothing that matters was changed.")]
    items = [
        {
            "kind": change.kind.value,
            "field": change.field,
            "breaks": sorted(party.value for party in change.breaks),
            "sentence": _said(change),
        }
        for change in changes
    ]
    return Answer(lines, {"changes": items}, exit_code=1 if any(change.is_breaking for change in changes) else 0)


@command.command("check", help=gettext("Say whether FILE is a contract that can be registered."))
@click.argument("file", type=FILE)
def check(*, file: Path) -> Answer:
    """Read the contract; what is wrong with it is the refusal."""
    _, contract = _body(file)
    facts = {"name": contract.name, "columns": len(contract.fields), "rules": len(contract.rules)}
    line = gettext("The contract “%(name)s” is sound: %(columns)s columns, %(rules)s conditions.") % facts
    return Answer([line], facts)


def _proposed(proposal: Proposal) -> Answer:
    questions = [
        gettext(question.doubt.sentence) % {"field": question.field, "fact": question.fact}
        for question in proposal.questions
    ]
    for question in questions:
        click.echo(question, err=True)
    return Answer([_json(proposal.body)], {"contract": proposal.body, "questions": questions})


def _body(file: Path) -> tuple[dict[str, Any], Contract]:
    try:
        body = json.loads(_text(file))
    except ValueError as refusal:
        raise ContractUnreadable from refusal
    if not isinstance(body, dict):
        raise ContractUnreadable
    return body, read_contract(body)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as refusal:
        raise ContractUnreadable from refusal


def _line(change: Change) -> str:
    breaks = ", ".join(gettext(_PARTIES[party]) for party in Party if party in change.breaks)
    return f"{'✗' if breaks else '✓'} {_said(change)}" + (f" [{breaks}]" if breaks else "")


def _said(change: Change) -> str:
    facts = {"field": change.field, "before": change.before, "after": change.after}
    shown = {name: value.get(language(), "") if isinstance(value, dict) else value for name, value in facts.items()}
    return gettext(change.sentence) % shown


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
