"""Compare two contracts: what changed, and whom each change breaks.

The promise, tried with real checks: when a file that has only agreed columns is good under the old contract and not
under the new one, some change is marked as breaking for producers. What this module does not know of is marked as
breaking for everybody, so that a property added to contracts later is never taken for harmless.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields as parts_of
from datetime import date
from typing import Any

from kotacerdas.contracts.changes import Change, ChangeKind
from kotacerdas.contracts.contract import CodeSystem, Contract, CrossRule, Field, FieldType, Privacy, Schedule
from kotacerdas.contracts.spelling import nearest, plain


Found = Iterable[Change]
_STRENGTH = list(Privacy)


def compare(old: Contract, new: Contract) -> tuple[Change, ...]:
    """Everything that differs, the whole first, then columns in their new order, then conditions."""
    return (*_whole(old, new), *_columns(old, new), *_rules(old.rules, new.rules))


def _whole(old: Contract, new: Contract) -> Found:
    for name in _differing(old, new, except_for={"version", "fields", "rules"}):
        yield from _of_contract(name)(old, new)


def _of_contract(name: str) -> Callable[[Contract, Contract], Found]:
    known: dict[str, Callable[[Contract, Contract], Found]] = {
        "name": _simple("name", ChangeKind.OTHER_DATASET),
        "title": lambda *_: [Change(ChangeKind.WORDING, "title")],
        "description": lambda *_: [Change(ChangeKind.WORDING, "description")],
        "producer": _simple("producer", ChangeKind.PRODUCER),
        "submit_level": _simple("submit_level", ChangeKind.SUBMIT_LEVEL),
        "grain": _simple("grain", ChangeKind.GRAIN),
        "area_field": _simple("area_field", ChangeKind.AREA_FIELD),
        "frequency": _simple("frequency", ChangeKind.FREQUENCY),
        "due": lambda old, new: [_due(old.due, new.due)],
        "is_occasional": lambda _, new: [
            Change(ChangeKind.NOW_OCCASIONAL if new.is_occasional else ChangeKind.NOW_REGULAR)
        ],
        "is_synthetic": lambda _, new: [Change(ChangeKind.NOW_SYNTHETIC if new.is_synthetic else ChangeKind.NOW_REAL)],
        "primary_key": lambda old, new: [_key(old, new)],
        "missing_values": _simple("missing_values", ChangeKind.MISSING_MARKS),
    }
    return known.get(name) or _simple(name, ChangeKind.OTHER, field=name)


def _simple(name: str, kind: ChangeKind, *, field: str = "") -> Callable[[Contract, Contract], Found]:
    return lambda old, new: [Change(kind, field, _shown(getattr(old, name)), _shown(getattr(new, name)))]


def _due(old: Schedule, new: Schedule) -> Change:
    before, after = ((due.year_offset, due.month, due.day) for due in (old, new))
    kind = ChangeKind.DUE_EARLIER if after < before else ChangeKind.DUE_LATER
    return Change(kind, before=_day_text(old), after=_day_text(new))


def _day_text(due: Schedule) -> str:
    return f"{due.day:02}-{due.month:02}" + (f" (+{due.year_offset})" if due.year_offset else "")


def _key(old: Contract, new: Contract) -> Change:
    is_wider = set(new.primary_key) >= set(old.primary_key)
    kind = ChangeKind.KEY_WIDER if is_wider else ChangeKind.KEY_CHANGED
    return Change(kind, before=_shown(old.primary_key), after=_shown(new.primary_key))


def _columns(old: Contract, new: Contract) -> Found:
    before = {field.name: field for field in old.fields}
    after = {field.name: field for field in new.fields}
    renamed = _renamed(before, after)
    for field in new.fields:
        former = before.get(field.name) or renamed.get(field.name)
        if former is None:
            kind = ChangeKind.REQUIRED_FIELD_ADDED if field.is_required else ChangeKind.FIELD_ADDED
            yield Change(kind, field.name)
            continue
        if former.name != field.name:
            yield Change(ChangeKind.FIELD_RENAMED, field.name, former.name, field.name)
        yield from _column(former, field)
    moved = {field.name for field in renamed.values()}
    for field in old.fields:
        if field.name not in after and field.name not in moved:
            yield _removal(field, new)


def _renamed(before: dict[str, Field], after: dict[str, Field]) -> dict[str, Field]:
    """Old fields by the new name of the field that still answers to their old one."""
    gone = {plain(name): field for name, field in before.items() if name not in after}
    found: dict[str, Field] = {}
    for name, field in after.items():
        match = next((gone[spelling] for spelling in _spellings(field) if spelling in gone), None)
        if name not in before and match is not None and match not in found.values():
            found[name] = match
    return found


def _removal(field: Field, new: Contract) -> Change:
    """A file keeps the column: that sends it back where another column is spelt alike or needs its decimal mark."""
    optional = [other for other in new.fields if not other.is_required]
    headers = [field.name, *field.title.values(), *field.aliases]
    is_alike = any(
        nearest(name, headers) for other in optional for name in (other.name, other.title["id"], *other.aliases)
    )
    showed_mark = _shows_mark(field) and any(_shows_mark(other) for other in new.fields)
    return Change(ChangeKind.FIELD_REMOVED_ALIKE if is_alike or showed_mark else ChangeKind.FIELD_REMOVED, field.name)


def _shows_mark(field: Field) -> bool:
    return field.is_numeric and field.decimal_mark is None


def _column(old: Field, new: Field) -> Found:
    for name in _differing(old, new, except_for={"name", "title", "aliases", "description", "example"}):
        known = _OF_FIELD.get(name)
        yield from (
            known(old, new)
            if known
            else [
                Change(ChangeKind.OTHER, f"{new.name}.{name}", _shown(getattr(old, name)), _shown(getattr(new, name)))
            ]
        )
    if _differing(old, new, except_for={each.name for each in parts_of(Field)} - {"title", "description", "example"}):
        yield Change(ChangeKind.WORDING, new.name)
    yield from _headers(old, new)


def _headers(old: Field, new: Field) -> Found:
    before, after = _spellings(old), _spellings(new)
    if forgotten := [text for spelling, text in before.items() if spelling not in after]:
        yield Change(ChangeKind.SPELLING_FORGOTTEN, new.name, _shown(forgotten))
    added = [text for spelling, text in after.items() if spelling not in before and text in new.aliases]
    if added and old.name == new.name:
        yield Change(ChangeKind.SPELLING_ADDED, new.name, after=_shown(added))


def _spellings(field: Field) -> dict[str, str]:
    return {plain(text): text for text in (field.name, *field.title.values(), *field.aliases)}


def _type(old: Field, new: Field) -> Found:
    is_wider = (old.type, new.type) == (FieldType.INTEGER, FieldType.NUMBER)
    yield Change(ChangeKind.TYPE_WIDER if is_wider else ChangeKind.TYPE, new.name, old.type.value, new.type.value)


def _privacy(old: Field, new: Field) -> Found:
    is_stronger = _STRENGTH.index(new.privacy) > _STRENGTH.index(old.privacy)
    kind = ChangeKind.PRIVACY_STRONGER if is_stronger else ChangeKind.PRIVACY_WEAKER
    yield Change(kind, new.name, old.privacy.value, new.privacy.value)


def _required(old: Field, new: Field) -> Found:  # noqa: ARG001 (one shape for every property)
    yield Change(ChangeKind.NOW_REQUIRED if new.is_required else ChangeKind.NOW_OPTIONAL, new.name)


def _unit(old: Field, new: Field) -> Found:
    yield Change(ChangeKind.UNIT, new.name, old.unit or "–", new.unit or "–")


def _bound(name: str, *, is_lower: bool) -> Callable[[Field, Field], Found]:
    def judge(old: Field, new: Field) -> Found:
        before, after = getattr(old, name), getattr(new, name)
        if before is None or after is None:
            is_narrower = after is not None
        else:
            is_narrower = after > before if is_lower else after < before
        sign = "≥" if is_lower else "≤"
        kind = ChangeKind.BOUND_NARROWER if is_narrower else ChangeKind.BOUND_WIDER
        yield Change(kind, new.name, _limit(sign, before), _limit(sign, after))

    return judge


def _bounds(old: Field, new: Field) -> Found:
    """Bounds that stand in ``bounds`` alone: exclusive ones, and those of times, years and spans."""
    before, after = ({bound.constraint: bound.value for bound in field.bounds} for field in (old, new))
    for name in sorted({*before, *after}):
        low, high = before.get(name), after.get(name)
        if low == high or any(getattr(old, each) != getattr(new, each) for each in _SAID.get(name, ())):
            continue
        kind = ChangeKind.BOUND_NARROWER if _is_narrower(name, low, high) else ChangeKind.BOUND_WIDER
        yield Change(kind, new.name, f"{name} {_shown(low)}", f"{name} {_shown(high)}")


def _is_narrower(name: str, before: float | str | None, after: float | str | None) -> bool:
    """Text is taken for narrower: not every kind of it is ordered as it is spelt."""
    if after is None or before is None or isinstance(after, str) or isinstance(before, str):
        return after is not None
    return after > before if name.lower().endswith("minimum") else after < before


def _limit(sign: str, bound: float | date | None) -> str:
    if bound is None:
        return "–"
    return f"{sign} {bound:g}" if isinstance(bound, int | float) else f"{sign} {bound}"


def _pattern(old: Field, new: Field) -> Found:
    kind = ChangeKind.PATTERN_STRICTER if new.pattern else ChangeKind.PATTERN_DROPPED
    yield Change(kind, new.name, old.pattern or "–", new.pattern or "–")


def _codes(old: Field, new: Field) -> Found:
    before, after = ({each.code for each in field.categories} for field in (old, new))
    if not before or not after:
        kind = ChangeKind.CODES_INTRODUCED if after else ChangeKind.CODES_DROPPED
        yield Change(kind, new.name, _shown(sorted(before)), _shown(sorted(after)))
        return
    if lost := sorted(before - after):
        yield Change(ChangeKind.CODE_REMOVED, new.name, _shown(lost))
    if gained := sorted(after - before):
        yield Change(ChangeKind.CODE_ADDED, new.name, after=_shown(gained))
    read_before, read_after = _readings(old), _readings(new)
    kept = {spelling: code for spelling, code in read_before.items() if code in after}
    if forgotten := sorted(spelling for spelling in kept if spelling not in read_after):
        yield Change(ChangeKind.CODE_SPELLING_FORGOTTEN, new.name, _shown(forgotten))
    for spelling, code in kept.items():
        if read_after.get(spelling, code) != code:
            yield Change(ChangeKind.CODE_READ_OTHERWISE, new.name, spelling, read_after[spelling])
    if not lost and not gained and read_before == read_after:
        yield Change(ChangeKind.WORDING, new.name)


def _readings(field: Field) -> dict[str, str]:
    """Every spelling a cell may have, as it is compared, with the code it is read as."""
    found = {category.code: category.code for category in field.categories}
    for category in field.categories:
        for text in (category.code, *category.label.values(), *category.aliases):
            found.setdefault(text.strip().lower(), category.code)
    return found


def _list(old: Field, new: Field) -> Found:
    before, after = old.code_list, new.code_list
    is_edition = before is not None and after is not None and before.name == after.name
    texts = ["–" if each is None else f"{each.name} ({each.edition})" for each in (before, after)]
    yield Change(ChangeKind.CODE_EDITION if is_edition else ChangeKind.CODE_LIST, new.name, *texts)


def _level(old: Field, new: Field) -> Found:
    yield Change(ChangeKind.AREA_LEVEL, new.name, _shown(old.code_level), _shown(new.code_level))


def _system(old: Field, new: Field) -> Found:
    is_named = old.code_system is None and new.code_system is CodeSystem.KEMENDAGRI
    kind = ChangeKind.CODE_SYSTEM_NAMED if is_named else ChangeKind.CODE_SYSTEM
    yield Change(kind, new.name, _shown(old.code_system), _shown(new.code_system))


def _period(old: Field, new: Field) -> Found:  # noqa: ARG001 (one shape for every property)
    yield Change(ChangeKind.NOW_PERIOD if new.is_period else ChangeKind.NO_PERIOD, new.name)


def _mark(old: Field, new: Field) -> Found:
    yield Change(ChangeKind.DECIMAL_MARK, new.name, _shown(old.decimal_mark), _shown(new.decimal_mark))


def _truths(name: str) -> Callable[[Field, Field], Found]:
    def judge(old: Field, new: Field) -> Found:
        before, after = ([word.lower() for word in getattr(field, name)] for field in (old, new))
        if lost := sorted(set(before) - set(after)):
            yield Change(ChangeKind.TRUTH_WORDS, new.name, _shown(lost))
        if gained := sorted(set(after) - set(before)):
            yield Change(ChangeKind.TRUTH_WORDS_ADDED, new.name, after=_shown(gained))

    return judge


_SAID = {"minimum": ("minimum", "earliest"), "maximum": ("maximum", "latest")}
_OF_FIELD: dict[str, Callable[[Field, Field], Found]] = {
    "type": _type,
    "privacy": _privacy,
    "unit": _unit,
    "is_required": _required,
    "minimum": _bound("minimum", is_lower=True),
    "maximum": _bound("maximum", is_lower=False),
    "earliest": _bound("earliest", is_lower=True),
    "latest": _bound("latest", is_lower=False),
    "min_length": _bound("min_length", is_lower=True),
    "max_length": _bound("max_length", is_lower=False),
    "bounds": _bounds,
    "pattern": _pattern,
    "categories": _codes,
    "code_list": _list,
    "code_level": _level,
    "code_system": _system,
    "is_period": _period,
    "decimal_mark": _mark,
    "true_values": _truths("true_values"),
    "false_values": _truths("false_values"),
}


def _rules(old: Sequence[CrossRule], new: Sequence[CrossRule]) -> Found:
    before, after = ({rule.name: rule for rule in rules} for rules in (old, new))
    for name, rule in after.items():
        former = before.get(name)
        if former is None:
            yield Change(ChangeKind.RULE_ADDED, name, after=rule.message)
        elif _differing(former, rule, except_for={"message"}):
            yield Change(ChangeKind.RULE_CHANGED, name, _said(former), _said(rule))
        elif former.message != rule.message:
            yield Change(ChangeKind.WORDING, name)
    for name, rule in before.items():
        if name not in after:
            yield Change(ChangeKind.RULE_REMOVED, name, rule.message)


def _said(rule: CrossRule) -> str:
    return f"{rule.expression} (± {rule.tolerance:g})" if rule.tolerance else rule.expression


def _differing(old: Any, new: Any, *, except_for: set[str]) -> list[str]:
    names = [each.name for each in parts_of(old) if each.name not in except_for]
    return [name for name in names if getattr(old, name) != getattr(new, name)]


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, str):
        return str(value)
    return (
        ", ".join(f"“{each}”" if each == "" else str(each) for each in value)
        if isinstance(value, Iterable)
        else str(value)
    )
