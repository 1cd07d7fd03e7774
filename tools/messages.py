"""Collect, check and compile the sentences people read.

Message ids are English; Indonesian is written by hand into ``locale/id``, and ``locale/en`` repeats the ids so that both
languages are complete catalogues. Extraction runs on a copy, so that checking changes nothing.
"""

import argparse
import io
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management import call_command


SOURCE = Path(__file__).resolve().parents[1] / "src" / "kotacerdas"
LANGUAGES = ("id", "en")
HEADERS = {
    "id": ("# Indonesian: the language of the house.", "nplurals=1; plural=0;"),
    "en": ("# English: the message ids themselves.", "nplurals=2; plural=(n != 1);"),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def main() -> int:
    """Do what the flags ask; without any, collect and compile. Exit code 1 when the catalogues are not whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is missing or stale, and change nothing")
    parser.add_argument("--compile", action="store_true", help="only compile what is written")
    wish = parser.parse_args()
    if wish.check:
        problems = [*find_problems(extract())]
        print(*problems, sep="\n", file=sys.stderr)
        return 1 if problems else 0
    if not wish.compile:
        collect(extract())
    compile_all()
    return 0


def path_of(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """A language's catalogue; an empty one when there is no file yet."""
    path = path_of(language)
    if not path.exists():
        return read_po(io.BytesIO(blank(language)), locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def blank(language: str) -> bytes:
    """A catalogue with nothing but its header."""
    comment, plurals = HEADERS[language]
    lines = ("Project-Id-Version: kotacerdas", f"Language: {language}", f"Plural-Forms: {plurals}")
    return "\n".join([comment, 'msgid ""', 'msgstr ""', *(f'"{line}\\n"' for line in lines)]).encode()


def extract() -> Catalog:
    """Every sentence of the code and the templates, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "kotacerdas"
        shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("locale", "migrations", "__pycache__"))
        (copy / "locale").mkdir()
        settings.configure(LOCALE_PATHS=[copy / "locale"], USE_I18N=True)
        django.setup()
        before = Path.cwd()
        os.chdir(copy)
        try:
            call_command("makemessages", locale=["en"], keep_pot=True, verbosity=0)
        finally:
            os.chdir(before)
        text = (copy / "locale" / "django.pot").read_bytes()
        # the extractor leaves this for a translator to fill in, and the reader takes it for a number
        return read_po(io.BytesIO(text.replace(b"nplurals=INTEGER; plural=EXPRESSION;", HEADERS["en"][1].encode())))


def collect(template: Catalog) -> None:
    """Bring both catalogues up to date; sentences that are gone leave, new ones wait for a translation."""
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        catalogue.last_translator = catalogue.language_team = catalogue.msgid_bugs_address = "kotacerdas"
        if language == "en":
            for message in sentences(catalogue):
                message.string = message.id
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
        waiting = sum(not is_translated(message) for message in sentences(catalogue))
        print(f"{language}: {len(catalogue)} sentences, {waiting} without translation")


def compile_all() -> None:
    """Write the binary catalogue beside each text one."""
    for language in LANGUAGES:
        if path_of(language).exists():
            with path_of(language).with_suffix(".mo").open("wb") as file:
                write_mo(file, read(language))


def find_problems(template: Catalog) -> Iterator[str]:
    """Say everything that keeps a catalogue from being whole."""
    wanted = {key_of(message) for message in sentences(template)}
    for language in LANGUAGES:
        catalogue = read(language)
        present = {key_of(message) for message in sentences(catalogue)}
        yield from (f"{language}: not collected yet: {text!r}" for _, text in sorted(wanted - present))
        yield from (f"{language}: no longer used: {text!r}" for _, text in sorted(present - wanted))
        for message in sentences(catalogue):
            for problem in problems_of(message):
                yield f"{language}: {problem}: {key_of(message)[1]!r}"


def problems_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation, in a few words."""
    if message.fuzzy:
        yield "guessed, not translated"
    if not is_translated(message):
        yield "not translated"
        return
    wanted = placeholders(texts(message.id)[-1])
    for text in texts(message.string):
        if placeholders(text) != wanted:
            yield f"placeholders differ, {sorted(placeholders(text))} for {sorted(wanted)}"


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalogue if message.id)


def key_of(message: Message) -> tuple[str, str]:
    """What identifies a message: its context and its first text."""
    return message.context or "", texts(message.id)[0]


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One text, or the texts of a plural."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a text."""
    return bool(message.string) and all(texts(message.string))


def placeholders(text: str) -> set[str]:
    """The names a sentence fills in."""
    return {name for match in PLACEHOLDER.findall(text) for name in match if name}


if __name__ == "__main__":
    sys.exit(main())
