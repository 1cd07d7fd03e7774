"""How the cell of a field is read: the short way, which accepts plain spellings only, and the patient way."""

import re

from kotacerdas.contracts import bodies, dates, moments, numbers, patterns, quoting, structures
from kotacerdas.contracts.contract import Category, CodeSystem, Field, FieldType
from kotacerdas.contracts.quoting import full_match, texts
from kotacerdas.contracts.subjects import Subject
from kotacerdas.kernel.areas import AreaLevel


LENGTHS = {
    AreaLevel.NATION: 2,
    AreaLevel.PROVINCE: 2,
    AreaLevel.REGENCY: 5,
    AreaLevel.DISTRICT: 8,
    AreaLevel.VILLAGE: 13,
}
_ANY_AREA = r"ID|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?"
_UNDOTTED = {
    AreaLevel.REGENCY: (r"(\d{2})(\d{2})", r"\1.\2"),
    AreaLevel.DISTRICT: (r"(\d{2})(\d{2})(\d{2})", r"\1.\2.\3"),
    AreaLevel.VILLAGE: (r"(\d{2})(\d{2})(\d{2})(\d{4})", r"\1.\2.\3.\4"),
}
BLANK_LETTERS = " \t\r\n"
DIGITS = r"\d{4,10}"
NUMBER_TYPED = r"\d+\.0|\d([.,]\d+)?[eE]\+?\d+"


def short(subject: Subject) -> str:
    """The value the short way: right for plain spellings, NULL for all others."""
    own_marks = sorted(set(subject.marks) - set(bodies.MISSING_VALUES))
    plain = _short(subject)
    return f"CASE WHEN lower({subject.raw}) NOT IN ({texts(own_marks)}) THEN {plain} END" if own_marks else plain


def _short(subject: Subject) -> str:
    raw, field = subject.raw, subject.field
    if subject.listed_as:
        return f"TRY_CAST({raw} AS {subject.listed_as})"
    if field.is_numeric:
        return numbers.plain(raw, field.type, subject.mark)
    if field.type in structures.TYPES:
        return "CAST(NULL AS VARCHAR)"  # what a mark for missing hides, or blanks surround, is only known patiently
    if _is_moment(field):
        return _plain_moment(raw, field)
    if field.type is FieldType.BOOLEAN:
        yes, no = quoting.text(field.true_values[0]), quoting.text(field.false_values[0])
        return f"CASE WHEN {raw} = {yes} THEN true WHEN {raw} = {no} THEN false END"
    return f"CASE WHEN {_is_bare(raw, subject)} THEN {raw} END"


def patient(cell: str, subject: Subject) -> str:
    """The long way, over the cell without blanks and marks for missing."""
    field = subject.field
    if field.is_area:
        return _area(cell, field)
    if field.is_numeric:
        return numbers.typed(f"j{subject.number}", f"n{subject.number}", field.type)
    if field.type in structures.TYPES:
        return f"CASE WHEN {structures.holds(cell, field)} THEN {cell} END"
    if _is_moment(field):
        return dates.typed(cell) if _is_day(field) else moments.typed(cell, field)
    if field.type is FieldType.BOOLEAN:
        yes, no = (texts(sorted({word.lower() for word in words})) for words in (field.true_values, field.false_values))
        return f"CASE WHEN lower({cell}) IN ({yes}) THEN true WHEN lower({cell}) IN ({no}) THEN false END"
    return _patient_text(cell, subject)


def _patient_text(cell: str, subject: Subject) -> str:
    field = subject.field
    if field.categories:
        spellings = " ".join(
            f"WHEN lower({cell}) IN ({texts(_spellings(category))}) THEN {quoting.text(category.code)}"
            for category in field.categories
        )
        return f"CASE {spellings} {'' if subject.listed_as else f'ELSE {cell} '}END"
    return f"CASE WHEN NOT {_is_typed(cell)} THEN {cell} END" if field.pattern else cell


def _is_moment(field: Field) -> bool:
    return field.type in moments.TYPES or field.type is FieldType.DATE


def _is_day(field: Field) -> bool:
    return field.type is FieldType.DATE and not moments.has_pattern(field)


def _plain_moment(raw: str, field: Field) -> str:
    return dates.plain(raw) if _is_day(field) else moments.typed(raw, field)


def _is_bare(raw: str, subject: Subject) -> str:
    """Whether a cell of text says just what it holds: no blanks around it, no mark for missing, and the agreed form."""
    pattern = subject.field.pattern
    longest = max(len(mark.encode()) for mark in subject.marks)
    if pattern and not patterns.may_hold(pattern, BLANK_LETTERS):
        is_no_mark = (
            [f"strlen({raw}) > {longest}"]
            if any(re.fullmatch(pattern, m, re.IGNORECASE) for m in subject.marks)
            else []
        )
        return " AND ".join([*is_no_mark, _has_form(raw, subject.field)])
    has_no_blanks = f"NOT prefix({raw}, ' ') AND NOT suffix({raw}, ' ') AND NOT contains({raw}, chr(10))"
    is_bare = f"strlen({raw}) > {longest} AND {has_no_blanks}"
    return f"{is_bare}{f' AND {_has_form(raw, subject.field)}' if pattern else ''}"


def _has_form(cell: str, field: Field) -> str:
    has_form = full_match(cell, field.pattern)
    return f"{has_form} AND NOT {_is_typed(cell)}" if patterns.may_hold(field.pattern, ".eE") else has_form


def _is_typed(cell: str) -> str:
    """Whether a code went through a number, which may have cost it digits."""
    looks_typed = (
        f"{cell} BETWEEN '0' AND ':' AND (suffix({cell}, '.0') OR contains({cell}, 'E+') OR contains({cell}, 'e'))"
    )
    return f"CASE WHEN {looks_typed} THEN {full_match(cell, NUMBER_TYPED)} ELSE false END"


def _area(cell: str, field: Field) -> str:
    dotted = f"CASE WHEN {full_match(cell, _ANY_AREA)} THEN {cell}"
    if field.code_system is CodeSystem.KEMENDAGRI and field.code_level in _UNDOTTED:
        shape, parts = _UNDOTTED[field.code_level]
        digits = f"regexp_replace({cell}, {quoting.text(shape)}, {quoting.text(parts)})"
        dotted += f" WHEN {full_match(cell, shape)} THEN {digits}"
    return f"{dotted} END"


def _spellings(category: Category) -> list[str]:
    lowered = {text.lower() for text in (category.code, *category.label.values(), *category.aliases)}
    return sorted(lowered | {text.replace("_", " ") for text in lowered})
