"""A slow and obvious twin of the checker, written from the rules and not from its SQL."""

import re
from dataclasses import dataclass

from kotacerdas.contracts.contract import Contract, DecimalMark, Field, FieldType


MISSING = {"", "-", "–", "—", "...", "…", "n/a", "#n/a"}
AREA = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")


@dataclass
class Verdict:
    """What the twin thinks of a table."""

    kept: list[tuple[object, ...]]
    returned: set[tuple[int, str, str]]


def judge(contract: Contract, rows: list[list[str]], areas: set[str], scope: str) -> Verdict:
    """Check rows of cells in the order of the contract's fields; the first row is line 2."""
    mark = decide_mark(
        [cell for row in rows for cell, field in zip(row, contract.fields, strict=True) if field.is_numeric]
    )
    kept, returned, first_lines = [], set(), {}
    for line, row in enumerate(rows, start=2):
        if not any(cell.strip() for cell in row):
            continue
        values, faults = [], []
        for cell, field in zip(row, contract.fields, strict=True):
            value, fault = read(cell.strip(), field, mark, areas, scope)
            values.append(value)
            faults += [(line, fault, field.name)] if fault else []
        key = values[0]
        if key is not None and not any(fault[2] == contract.primary_key[0] for fault in faults):
            if key in first_lines:
                faults.append((line, "duplicate_key", contract.primary_key[0]))
            first_lines.setdefault(key, line)
        returned |= set(faults)
        if not faults:
            kept.append((*values, line))
    return Verdict(sorted(kept), returned)


def read(text: str, field: Field, mark: DecimalMark | None, areas: set[str], scope: str):
    """The value of a cell and what is wrong with it."""
    if text.lower() in MISSING:
        return None, "required_missing" if field.is_required else None
    if field.is_area:
        return read_area(text, areas, scope)
    if field.categories:
        match = [category.code for category in field.categories if text.lower() in spellings(category)]
        return (match[0], None) if match else (None, "not_in_code_list")
    if field.is_numeric:
        return read_number(text, field, mark)
    return text, "wrong_length" if field.max_length and len(text) > field.max_length else None


def read_area(text: str, areas: set[str], scope: str):
    if not AREA.fullmatch(text):
        return None, "ambiguous_area_code" if re.fullmatch(r"\d{4,10}", text) else "malformed_area_code"
    if len(text) != 13:
        return text, "wrong_area_level"
    if text not in areas:
        return text, "unknown_area_code"
    return text, None if text.startswith(f"{scope}.") else "outside_scope"


def spellings(category) -> set[str]:
    words = {category.code, *category.label.values(), *category.aliases}
    return {word.lower() for word in words} | {word.lower().replace("_", " ") for word in words}


def readings(text: str) -> dict[DecimalMark, float]:
    """Every way a text can be read as a number."""
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}( \d{3})+([.,]\d+)?", text):
        text = text.replace(" ", "")
    found = {}
    for mark, point, group in ((DecimalMark.DOT, r"\.", ","), (DecimalMark.COMMA, ",", r"\.")):
        if re.fullmatch(rf"[+-]?(\d+|\d*{point}\d+|[1-9]\d{{0,2}}({group}\d{{3}})+({point}\d+)?)", text):
            found[mark] = float(text.replace(str(mark.other), "").replace(str(mark), "."))
    return found


def decide_mark(cells: list[str]) -> DecimalMark | None:
    shown = set()
    for cell in cells:
        ways = readings(cell.strip())
        if len(ways) == 1 and ("." in cell or "," in cell):
            shown |= set(ways)
    return shown.pop() if len(shown) == 1 else None


def read_number(text: str, field: Field, mark: DecimalMark | None):
    wrong = "not_integer" if field.type is FieldType.INTEGER else "not_number"
    ways = readings(text)
    if mark is not None:
        ways = {way: value for way, value in ways.items() if way is mark}
    if not ways:
        return None, wrong
    if len(set(ways.values())) > 1:
        return None, "ambiguous_number"
    value = next(iter(ways.values()))
    if field.type is FieldType.INTEGER:
        if value != int(value):
            return None, wrong
        value = int(value)
    low, high = field.minimum, field.maximum
    return value, "out_of_range" if (low is not None and value < low) or (high is not None and value > high) else None
