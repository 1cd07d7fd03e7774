"""Columns a contract does not know by name: what each may mean, and reading a file as its sender has said.

A mapping says for a column of the sheet which field it holds, or nothing when it holds none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.contracts.errors import MappingRefused
from kotacerdas.contracts.spelling import plain


IGNORED = ""
_HALF = 0.5
_TELLING = 4  # letters; shorter words, such as “ke” and “no”, are in every other name
_LIKELY = 0.62  # below this share of equal letters a guess misleads more than it helps


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column of the sheet most likely holds; ``is_certain`` when its name is one the contract knows."""

    column: str
    field: str
    is_certain: bool = False


def propose(contract: Contract, names: Sequence[str], known: Mapping[str, str] | None = None) -> tuple[Proposal, ...]:
    """For each named column the field it most likely holds; each field is proposed once.

    ``known`` is a mapping agreed on before; it goes before every guess, and after the contract's own names.
    """
    columns = [name for name in dict.fromkeys(name.strip() for name in names) if name]
    certain = _certain(contract, columns)
    agreed = {plain(column): field for column, field in (known or {}).items()}
    taken = set(certain.values())
    found: dict[str, str] = {}
    for column in columns:
        field = agreed.get(plain(column))
        if column not in certain and field is not None and field not in taken:
            found[column] = field
            taken |= {field} - {IGNORED}
    for _, column, name in sorted(_guesses(contract, columns), key=lambda guess: (-guess[0], columns.index(guess[1]))):
        if column not in certain and column not in found and name not in taken:
            found[column] = name
            taken.add(name)
    return tuple(
        Proposal(column, certain[column], is_certain=True)
        if column in certain
        else Proposal(column, found.get(column, IGNORED))
        for column in columns
    )


def apply(contract: Contract, mapping: Mapping[str, str]) -> Contract:
    """The contract that also knows these columns, each by the sender's word.

    Raises:
        MappingRefused: A field is unknown, or two columns are said to hold the same one.
    """
    if not mapping:
        return contract
    wanted = {column: field for column, field in mapping.items() if field != IGNORED}
    names = {field.name for field in contract.fields}
    fields = list(wanted.values())
    for column, field in wanted.items():
        if field not in names or fields.count(field) > 1:
            raise MappingRefused(column=column, field=field)
    spoken = {plain(column) for column in mapping}
    return replace(
        contract,
        fields=tuple(_with_columns(field, wanted, spoken) for field in contract.fields),
        ignores=frozenset(plain(column) for column, field in mapping.items() if field == IGNORED),
    )


def _with_columns(field: Field, wanted: Mapping[str, str], spoken: set[str]) -> Field:
    kept = tuple(alias for alias in field.aliases if plain(alias) not in spoken)
    return replace(field, aliases=(*kept, *(column for column, name in wanted.items() if name == field.name)))


def _certain(contract: Contract, columns: Sequence[str]) -> dict[str, str]:
    spellings = {plain(text): field.name for field in contract.fields for text in _spellings(field)}
    certain: dict[str, str] = {}
    for column in columns:
        field = spellings.get(plain(column))
        if field is not None and field not in certain.values():
            certain[column] = field
    return certain


def _guesses(contract: Contract, columns: Sequence[str]) -> list[tuple[float, str, str]]:
    return [
        (likeness, column, field.name)
        for column in columns
        for field in contract.fields
        if (likeness := max(_likeness(plain(column), plain(text)) for text in _spellings(field))) >= _LIKELY
    ]


def _likeness(one: str, other: str) -> float:
    """How alike two spellings are, from 0 to 1: equal letters in order, or the words they have in common.

    Words weigh less than letters, and the words of the shorter name less than those of both.
    """
    words, others = set(one.split("_")), set(other.split("_"))
    shared = words & others
    telling = [word for word in shared if len(word) >= _TELLING]
    inside = len(telling) / min(len(words), len(others))
    return max(
        SequenceMatcher(None, one, other).ratio(),
        0.9 * len(shared) / len(words | others),
        _LIKELY if inside >= _HALF else 0.0,
    )


def _spellings(field: Field) -> tuple[str, ...]:
    return (field.name, *field.title.values(), *field.aliases)
