"""A contract, a header, a period and a scope become the SQL of one checking pass.

The SQL reads two tables: ``sheet(line, c0 … cN, surplus)`` with the cells as text, and ``areas(code, level)``. It
leaves ``checked`` (typed values and problems, one row per row of the sheet) and ``repeated`` (later rows of a key
already seen), from which ``kept`` and ``failures`` are selected. Nothing from a file or a contract enters the SQL
but through :mod:`kotacerdas.contracts.quoting` and the parser of :mod:`kotacerdas.contracts.expressions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from string import Template

from kotacerdas.contracts import catalogue, fields, numbers, quoting, rows
from kotacerdas.contracts.contract import CodeSystem, Contract, DecimalMark
from kotacerdas.contracts.errors import BridgeMissing
from kotacerdas.contracts.fields import Subject
from kotacerdas.contracts.headers import Match, match
from kotacerdas.contracts.kinds import Kind, Notice, NoticeCode
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


LINE_COLUMN = "_line"


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """Statements to run in this order: ``check``, ``repeated``, then select ``kept`` and ``failures``."""

    contract: Contract
    match: Match
    check: str
    repeated: str
    kept: str
    failures: str
    notices: tuple[Notice, ...]


def compile_plan(
    contract: Contract,
    header: Sequence[str],
    *,
    period: Period,
    scope: AreaCode,
    decimal_mark: DecimalMark | None = None,
    line: int = 1,
) -> CheckPlan:
    """Compile the plan for a sheet with this ``header`` (read on ``line``).

    ``decimal_mark`` is what the file has shown (:func:`evidence_sql`); a field's own mark goes before it. Raises
    a ``HeaderRefused`` when columns are missing, renamed or repeated, and ``BridgeMissing`` for BPS codes.
    """
    _check_code_systems(contract)
    found = match(contract, header, line=line)
    subjects = tuple(
        Subject(
            number, field, found.positions.get(field.name), field.decimal_mark or decimal_mark, contract.missing_values
        )
        for number, field in enumerate(contract.fields)
    )
    entries = catalogue.entries(contract, subjects, header, period, scope)
    return CheckPlan(
        contract=contract,
        match=found,
        check=_check(contract, subjects, header, period, scope),
        repeated=_repeated(contract, subjects),
        kept=_kept(contract, subjects),
        failures=_failures(contract, subjects, header, entries),
        notices=_notices(found),
    )


def evidence_sql(contract: Contract, header: Sequence[str], *, line: int = 1) -> str | None:
    """SQL giving one row ``(dot, comma)``: which decimal marks the sheet shows; none when no column needs it."""
    positions = match(contract, header, line=line).positions
    open_cells = [
        f"c{positions[field.name]}"
        for field in contract.fields
        if field.is_numeric and field.decimal_mark is None and field.name in positions
    ]
    if not open_cells:
        return None
    dot, comma = numbers.evidence(open_cells)
    return Template("SELECT $dot, $comma FROM sheet").substitute(dot=dot, comma=comma)


def _check(
    contract: Contract, subjects: tuple[Subject, ...], header: Sequence[str], period: Period, scope: AreaCode
) -> str:
    areas = [subject for subject in subjects if subject.field.is_area]
    counted = [subject for subject in subjects if subject.field.is_numeric]
    rules = rows.rules(contract, subjects)
    results = [
        *(f"v{subject.number}, p{subject.number}" for subject in subjects),
        *(f"r{number}" for number, _ in enumerate(rules)),
    ]
    flaws = ["row_kind", *(f"p{subject.number}" for subject in subjects)]
    broken = [f"coalesce(r{number}, false)" for number, _ in enumerate(rules)]
    return _statement("check").substitute(
        anything=", ".join([*(f"nullif(trim(c{index}), '')" for index, _ in enumerate(header)), "surplus"]),
        quick=", ".join(f"{fields.quick(subject)} AS q{subject.number}" for subject in subjects),
        cells=", ".join(f"{fields.cell(subject)} AS x{subject.number}" for subject in subjects),
        joined=", ".join(
            [*(f"{fields.joined(subject)} AS j{subject.number}" for subject in counted), "true AS joined"]
        ),
        measured=", ".join(
            [*(f"{fields.measured(subject)} AS n{subject.number}" for subject in counted), "true AS measured"]
        ),
        typed=", ".join(f"{fields.typed(subject)} AS v{subject.number}" for subject in subjects),
        places=", ".join(f"a{subject.number}.code IS NOT NULL AS k{subject.number}" for subject in areas),
        joins=" ".join(
            f"LEFT JOIN areas AS a{subject.number} ON a{subject.number}.code = typed.v{subject.number}"
            for subject in areas
        ),
        row_kind=rows.row_kind(contract, subjects, header),
        problems=", ".join(f"{fields.problem(subject, period, scope)} AS p{subject.number}" for subject in subjects),
        rules=", ".join([*(f"{sql} AS r{number}" for number, sql in enumerate(rules)), "true AS ruled"]),
        results=", ".join(results),
        is_bad=" OR ".join([f"coalesce({', '.join(flaws)}) IS NOT NULL", *broken]),
    )


def _repeated(contract: Contract, subjects: Sequence[Subject]) -> str:
    key = [subject.number for subject in subjects if subject.field.name in contract.primary_key]
    good = [f"v{number} IS NOT NULL AND p{number} IS NULL" for number in key]
    return _statement("repeated").substitute(
        keys=", ".join(f"v{number}" for number in key), key_is_good=" AND ".join(["row_kind IS NULL", *good])
    )


def _kept(contract: Contract, subjects: Sequence[Subject]) -> str:
    numbers_by_name = {subject.field.name: subject.number for subject in subjects}
    return _statement("kept").substitute(
        values=", ".join(f"v{subject.number} AS {quoting.name(subject.field.name)}" for subject in subjects),
        order=", ".join(f"v{numbers_by_name[name]}" for name in contract.sort_key),
    )


def _failures(
    contract: Contract, subjects: Sequence[Subject], header: Sequence[str], entries: Sequence[catalogue.Entry]
) -> str:
    union = Template("UNION ALL SELECT line, $place, $kind, $part, NULL FROM bad WHERE row_kind IS NULL AND $condition")
    key_subject = next(subject for subject in subjects if subject.field.name == contract.primary_key[0])
    per_field = [
        union.substitute(
            place=subject.place, kind=f"p{subject.number}", part=0, condition=f"p{subject.number} IS NOT NULL"
        )
        for subject in subjects
    ]
    per_rule = [
        union.substitute(place=place, kind=Kind.CROSS_RULE.number, part=number, condition=f"r{number}")
        for number, place in enumerate(rows.rule_places(contract, subjects))
    ]
    cells = [f"{quoting.text(header_name)}, c{index}" for index, header_name in enumerate(catalogue.unique(header))]
    return _statement("failures").substitute(
        key_place=key_subject.place,
        duplicate=Kind.DUPLICATE_KEY.number,
        found="\n    ".join([*per_field, *per_rule]),
        catalogue=catalogue.as_sql(entries),
        value=rows.value(contract, subjects),
        row=", ".join(cells),
    )


def _notices(found: Match) -> tuple[Notice, ...]:
    ignored = [Notice(NoticeCode.COLUMNS_IGNORED, {"columns": ", ".join(found.extra)})] if found.extra else []
    return (*ignored, *(Notice(NoticeCode.COLUMN_ABSENT, {"field": name}) for name in found.absent))


def _check_code_systems(contract: Contract) -> None:
    for field in contract.fields:
        if field.code_system is CodeSystem.BPS:
            raise BridgeMissing(field=field.name)


def _statement(name: str) -> Template:
    return Template(resources.files("kotacerdas.contracts").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8"))
