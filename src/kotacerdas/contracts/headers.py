"""Finding the header of a sheet and matching it with the fields of a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.contracts.errors import ColumnMissing, ColumnRenamed, ColumnRepeated, HeaderNotFound, MergedHeader
from kotacerdas.contracts.spelling import nearest, plain


LINES_SEARCHED = 15
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
    for field in absent:
        _check_absent(contract, field, extra, line)
    return Match(positions, tuple(extra), tuple(field.name for field in absent))


def find(contract: Contract, rows: Sequence[Sequence[str]]) -> FoundHeader:
    """Find the header among the first lines of a sheet; raise ``HeaderNotFound`` or ``MergedHeader``."""
    claims = _claims(contract)
    singles = [FoundHeader(_trimmed(row), number) for number, row in enumerate(rows[:LINES_SEARCHED], start=1)]
    best = max(singles, key=lambda found: _score(claims, found), default=FoundHeader((), 1))
    joined = max(_joined(singles), key=lambda found: _score(claims, found), default=best)
    wanted = [field for field in contract.fields if field.is_required]
    if _score(claims, joined) > _score(claims, best):
        best = joined
    elif _misses(claims, best, wanted) and _looks_merged(singles, best):
        _refuse_merged(contract, claims, joined, wanted)
    if _score(claims, best) < min(2, len(wanted)):
        raise HeaderNotFound(lines=LINES_SEARCHED, columns=_listed(contract))
    return best


def score(contract: Contract, rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How well a reading of the first lines fits: fields recognised in the best line, then its width."""
    claims = _claims(contract)
    singles = [FoundHeader(_trimmed(row), number) for number, row in enumerate(rows[:LINES_SEARCHED], start=1)]
    widths = [len(found.names) for found in singles]
    return max((_score(claims, found) for found in (*singles, *_joined(singles))), default=0), max(widths, default=0)


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
    """Each pair of neighbouring lines read as one header, a group's name carried to the right over blanks."""
    found = []
    for upper, lower in pairwise(singles):
        group, names = "", []
        for index in range(max(len(upper.names), len(lower.names))):
            above = upper.names[index] if index < len(upper.names) else ""
            below = lower.names[index] if index < len(lower.names) else ""
            group = above or (group if below else "")
            names.append(below if not group else group if not below or below == group else f"{group}{JOINER}{below}")
        found.append(FoundHeader(tuple(names), lower.line, is_joined=True))
    return found


def _misses(claims: dict[str, str], found: FoundHeader, wanted: Sequence[Field]) -> list[Field]:
    known = {claims.get(plain(name)) for name in found.names}
    return [field for field in wanted if field.name not in known]


def _looks_merged(singles: Sequence[FoundHeader], best: FoundHeader) -> bool:
    """Whether the header line has gaps, or a line above it has, that the neighbouring line fills."""
    above = singles[best.line - 2].names if best.line > 1 else ()
    below = singles[best.line].names if best.line < len(singles) else ()
    gap_here = any(not name for name in best.names) or len(below) > len(best.names)
    return (gap_here and any(below)) or len([name for name in above if name]) > 1


def _refuse_merged(contract: Contract, claims: dict[str, str], joined: FoundHeader, wanted: Sequence[Field]) -> None:
    missing = _misses(claims, joined, wanted)
    if missing and _score(claims, joined):
        raise MergedHeader(
            line=joined.line - 1,
            next_line=joined.line,
            field=missing[0].name,
            found="; ".join(f"“{name}”" for name in joined.names if name),
            columns=_listed(contract),
        )


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
