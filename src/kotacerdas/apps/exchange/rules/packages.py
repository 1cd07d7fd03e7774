"""Search over packages in the way CKAN clients ask: fields, words, ranges, an order, facets. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kotacerdas.apps.exchange.errors import SearchNotUnderstood


Entry = Mapping[str, Sequence[str]]  # what one package says, by field
Test = Callable[[Entry], bool]
WORDS_IN = ("name", "title", "notes", "tags", "organization", "organization_title")
RANGED = ("metadata_modified", "metadata_created")
FIELDS = (
    *("name", "id", "title", "notes", "organization", "owner_org", "groups", "tags", "license_id", "res_format"),
    *("metadata_modified", "metadata_created", "state", "type", "dataset_type", "private", "capacity", "openness"),
)
SORTED_BY = ("name", "title", "title_string", "id", "metadata_modified", "metadata_created")
_PART = re.compile(r'\s*(?P<sign>[+-]?)(?:(?P<field>\w+):)?(?P<value>"[^"]*"|\[[^\]]*\]|\([^)]*\)|[^\s"()]+)')
_RANGE = re.compile(r"\[\s*(\S+)\s+TO\s+(\S+)\s*\]")
_EVERYTHING = ("*:*", "*")


@dataclass(frozen=True, slots=True)
class SortKey:
    """One field to sort by."""

    field: str
    is_descending: bool


def read_search(*texts: str) -> tuple[Test, ...]:
    """What a package must fulfil, from the texts of ``q`` and ``fq``; raise :class:`SearchNotUnderstood`."""
    return tuple(test for text in texts for test in _read(text.strip()))


def read_sort(text: str) -> tuple[SortKey, ...]:
    """The order asked for; a score is the same for all. The newest first when nothing is asked."""
    keys = []
    for part in text.split(","):
        field, _, way = part.strip().partition(" ")
        if field in ("", "score", "rank"):
            continue
        if field not in SORTED_BY or way.strip().lower() not in ("", "asc", "desc"):
            raise SearchNotUnderstood(part=part.strip()[:80], fields=", ".join(SORTED_BY))
        keys.append(SortKey("title" if field == "title_string" else field, way.strip().lower() == "desc"))
    return tuple(keys) or (SortKey("metadata_modified", is_descending=True),)


def find_entries(entries: Sequence[Entry], tests: Sequence[Test], keys: Sequence[SortKey]) -> list[Entry]:
    """The entries that fulfil every test, in order; ties by name, so that pages never overlap."""
    found = sorted((each for each in entries if all(test(each) for test in tests)), key=lambda each: each["name"][0])
    for key in reversed(keys):
        found.sort(key=lambda each, field=key.field: each[field][0].lower(), reverse=key.is_descending)  # type: ignore[misc]
    return found


def count_facets(entries: Sequence[Entry], fields: Sequence[str]) -> dict[str, Counter[str]]:
    """How many entries have each value of each field."""
    for field in fields:
        if field not in FIELDS:
            raise SearchNotUnderstood(part=field[:80], fields=", ".join(FIELDS))
    return {field: Counter(value for each in entries for value in set(each[field])) for field in fields}


def _read(text: str) -> list[Test]:
    tests: list[Test] = []
    place = 0
    while place < len(text.rstrip()):
        part = _PART.match(text, place)
        if part is None:
            raise SearchNotUnderstood(part=text[place : place + 80].strip(), fields=", ".join(FIELDS))
        place = part.end()
        said = part.group().strip()
        if said.lstrip("+") not in (*_EVERYTHING, "AND"):
            test = _test(part["field"] or "", part["value"])
            tests.append(_not(test) if part["sign"] == "-" else test)
    return tests


def _test(field: str, value: str) -> Test:
    if not field:
        if value in ("OR", "NOT") or value.startswith(("[", "(")):
            raise SearchNotUnderstood(part=value[:80], fields=", ".join(FIELDS))
        return _has_words(value.strip('"'))
    if field == "text":
        return _has_words(value.strip('"'))
    if field not in FIELDS:
        raise SearchNotUnderstood(part=f"{field}:{value}"[:80], fields=", ".join(FIELDS))
    if value == "*":
        return lambda entry: bool(entry[field])
    if value.startswith("["):
        return _in_range(field, value)
    wanted = value.strip("()") if value.startswith("(") else value
    return _is_one_of(field, _values(wanted) if value.startswith("(") else [wanted.strip('"')])


def _values(text: str) -> list[str]:
    words = re.findall(r'"[^"]*"|\S+', text)
    return [word.strip('"') for word in words if word != "OR"]


def _is_one_of(field: str, wanted: Sequence[str]) -> Test:
    folded = {each.lower() for each in wanted}
    ends = tuple(each.rstrip("*") for each in folded if each.endswith("*"))
    if field in ("title", "notes"):
        return lambda entry: any(each.rstrip("*") in text.lower() for each in folded for text in entry[field])
    return lambda entry: any(
        text.lower() in folded or (bool(ends) and text.lower().startswith(ends)) for text in entry[field]
    )


def _in_range(field: str, value: str) -> Test:
    ends = _RANGE.fullmatch(value)
    if ends is None or field not in RANGED or "NOW" in value:
        raise SearchNotUnderstood(part=f"{field}:{value}"[:80], fields=", ".join(RANGED))
    low, high = (end.removesuffix("Z") for end in ends.groups())
    return lambda entry: (low == "*" or entry[field][0] >= low) and (high == "*" or entry[field][0] <= high)


def _has_words(text: str) -> Test:
    words = [word.rstrip("*") for word in text.lower().split()]
    return lambda entry: all(any(word in said.lower() for field in WORDS_IN for said in entry[field]) for word in words)


def _not(test: Test) -> Test:
    return lambda entry: not test(entry)
