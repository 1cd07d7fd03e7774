"""Finding the header of a sheet and matching it with the fields of a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.contracts.errors import (
    ColumnMissing,
    ColumnNotAgreed,
    ColumnRenamed,
    ColumnRepeated,
    ColumnsOutOfOrder,
    HeaderNotFound,
    MergedHeader,
    TooManyColumns,
)
from kotacerdas.contracts.spelling import nearest, plain


LINES_SEARCHED = 15
MOST_COLUMNS = 500
JOINER = " / "


@dataclass(frozen=True, slots=True)
class Match:
    """Which column of the sheet holds which field; ``extra`` columns are ignored, ``absent`` fields stay missing."""

    positions: dict[str, int]
    extra: tuple[str, ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """The header of a sheet: its names, the line it ends on (from 1), and whether two lines were joined."""

    names: tuple[str, ...]
    line: int
    is_joined: bool = False


def match(contract: Contract, names: Sequence[str], *, line: int = 1) -> Match:
    """Match column names with fields; raise a ``HeaderRefused`` that names the column and a way out.

    Case, blanks, punctuation, accents and declared aliases are tolerated. A field that need not be filled may be
    absent, unless some unknown column is named much like it: then it was renamed, and its data must not be lost.
    """
    claims = _claims(contract)
    positions: dict[str, int] = {}
    extra: list[str] = []
    for index, name in enumerate(names):
        claimed = claims.get(plain(name))
        if claimed is None:
            extra.append(name.strip() or f"({index + 1})")
        elif claimed in positions:
            raise ColumnRepeated(first=names[positions[claimed]], second=name, field=claimed)
        else:
            positions[claimed] = index
    absent = [field for field in contract.fields if field.name not in positions]
    unknown = [name for name in extra if plain(name) not in contract.ignores]
    _check_fields_match(contract, positions, extra, line)
    for field in absent:
        if contract.fields_match not in {"superset", "partial"}:
            _check_absent(contract, field, unknown, line)
    return Match(positions, tuple(extra), tuple(field.name for field in absent))


def find(contract: Contract, rows: Sequence[Sequence[str]]) -> FoundHeader:
    """Find the header among the first lines of a sheet; raise a ``HeaderRefused`` otherwise."""
    claims = _claims(contract)
    singles = [FoundHeader(_trimmed(row), number) for number, row in enumerate(rows[:LINES_SEARCHED], start=1)]
    best = max(singles, key=lambda found: _score(claims, found), default=FoundHeader((), 1))
    joined = max(_joined(singles), key=lambda found: _score(claims, found), default=best)
    wanted = [field for field in contract.fields if field.is_required]
    is_joined_better = _score(claims, joined) > _score(claims, best)
    if is_joined_better or (_misses(claims, best, wanted) and _looks_merged(singles, best)):
        _check_joined(contract, joined, _misses(claims, joined, wanted), _score(claims, joined))
    if is_joined_better:
        best = joined
    if _score(claims, best) < min(2, len(wanted)):
        raise HeaderNotFound(lines=LINES_SEARCHED, columns=_listed(contract))
    if len(best.names) > MOST_COLUMNS:
        raise TooManyColumns(found=len(best.names), limit=MOST_COLUMNS, columns=_listed(contract))
    return best


def score(contract: Contract, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How well a reading of the first lines fits: fields recognised in the best line, then its width."""
    claims = _claims(contract)
    singles = [FoundHeader(_trimmed(row), number) for number, row in enumerate(rows[:LINES_SEARCHED], start=1)]
    widths = [len(found.names) for found in singles]
    return max((_score(claims, found) for found in (*singles, *_joined(singles))), default=0), max(widths, default=0)


def most_likely(contract: Contract, rows: Sequence[Sequence[str]]) -> int:
    """The place among the first lines of the one most likely the header: fields recognised, then its named columns."""
    claims = _claims(contract)
    singles = [FoundHeader(_trimmed(row), number) for number, row in enumerate(rows[:LINES_SEARCHED], start=1)]
    widths = [sum(bool(name) for name in found.names) for found in singles]
    places = range(len(singles))
    return max(places, key=lambda place: (_score(claims, singles[place]), widths[place], -place), default=0)


