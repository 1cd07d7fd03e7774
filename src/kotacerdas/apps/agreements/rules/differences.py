"""What one version of a text changed against another: by clause, by paragraph, by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from kotacerdas.apps.agreements.rules.texts import duty_body
from kotacerdas.apps.agreements.types import (
    ChangeKind,
    Clause,
    ClauseChange,
    Duty,
    ParagraphChange,
    TermChange,
    Text,
    WordRun,
)


_WORD = re.compile(r"\s*\S+")


def compare_texts(before: Text, after: Text) -> tuple[ClauseChange, ...]:
    """The preamble, every clause in its new order with removed ones where they stood, and the closing.

    Clauses are matched by key, so moving or renaming one is not adding and removing it. Same parts are kept, marked so.
    """
    changes = [_frame(before.preamble, after.preamble)]
    old = {clause.key: clause for clause in before.clauses}
    new = {clause.key: clause for clause in after.clauses}
    for key in _order(list(old), list(new)):
        changes += _clause(old.get(key), new.get(key))
    changes.append(_frame(before.closing, after.closing))
    return tuple(change for change in changes if change.paragraphs or change.key)


def count_changes(changes: Sequence[ClauseChange]) -> int:
    """How many parts differ."""
    return sum(change.kind is not ChangeKind.SAME for change in changes)


def _order(old: list[str], new: list[str]) -> Iterator[str]:
    """Keys in their new order; a removed key follows the one it followed."""
    removed = set(old) - set(new)
    following: dict[str, list[str]] = {}
    anchor = ""
    for key in old:
        if key in removed:
            following.setdefault(anchor, []).append(key)
        else:
            anchor = key
    yield from following.get("", ())
    for key in new:
        yield key
        yield from following.get(key, ())


def _frame(before: Sequence[str], after: Sequence[str]) -> ClauseChange:
    paragraphs = tuple(_paragraphs(before, after))
    kind = ChangeKind.SAME if tuple(before) == tuple(after) else ChangeKind.CHANGED
    return ClauseChange(kind, "", {}, {}, paragraphs)


def _clause(before: Clause | None, after: Clause | None) -> Iterator[ClauseChange]:
    if before is None or after is None:
        yield from (_single(ChangeKind.REMOVED, there) for there in (before,) if there)
        yield from (_single(ChangeKind.ADDED, there) for there in (after,) if there)
        return
    kind = ChangeKind.SAME if before == after else ChangeKind.CHANGED
    paragraphs = tuple(_paragraphs(before.paragraphs, after.paragraphs))
    terms = _terms(before.duty, after.duty)
    yield ClauseChange(kind, after.key, before.title, after.title, paragraphs, terms)


def _single(kind: ChangeKind, clause: Clause) -> ClauseChange:
    lines = tuple(_whole(kind, line) for line in clause.paragraphs)
    if kind is ChangeKind.ADDED:
        return ClauseChange(kind, clause.key, {}, clause.title, lines, _terms(None, clause.duty))
    return ClauseChange(kind, clause.key, clause.title, {}, lines, _terms(clause.duty, None))


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[ParagraphChange]:
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole(ChangeKind.SAME, line) for line in after[new_from:new_to])
            continue
        for old, new in zip_longest(before[old_from:old_to], after[new_from:new_to]):
            if old is None:
                yield _whole(ChangeKind.ADDED, new)
            elif new is None:
                yield _whole(ChangeKind.REMOVED, old)
            else:
                yield ParagraphChange(ChangeKind.CHANGED, old, new, tuple(_words(old, new)))


def _whole(kind: ChangeKind, line: str) -> ParagraphChange:
    return ParagraphChange(kind, "" if kind is ChangeKind.ADDED else line, "" if kind is ChangeKind.REMOVED else line)


def _words(before: str, after: str) -> Iterator[WordRun]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield WordRun(ChangeKind.SAME, "".join(new[new_from:new_to]))
            continue
        if old_to > old_from:
            yield WordRun(ChangeKind.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield WordRun(ChangeKind.ADDED, "".join(new[new_from:new_to]))


def _terms(before: Duty | None, after: Duty | None) -> tuple[TermChange, ...]:
    old, new = _body(before), _body(after)
    return tuple(
        TermChange(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _body(duty: Duty | None) -> dict[str, str]:
    terms = duty_body(duty) if duty else {}
    return {name: ", ".join(term) if isinstance(term, list) else str(term) for name, term in terms.items()}
