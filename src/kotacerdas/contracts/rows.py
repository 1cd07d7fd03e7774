"""The SQL over whole rows: rows that are no data, conditions between fields, and the value to show for a failure."""

from collections.abc import Sequence
from string import Template

from kotacerdas.contracts import expressions, quoting, readings
from kotacerdas.contracts.contract import Contract, FieldType
from kotacerdas.contracts.kinds import HEAVIEST_KIND, LIGHTEST, Kind
from kotacerdas.contracts.outline import Outline
from kotacerdas.contracts.quoting import full_match
from kotacerdas.contracts.slots import CODES, code_of, flaw_of
from kotacerdas.contracts.subjects import Subject


_TOTAL = r"(?i)\W*(grand |sub ?-?)?(jumlah|total|rata ?- ?rata|rerata)\b.*"
_ITEM_NUMBER = r"\(?\d{1,2}\)?"
_IS_NOWHERE = Template("WHEN flaw = $outside AND $code NOT IN (SELECT code FROM areas) THEN $unknown")
_NUMBERLIKE = r"[-+(]?[\d.,]+\)?"


def row_kind(contract: Contract, subjects: Sequence[Subject], header: Sequence[str]) -> str:
    """Why a row as a whole is no data row, NULL when it is one.

    Looked at only where the area code cannot be read or cells spill over, so ordinary rows cost nothing.
    """
    area = next(subject for subject in subjects if subject.field.name == contract.area_field)
    present = [subject for subject in subjects if subject.position is not None]
    words = [subject for subject in present if subject.field.type is FieldType.STRING]
    figures = [subject for subject in present if subject.field.is_numeric]
    area_header = quoting.text(header[area.position].strip().lower() if area.position is not None else "")
    cases = [
        ("surplus IS NOT NULL", Kind.TOO_MANY_CELLS),
        (f"v{area.number} IS NOT NULL", None),
        (f"lower(x{area.number}) = {area_header}", Kind.HEADER_AGAIN),
        (_is_total(words, figures), Kind.TOTAL_ROW),
        (_is_numbering(present), Kind.NUMBERING_ROW),
        (_is_note(present), Kind.NOTE_ROW),
    ]
    text = " ".join(f"WHEN {condition} THEN {kind.number if kind else 'NULL'}" for condition, kind in cases)
    return f"CAST(CASE {text} END AS UTINYINT)"


def rules(contract: Contract, subjects: Sequence[Subject]) -> list[str]:
    """For each cross rule, SQL that is true where it is broken.

    A rule is judged only when nothing is wrong with its own fields, and a missing value breaks no rule.
    """
    by_name = {subject.field.name: subject for subject in subjects}
    kinds = expressions.kinds_of(contract.fields)
    found = []
    for rule in contract.rules:
        tree = expressions.read(rule.expression, kinds)
        sound = " AND ".join(
            f"coalesce(p{by_name[name].number}, {LIGHTEST}) >= {LIGHTEST}" for name in expressions.names_in(tree)
        )
        holds = expressions.to_sql(tree, kinds, lambda name: f"v{by_name[name].number}", rule.tolerance)
        found.append(f"coalesce(row_kind IS NULL AND NOT is_blank AND {sound} AND NOT ({holds}), false)")
    return found


def rule_places(contract: Contract, subjects: Sequence[Subject]) -> list[int]:
    """For each cross rule, the place of the field it is reported under: the last one it names."""
    by_name = {subject.field.name: subject for subject in subjects}
    kinds = expressions.kinds_of(contract.fields)
    return [
        by_name[expressions.names_in(expressions.read(rule.expression, kinds))[-1]].place for rule in contract.rules
    ]


def names_read(contract: Contract) -> set[str]:
    """The fields that any cross rule reads."""
    kinds = expressions.kinds_of(contract.fields)
    return {name for rule in contract.rules for name in expressions.names_in(expressions.read(rule.expression, kinds))}


def known(subjects: Sequence[Subject]) -> str:
    """The flaw of a failure, where a code outside the scope turns out to be the code of no area at all."""
    cases = [
        _IS_NOWHERE.substitute(
            outside=flaw_of(subject.place, code_of(Kind.OUTSIDE_SCOPE)),
            unknown=flaw_of(subject.place, code_of(Kind.UNKNOWN_AREA)),
            code=readings.patient(f"trim(cells[{subject.position + 1}])", subject),
        )
        for subject in subjects
        if subject.field.is_area and subject.position is not None
    ]
    return f"CASE {' '.join(cases)} ELSE flaw END" if cases else "flaw"


