"""Files that somebody shows before anything is agreed: proposing from them, trying a draft on them. None is kept."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import ContractDraft
from kotacerdas.contracts import importing, inference
from kotacerdas.contracts.contract import read_contract
from kotacerdas.contracts.drafting import Doubt, Proposal, Question, area_field, new_body
from kotacerdas.contracts.errors import ContractRefused, ContractUnreadable, FileRefused
from kotacerdas.contracts.kinds import Failure
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, profiling
from kotacerdas.lake import rows as lake_rows


DOCUMENTS = frozenset({".json", ".yaml", ".yml"})
GROUPS_SHOWN = 30
FAILURES_READ = 2000


@dataclass(frozen=True, slots=True)
class TriedGroup:
    """Failures of one rule in one column."""

    column: str
    count: str
    lines: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What would become of a file under a draft."""

    headline: str
    is_good: bool
    groups: tuple[TriedGroup, ...] = ()


def producers_for(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Agencies for which the actor may draft, by name."""
    found = [(each.code, each.name) for each in agencies.list_agencies() if rules.may_draft(actor, each.code)]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def propose(file: File[bytes] | None, *, name: str, producer: str, title: str) -> Proposal:
    """A body from a sample or from a document of another standard; without a file one with only the area."""
    if file is None:
        body = new_body(name, producer=producer, title=title, fields=[area_field()])
        body |= {"kotacerdas:areaField": "kode_desa"}
        body["schema"]["primaryKey"] = ["kode_desa"]
        return Proposal(body, (Question(Doubt.SCHEDULE),))
    proposal = _from_document(file, producer) or _from_sample(file, name, producer)
    body = {**proposal.body, "name": name, "kotacerdas:producer": producer}
    if title:
        words = {"title": title, "description": title}
        body |= {**words, "kotacerdas:en": words}
    return Proposal(body, proposal.questions)


def try_file(draft: ContractDraft, file: File[bytes], *, on: date) -> Tried:
    """Check the file as if the draft were in force."""
    try:
        contract = read_contract(draft.body)
    except ContractRefused as refusal:
        return Tried(gettext(refusal.sentence) % refusal.facts, is_good=False)
    with tempfile.TemporaryDirectory() as folder, _on_disk(file) as source:
        try:
            outcome = checking.check(
                contract=contract,
                source=source,
                file_name=file.name or "",
                period=Period.containing(on, contract.frequency),
                scope=draft.home_code,
                reference=areas.reference_path(),
                folder=Path(folder),
            )
        except FileRefused as refusal:
            return Tried(gettext(refusal.sentence) % refusal.facts, is_good=False)
        facts = {"read": words.number(outcome.rows_read), "failed": words.number(outcome.rows_failed)}
        if outcome.failures_sha256 is None:
            return Tried(gettext("All %(read)s rows would be taken.") % facts, is_good=True)
        failures = lake_rows.list_failures(
            checking.failures_path_of(Path(folder), outcome.failures_sha256), 0, FAILURES_READ
        )
        headline = gettext("%(failed)s of %(read)s rows would come back.") % facts
        return Tried(headline, is_good=False, groups=_groups(failures))


def _groups(failures: Sequence[Failure]) -> tuple[TriedGroup, ...]:
    by_rule: dict[tuple[str, str, str], list[Failure]] = {}
    for each in failures:
        said = queries.say_failure(each.rule, each.facts, each.value)
        by_rule.setdefault((each.field, *said), []).append(each)
    return tuple(
        TriedGroup(
            column=field or "–",
            count=words.number(len(found)),
            lines=words.compact_lines([each.line for each in found[:12]]),
            problem=problem,
            advice=advice,
        )
        for (field, problem, advice), found in list(by_rule.items())[:GROUPS_SHOWN]
    )


def _from_document(file: File[bytes], producer: str) -> Proposal | None:
    """The proposal of a document; none when the file is a table after all."""
    if Path(file.name or "").suffix.lower() not in DOCUMENTS:
        return None
    file.seek(0)
    try:
        return importing.read(file.read().decode("utf-8-sig"), producer=producer)
    except (ContractUnreadable, UnicodeDecodeError):
        return None


def _from_sample(file: File[bytes], name: str, producer: str) -> Proposal:
    with _on_disk(file) as source:
        return inference.infer(profiling.profile(source), name=name, producer=producer)


@contextmanager
def _on_disk(file: File[bytes]) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile() as draft:
        file.seek(0)
        for chunk in file.chunks():
            draft.write(chunk)
        draft.flush()
        yield Path(draft.name)