def _claims(contract: Contract) -> dict[str, str]:
    spellings = {
        plain(text): field.name for field in contract.fields for text in (*field.title.values(), *field.aliases)
    }
    return spellings | {plain(field.name): field.name for field in contract.fields}


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    names = [" ".join(name.split()) for name in row]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _score(claims: dict[str, str], found: FoundHeader) -> int:
    return len({claims[plain(name)] for name in found.names if plain(name) in claims})


def _joined(singles: Sequence[FoundHeader]) -> list[FoundHeader]:
    """Each pair of neighbouring lines read as one header: as they stand, and with group names carried rightwards.

    A text file shows a merged cell as one name followed by blanks, so its name is carried over them; a workbook
    says which cells are merged, and its names have been filled in already.
    """
    return [
        FoundHeader(_names(upper.names, lower.names, is_carried=is_carried), lower.line, is_joined=True)
        for upper, lower in pairwise(singles)
        for is_carried in (True, False)
    ]


def _names(upper: Sequence[str], lower: Sequence[str], *, is_carried: bool) -> tuple[str, ...]:
    group, names = "", []
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above or (group if below and is_carried else "")
        parts = dict.fromkeys(part for part in (group, below) if part)
        names.append(JOINER.join(parts))
    return tuple(names)


def _misses(claims: dict[str, str], found: FoundHeader, wanted: Sequence[Field]) -> list[Field]:
    known = {claims.get(plain(name)) for name in found.names}
    return [field for field in wanted if field.name not in known]


def _looks_merged(singles: Sequence[FoundHeader], best: FoundHeader) -> bool:
    """Whether the header line has gaps, or a line above it has, that the neighbouring line fills."""
    above = singles[best.line - 2].names if best.line > 1 else ()
    below = singles[best.line].names if best.line < len(singles) else ()
    gap_here = any(not name for name in best.names) or len(below) > len(best.names)
    return (gap_here and any(below)) or len([name for name in above if name]) > 1


def _check_joined(contract: Contract, joined: FoundHeader, missing: Sequence[Field], recognised: int) -> None:
    if missing and recognised:
        raise MergedHeader(
            line=joined.line - 1,
            next_line=joined.line,
            field=missing[0].name,
            found="; ".join(f"“{name}”" for name in joined.names if name),
            columns=_listed(contract),
        )


def _check_fields_match(contract: Contract, positions: dict[str, int], extra: Sequence[str], line: int) -> None:
    """Raise what ``fieldsMatch`` of the contract says against this header; without one, columns may be left over."""
    rule, wanted = contract.fields_match, [field.name for field in contract.fields]
    if not positions and rule == "partial":
        raise HeaderNotFound(lines=line, columns=_listed(contract))
    if extra and rule in {"exact", "equal", "superset"}:
        raise ColumnNotAgreed(column=extra[0], line=line, columns=_listed(contract))
    missing = [name for name in wanted if name not in positions]
    if missing and rule in {"exact", "equal", "subset"}:
        raise ColumnMissing(field=missing[0], line=line, columns=_listed(contract))
    if rule == "exact" and sorted(positions, key=lambda name: positions[name]) != wanted:
        raise ColumnsOutOfOrder(line=line, columns=_listed(contract))


def _check_absent(contract: Contract, field: Field, extra: Sequence[str], line: int) -> None:
    close = nearest(field.name, extra) or next(
        (name for alias in (*field.aliases, field.title["id"]) if (name := nearest(alias, extra))), None
    )
    if close:
        raise ColumnRenamed(field=field.name, line=line, nearest=close, columns=_listed(contract))
    if field.is_required:
        raise ColumnMissing(field=field.name, line=line, columns=_listed(contract))


def _listed(contract: Contract) -> str:
    return ", ".join(field.name for field in contract.fields)
