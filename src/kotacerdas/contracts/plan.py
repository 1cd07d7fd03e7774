"""A contract, a header, a period and a scope become the SQL of one checking pass.

The SQL reads ``sheet(c0 … cN, surplus)`` with the cells as text, ``areas(code, level)``, and the types made of it.
It leaves ``numbered`` (typed values and flaws, one row per row of the sheet, with its line) and ``later`` (what only
shows beside other rows: repeated keys), from which ``kept`` and ``failures`` are selected. Nothing from a file or a
contract enters the SQL but through :mod:`kotacerdas.contracts.quoting` and the parser of
:mod:`kotacerdas.contracts.expressions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from string import Template

from kotacerdas.contracts import catalogue, fields, numbers, quoting, rows
from kotacerdas.contracts.contract import CodeSystem, Contract, DecimalMark
from kotacerdas.contracts.errors import BridgeMissing
from kotacerdas.contracts.headers import Match, match
from kotacerdas.contracts.kinds import HEAVIEST_KIND, LIGHTEST, Kind, Notice, NoticeCode
from kotacerdas.contracts.outline import Outline, outline
from kotacerdas.contracts.slots import CODES, Slots, code_of
from kotacerdas.contracts.subjects import Subject, area_type
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period


LINE_COLUMN = "_line"
ROWS_GUESSED_FROM = 2000


def _statement(name: str) -> Template:
    return Template(resources.files("kotacerdas.contracts").joinpath(f"sql/{name}.sql").read_text(encoding="utf-8"))


FATAL = _statement("fatal").substitute(codes=CODES, heaviest=HEAVIEST_KIND, lightest=LIGHTEST)


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """Statements to run in this order: ``check``, ``numbered``, ``later``, ``again``; then select the others.

    ``tally`` gives the number of rows, of returned rows and of rows that are only shown, and the decimal marks seen.
    """

    contract: Contract
    match: Match
    check: str
    numbered: str
    later: str
    again: str
    tally: str
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
    is_numbered: bool = True,
) -> CheckPlan:
    """Compile the plan for a sheet with this ``header`` (read on ``line``).

    ``decimal_mark`` is what the file has shown (:func:`evidence_sql`); a field's own mark goes before it. A sheet that
    is not ``is_numbered`` has no column ``line``: its rows follow the header one by one. Raises a ``HeaderRefused``
    when columns are missing, renamed or repeated, and ``BridgeMissing`` for BPS codes.
    """
    _check_code_systems(contract)
    found = match(contract, header, line=line)
    terms = outline(contract, header, found, period=period, scope=scope, mark=decimal_mark)
    first = None if is_numbered else line + 1
    return CheckPlan(
        contract=contract,
        match=found,
        check=_check(terms, is_numbered=is_numbered),
        numbered=_statement("numbered").substitute(columns=_numbered("rowid", first)),
        later=_later(terms),
        again=_again(terms, first),
        tally=_statement("tally").substitute(lightest=LIGHTEST),
        kept=_kept(terms),
        failures=_failures(terms),
        notices=_notices(found),
    )


def levels_of(contract: Contract) -> tuple[AreaLevel, ...]:
    """The levels of area whose codes the contract's fields hold."""
    return tuple(dict.fromkeys(field.code_level for field in contract.fields if field.code_level is not None))


def areas_sql(level: AreaLevel, scope: AreaCode) -> str:
    """Create the type that lists the areas of a level within the scope, in the order of their codes."""
    inside = (
        "true"
        if scope == NATION
        else f"code = {quoting.text(scope)} OR starts_with(code, {quoting.text(scope.prefix)})"
    )
    return _statement("areas").substitute(type=area_type(level), level=quoting.text(str(level)), inside=inside)


def references_of(contract: Contract) -> tuple[str, ...]:
    """The other datasets that the contract's foreign keys refer to."""
    return tuple(dict.fromkeys(key.dataset for key in contract.foreign_keys if key.dataset))


def reference_view(dataset: str) -> str:
    """The name under which the rows in force of another dataset are looked up."""
    return f"reference_{dataset}"


def evidence_sql(contract: Contract, header: Sequence[str], *, line: int = 1) -> str | None:
    """SQL giving one row ``(dot, comma)``: which decimal marks the first rows show; none when no column needs it.

    It is a guess that lets the check itself look at the rest as it goes by.
    """
    positions = match(contract, header, line=line).positions
    open_cells = [
        f"c{positions[field.name]}"
        for field in contract.fields
        if field.is_numeric and field.decimal_mark is None and field.name in positions
    ]
    if not open_cells:
        return None
    dot, comma = numbers.evidence(open_cells)
    asked = Template("SELECT $dot, $comma FROM (FROM sheet LIMIT $rows)")
    return asked.substitute(dot=dot, comma=comma, rows=ROWS_GUESSED_FROM)


