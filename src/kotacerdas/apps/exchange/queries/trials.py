"""What a check would say of a file, leaving nothing behind."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.queries.datasets import get_contract
from kotacerdas.apps.exchange.queries.releases import list_place, list_references
from kotacerdas.apps.exchange.queries.submissions import find_failures_path, get_submission, say_failure, say_notice
from kotacerdas.apps.exchange.types import Change, FailingRow, Release, Returned, Trial
from kotacerdas.contracts import headers
from kotacerdas.contracts import mapping as mappings
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.errors import FileRefused
from kotacerdas.contracts.kinds import Failure
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, differences, peeking
from kotacerdas.lake import rows as lake_rows
from kotacerdas.lake.checking import CheckOutcome
from kotacerdas.lake.peeking import Peek


RETURNED_SHOWN = 20
MOST_ROWS_AT_ONCE = 500


def try_file(
    *,
    dataset_name: str,
    source: Path,
    period: Period,
    area_code: AreaCode,
    mapping: Mapping[str, str] | None = None,
    is_whole: bool = True,
) -> Trial:
    """What would happen to a file handed in now, compared with the release in force when ``is_whole``."""
    contract = get_contract(dataset_name)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        try:
            seen = peeking.peek(folder, source, contract)
        except FileRefused as refusal:
            return Trial(problem=refusal)
        looked_at = Trial(
            names=seen.names,
            samples=_samples(seen),
            proposals=mappings.propose(contract, seen.names, mapping),
        )
        try:
            known = mappings.apply(contract, mapping or {})
            outcome = _check(known, source, folder, period=period, area_code=area_code)
        except FileRefused as refusal:
            return replace(looked_at, problem=refusal)
        return replace(
            looked_at,
            rows_read=outcome.rows_read,
            rows_kept=outcome.rows_kept,
            rows_failed=outcome.rows_failed,
            returned=_returned(outcome, folder),
            notices=tuple(say_notice({"code": each.code, "facts": each.facts}) for each in outcome.notices),
            change=_change(contract, outcome, period, area_code) if is_whole else None,
        )


def list_failing_rows(submission_id: int, offset: int = 0, limit: int = 100) -> tuple[FailingRow, ...]:
    """The rows of a submission that came back, by line, each with its cells by field."""
    path = find_failures_path(submission_id)
    if path is None:
        return ()
    submission = get_submission(submission_id)
    contract = mappings.apply(get_contract(submission.dataset_name, submission.contract_version), submission.mapping)
    by_line: dict[int, list[Failure]] = {}
    for each in lake_rows.list_failures_of_rows(path, offset, limit):
        by_line.setdefault(each.line, []).append(each)
    return tuple(_failing_row(contract, line, failures) for line, failures in by_line.items())


def try_rows(submission_id: int, rows: Sequence[Mapping[str, str]]) -> tuple[dict[str, tuple[str, ...]], ...]:
    """What is wrong with rows as somebody is correcting them, for each row by field; nothing where it is good."""
    submission = get_submission(submission_id)
    contract = get_contract(submission.dataset_name)
    wrong: dict[int, list[Failure]] = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = folder / "rows.csv"
        source.write_bytes(rules.write_rows([field.name for field in contract.fields], rows))
        try:
            outcome = _check(contract, source, folder, period=submission.period, area_code=submission.area_code)
        except FileRefused:
            return tuple({"": ()} for _ in rows)
        if outcome.failures_sha256:
            path = checking.failures_path_of(folder, outcome.failures_sha256)
            for each in lake_rows.list_failures(path, 0, MOST_ROWS_AT_ONCE * len(contract.fields)):
                wrong.setdefault(each.line, []).append(each)
    return tuple(_problems(wrong.get(number, [])) for number in range(2, len(rows) + 2))


def _check(contract: Contract, source: Path, folder: Path, *, period: Period, area_code: AreaCode) -> CheckOutcome:
    return checking.check(
        contract=contract,
        source=source,
        file_name=source.name,
        period=period,
        scope=area_code,
        reference=area_queries.reference_path(),
        folder=folder,
        references=list_references(contract),
    )


def _samples(seen: Peek) -> tuple[tuple[str, ...], ...]:
    """The first cells below each column."""
    return tuple(
        tuple(row[index] for row in seen.rows if index < len(row) and row[index]) for index in range(len(seen.names))
    )


def _returned(outcome: CheckOutcome, folder: Path) -> tuple[Returned, ...]:
    if outcome.failures_sha256 is None:
        return ()
    path = checking.failures_path_of(folder, outcome.failures_sha256)
    return tuple(
        Returned(each.line, each.field, each.value, each.rule, *say_failure(each.rule, each.facts, each.value))
        for each in lake_rows.list_failures(path, 0, RETURNED_SHOWN)
    )


def _change(contract: Contract, outcome: CheckOutcome, period: Period, area: AreaCode) -> Change | None:
    if outcome.release_path is None:
        return None
    return change_of(contract, rules.find_replaced(list_place(contract.name, str(period)), area), outcome.release_path)


def change_of(contract: Contract, before: Release | None, path: Path) -> Change:
    """How the rows at ``path`` differ from a release, by primary key."""
    if before is None or before.is_removed:
        return Change(None, lake_rows.count(path), 0, 0)
    found = differences.compare(Path(before.file_path), path, key=contract.primary_key, sample_rows=0)
    return Change(before, found.added, found.removed, found.changed)


def _failing_row(contract: Contract, line: int, failures: Sequence[Failure]) -> FailingRow:
    handed_in = failures[0].row
    names = list(handed_in)
    positions = headers.match(contract, names).positions
    cells = {name: (handed_in[names[index]] or "").strip() for name, index in positions.items()}
    return FailingRow(line, {field.name: cells.get(field.name, "") for field in contract.fields}, _problems(failures))


def _problems(failures: Sequence[Failure]) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    for each in failures:
        sentence = " ".join(say_failure(each.rule, each.facts, each.value))
        said[each.field] = (*said.get(each.field, ()), sentence)
    return said
