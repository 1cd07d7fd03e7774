"""Code lists kept outside contracts, with editions and crosswalks between them, as files under ``definitions/codelists``.

A field names a list and an edition; its codes then become the field's own before a file is checked. A code of an older
edition is read as the new one where the crosswalk leads to exactly one; where it leads to several, only a person can
choose, so the row goes back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kotacerdas.contracts.bodies import Name
from kotacerdas.contracts.contract import Category, CodeListRef, Contract, Labels
from kotacerdas.kernel.errors import Refusal
from kotacerdas.kernel.messages import gettext_noop


class CodeListUnknown(Refusal):
    """A contract names a code list or an edition that is not there."""

    code = "contracts.code_list_unknown"
    sentence = gettext_noop("There is no code list “%(name)s” in the edition “%(edition)s”.")


class CodeListMalformed(Refusal):
    """A file of a code list cannot be used."""

    code = "contracts.code_list_malformed"
    sentence = gettext_noop("The code list in %(file)s cannot be used: %(what)s.")


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Entry(_Content):
    """One code with its labels by language and other spellings."""

    code: Annotated[str, Field(min_length=1)]
    label: Labels
    aliases: tuple[str, ...] = ()


class Edition(_Content):
    """The codes of a list from a day on."""

    code: Annotated[str, Field(min_length=1)]
    valid_from: date
    entries: tuple[Entry, ...] = Field(min_length=1)


class Crosswalk(_Content):
    """Which codes of a newer edition stand for each code of an older one."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    pairs: Mapping[str, tuple[str, ...]]


class CodeList(_Content):
    """A list with all its editions."""

    name: Name
    title: Labels
    source: Annotated[str, Field(min_length=3)]
    editions: tuple[Edition, ...] = Field(min_length=1)
    crosswalks: tuple[Crosswalk, ...] = ()

    def edition(self, code: str) -> Edition:
        """One edition; raise ``CodeListUnknown``."""
        found = next((edition for edition in self.editions if edition.code == code), None)
        if found is None:
            raise CodeListUnknown(name=self.name, edition=code)
        return found


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A code of an older edition that could be any of several new ones."""

    code: str
    choices: tuple[str, ...]


def load(folder: Path) -> dict[str, CodeList]:
    """Every list in a folder, by name; raise ``CodeListMalformed`` with the file and the fault."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            read = CodeList.model_validate(yaml.safe_load(path.read_text("utf-8")))
        except (ValidationError, yaml.YAMLError) as refusal:
            raise CodeListMalformed(file=path.name, what=str(refusal).splitlines()[0]) from refusal
        for fault in _faults(read):
            raise CodeListMalformed(file=path.name, what=fault)
        found[read.name] = read
    return found


def resolve(contract: Contract, lists: Mapping[str, CodeList]) -> Contract:
    """The contract whose fields hold the codes of the lists they name; raise ``CodeListUnknown``."""
    fields = tuple(
        replace(field, categories=categories(field.code_list, lists)) if field.code_list else field
        for field in contract.fields
    )
    return replace(contract, fields=fields)


def categories(ref: CodeListRef, lists: Mapping[str, CodeList]) -> tuple[Category, ...]:
    """The codes of an edition; codes of older ones that lead to exactly one of them are read as it."""
    known = lists.get(ref.name)
    if known is None:
        raise CodeListUnknown(name=ref.name, edition=ref.edition)
    edition = known.edition(ref.edition)
    taken = {entry.code.lower() for entry in edition.entries}
    former: dict[str, list[str]] = {}
    for walk in _leading_to(known, ref.edition):
        for old, new in walk.pairs.items():
            if len(new) == 1 and old.lower() not in taken:
                former.setdefault(new[0], []).append(old)
    return tuple(
        Category(entry.code, dict(entry.label), (*entry.aliases, *former.get(entry.code, ())))
        for entry in edition.entries
    )


def ambiguities(ref: CodeListRef, lists: Mapping[str, CodeList]) -> tuple[Ambiguity, ...]:
    """Codes of older editions for which a person has to choose."""
    return tuple(
        Ambiguity(old, new)
        for walk in _leading_to(lists[ref.name], ref.edition)
        for old, new in walk.pairs.items()
        if len(new) > 1
    )


def _leading_to(known: CodeList, edition: str) -> Iterable[Crosswalk]:
    return (walk for walk in known.crosswalks if walk.target == edition)


def _faults(read: CodeList) -> Iterable[str]:
    for edition in read.editions:
        codes = [entry.code for entry in edition.entries]
        if len(set(codes)) < len(codes):
            yield f"a code is listed twice in {edition.code}"
    by_code = {edition.code: {entry.code for entry in edition.entries} for edition in read.editions}
    for walk in read.crosswalks:
        if walk.source not in by_code or walk.target not in by_code:
            yield f"a crosswalk leads from {walk.source} to {walk.target}, but one of them is no edition"
            continue
        named = {code for codes in walk.pairs.values() for code in codes}
        if not set(walk.pairs) <= by_code[walk.source] or not named <= by_code[walk.target]:
            yield f"the crosswalk from {walk.source} to {walk.target} names codes they do not have"