def _check(terms: Outline, *, is_numbered: bool) -> str:
    contract, subjects, slots = terms.contract, terms.subjects, terms.slots
    period, scope, header = terms.period, terms.scope, terms.header
    counted = [subject for subject in subjects if subject.field.is_numeric]
    broken, read = rows.rules(contract, subjects), rows.names_read(contract)
    return _statement("check").substitute(
        quick=", ".join(fields.quick(subject) for subject in subjects),
        is_sound=" AND ".join(["surplus IS NULL", *(fields.is_sound(each, period) for each in subjects)]),
        cells=", ".join(fields.cell(subject) for subject in subjects),
        joined=", ".join([*(fields.joined(subject) for subject in counted), "true AS joined"]),
        measured=", ".join([*(fields.measured(subject) for subject in counted), "true AS measured"]),
        typed=", ".join(fields.typed(each, is_read=each.field.name in read) for each in subjects),
        anything=", ".join([*(f"nullif(trim(c{index}), '')" for index, _ in enumerate(header)), "surplus"]),
        row_kind=rows.row_kind(contract, subjects, header),
        problems=", ".join(fields.problem(subject, period, scope) for subject in subjects),
        rules=", ".join([*(f"{sql} AS r{number}" for number, sql in enumerate(broken)), "true AS ruled"]),
        is_broken=" OR ".join([*(f"r{number}" for number, _ in enumerate(broken)), "false"]),
        is_bad=rows.is_flawed(terms, below=LIGHTEST),
        is_flawed=rows.is_flawed(terms, below=CODES),
        stored=", ".join([*(["line"] if is_numbered else []), *(fields.stored(subject) for subject in subjects)]),
        shows=numbers.shown([subject for subject in counted if subject.field.decimal_mark is None]),
        flaws=rows.flaws(terms),
        row=_row(slots),
    )


def _later(terms: Outline) -> str:
    contract, by_name, slots = terms.contract, terms.by_name, terms.slots
    key = [by_name[name] for name in contract.primary_key]
    found = [_repeated(key, key[0].place, code_of(Kind.DUPLICATE_KEY))]
    found += [
        _repeated([each], each.place, code_of(Kind.NOT_UNIQUE, each.field.severity("unique")))
        for each in terms.subjects
        if each.field.is_unique
    ]
    found += [
        _repeated([by_name[name] for name in names], slots.of_key(number), code_of(Kind.NOT_UNIQUE))
        for number, names in enumerate(contract.unique_keys)
    ]
    found += [_strangers(terms, number) for number, _ in enumerate(contract.foreign_keys)]
    return f"CREATE TEMP TABLE later AS {' UNION ALL '.join(found)}"


def _repeated(key: Sequence[Subject], slot: int, code: int) -> str:
    """Rows whose key was already given by a row above; a key that is itself wrong counts for none."""
    return _statement("repeated").substitute(
        keys=", ".join(subject.value for subject in key), slot=slot, code=code, key_is_good=_is_good(key)
    )


def _strangers(terms: Outline, number: int) -> str:
    """Rows whose key is not among the keys of the reference."""
    reference = terms.contract.foreign_keys[number]
    key = [terms.by_name[name] for name in reference.fields]
    theirs = (
        [terms.by_name[name].value for name in reference.to_fields] if not reference.dataset else reference.to_fields
    )
    pairs = [
        f"CAST(known.{quoting.name(other)} AS {kind}) = CAST(numbered.{own.value} AS {kind})"
        for own, other in zip(key, theirs, strict=True)
        for kind in ("DOUBLE" if own.field.is_numeric else "VARCHAR",)
    ]
    return _statement("strangers").substitute(
        slot=terms.slots.of_reference(number),
        code=code_of(Kind.UNKNOWN_REFERENCE, reference.severity),
        key_is_good=_is_good(key),
        known=quoting.name(reference_view(reference.dataset)) if reference.dataset else "numbered",
        is_same=" AND ".join(pairs),
    )


def _is_good(key: Sequence[Subject]) -> str:
    places = ", ".join(str(subject.place) for subject in key)
    is_sound = (
        f"(flaws IS NULL OR len(list_filter(flaws, lambda flaw: flaw % {CODES} < {LIGHTEST} "
        f"AND flaw // {CODES} IN (0, {places}))) = 0)"
    )
    return " AND ".join(["state <> 3", *(f"{subject.value} IS NOT NULL" for subject in key), is_sound])


def _again(terms: Outline, first: int | None) -> str:
    return _statement("again").substitute(row=_row(terms.slots), columns=_numbered("row_number() OVER () - 1", first))


def _row(slots: Slots) -> str:
    return f"[{', '.join([*(f'c{index}' for index in range(slots.width)), 'surplus'])}]"


def _numbered(counted: str, first: int | None) -> str:
    return "*" if first is None else f"{counted} + {first} AS line, *"


def _kept(terms: Outline) -> str:
    return _statement("kept").substitute(
        values=", ".join(fields.released(subject) for subject in terms.subjects),
        order=", ".join(terms.by_name[name].value for name in terms.contract.sort_key),
        lightest=LIGHTEST,
    )


def _failures(terms: Outline) -> str:
    names = catalogue.unique(terms.header)
    cells = [f"{quoting.text(name)}, found.cells[{index}]" for index, name in enumerate(names, start=1)]
    return _statement("failures").substitute(
        catalogue=catalogue.as_sql(catalogue.entries(terms)),
        value=rows.value(terms),
        known=rows.known(terms.subjects),
        row=", ".join(cells),
    )


def _notices(found: Match) -> tuple[Notice, ...]:
    ignored = [Notice(NoticeCode.COLUMNS_IGNORED, {"columns": ", ".join(found.extra)})] if found.extra else []
    return (*ignored, *(Notice(NoticeCode.COLUMN_ABSENT, {"field": name}) for name in found.absent))


def _check_code_systems(contract: Contract) -> None:
    for field in contract.fields:
        if field.code_system is CodeSystem.BPS:
            raise BridgeMissing(field=field.name)
