"""The files of ``kotacerdas audit``: anchors and exports, written beside and swapped in; anchors by mail."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.core.mail import EmailMessage

from kotacerdas.apps.audit import queries
from kotacerdas.apps.audit.types import Anchor
from kotacerdas.lake import files
from kotacerdas.site.console import gettext
from kotacerdas.site.errors import DiskRefused, FileThere


def check_free(file: Path, *, force: bool) -> None:
    """Raise :class:`FileThere` when the file exists and nobody said that it may go."""
    if file.exists() and not force:
        raise FileThere(file=file)


def write(file: Path, lines: Iterable[str]) -> int:
    """Write the lines, all or nothing, readable by the owner only; returns the size in bytes.

    Raises :class:`DiskRefused`.
    """
    place = file.resolve()
    draft = place.with_name(f".{place.name}.part")
    try:
        draft.touch(0o600)
        with draft.open("w", encoding="utf-8", newline="\n") as sink:
            sink.writelines(lines)
        return files.settle(draft, place).stat().st_size
    except OSError as refused:
        draft.unlink(missing_ok=True)
        raise DiskRefused(file=file, why=refused.strerror) from refused


def read_anchors(places: Sequence[Path]) -> tuple[Anchor, ...]:
    """The anchors of several files; raises :class:`~kotacerdas.apps.audit.errors.AnchorUnreadable`."""
    return tuple(queries.parse_anchor(place.read_bytes()) for place in places)


def send(anchor: Anchor, text: str, address: str) -> None:
    """Mail an anchor to somebody who keeps it."""
    facts = {"seq": anchor.seq, "node": anchor.node}
    mail = EmailMessage(
        subject=gettext("Anchor of the audit chain of node %(node)s, entry %(seq)s") % facts,
        body=gettext(
            "Keep this mail. With the file in it anybody can prove later that nothing up to entry %(seq)s was changed: "
            "kotacerdas audit verify --anchor FILE"
        )
        % facts
        + f"\n\n{text}",
        to=[address],
    )
    mail.attach(f"anchor-{anchor.node}-{anchor.seq}.json", text, "application/json")
    mail.send()