def is_flawed(terms: Outline, *, below: int) -> str:
    """Whether anything of a weight ``below`` this one is wrong with the row."""
    found = [f"{subject.flaw} < {below}" for subject in terms.subjects]
    broken = [f"r{number}" for number, rule in enumerate(terms.contract.rules) if rule.severity.weight < below]
    return " OR ".join(["row_kind IS NOT NULL", *broken, *found])


def flaws(terms: Outline) -> str:
    """All that is wrong with a row, as a list of numbers of :mod:`kotacerdas.contracts.slots`."""
    found = [f"{subject.flaw} + {flaw_of(subject.place, 0)}" for subject in terms.subjects]
    broken = [
        f"CASE WHEN r{number} THEN {flaw_of(terms.slots.of_rule(number), code_of(Kind.CROSS_RULE, rule.severity))} END"
        for number, rule in enumerate(terms.contract.rules)
    ]
    listed = f"list_filter([{', '.join([*found, *broken])}]::UINTEGER[], lambda flaw: flaw IS NOT NULL)"
    return f"CASE WHEN row_kind IS NULL THEN {listed} ELSE [row_kind]::UINTEGER[] END"


def value(terms: Outline) -> str:
    """The ``WHEN`` branches giving the text to show: the cell, the whole key, the rule's fields, or the row."""
    by_name, slots, contract = terms.by_name, terms.slots, terms.contract
    kinds = expressions.kinds_of(contract.fields)
    kind, slot = f"found.flaw % {HEAVIEST_KIND}", f"found.flaw // {CODES}"
    branches = [
        f"WHEN {kind} = {Kind.TOO_MANY_CELLS.number} THEN found.cells[{slots.width + 1}]",
        f"WHEN {slot} = 0 THEN {_joined(terms.subjects)}",
        f"WHEN {kind} = {Kind.DUPLICATE_KEY.number} THEN {_joined([by_name[name] for name in contract.primary_key])}",
    ]
    for number, rule in enumerate(contract.rules):
        names = expressions.names_in(expressions.read(rule.expression, kinds))
        shown = [f"{quoting.text(name + ' = ')} || coalesce(trim({_cell(by_name[name])}), '')" for name in names]
        branches.append(f"WHEN {slot} = {slots.of_rule(number)} THEN concat_ws('; ', {', '.join(shown)})")
    keys = [(slots.of_key(number), names) for number, names in enumerate(contract.unique_keys)]
    keys += [(slots.of_reference(number), key.fields) for number, key in enumerate(contract.foreign_keys)]
    branches += [f"WHEN {slot} = {place} THEN {_joined([by_name[name] for name in names])}" for place, names in keys]
    branches += [f"WHEN {slot} = {subject.place} THEN {_cell(subject)}" for subject in terms.subjects]
    return " ".join(branches)


def _is_total(words: Sequence[Subject], figures: Sequence[Subject]) -> str:
    says_total = " OR ".join(f"coalesce({full_match(word.said, _TOTAL)}, false)" for word in words) or "false"
    if not figures:
        return says_total
    nameless = " AND ".join(f"({word.said}) IS NULL" for word in words) or "true"
    has_figures = f"coalesce({', '.join(figure.said for figure in figures)}) IS NOT NULL"
    return f"({says_total}) OR ({nameless} AND {has_figures})"


def _is_numbering(present: Sequence[Subject]) -> str:
    cells = [subject.said for subject in present]
    if len(cells) < 2:
        return "false"
    return " AND ".join(f"coalesce({full_match(cell, _ITEM_NUMBER)}, false)" for cell in cells)


def _is_note(present: Sequence[Subject]) -> str:
    cells = ", ".join(subject.said for subject in present)
    if len(present) < 3:
        return "false"
    one = f"len(list_filter([{cells}], lambda cell: cell IS NOT NULL)) = 1"
    return f"{one} AND NOT {full_match(f'coalesce({cells})', _NUMBERLIKE)}"


def _cell(subject: Subject) -> str:
    return "NULL" if subject.position is None else f"found.cells[{subject.position + 1}]"


def _joined(subjects: Sequence[Subject]) -> str:
    cells = [f"nullif(trim({_cell(subject)}), '')" for subject in subjects if subject.position is not None]
    return f"concat_ws(' · ', {', '.join(cells)})"
