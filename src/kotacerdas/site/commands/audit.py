"""``kotacerdas audit``: the log, and the proof that nothing in it was changed."""

from collections.abc import Sequence
from pathlib import Path

import click
from django.utils import timezone

from kotacerdas.apps.audit import operations, queries
from kotacerdas.apps.audit.types import Anchor, Verdict
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands import audit_files as files
from kotacerdas.site.commands.kinds import FILE
from kotacerdas.site.console import Answer, Group, gettext, note


_FOUND = 1
_OUT = click.Path(dir_okay=False, path_type=Path)
_anchor_option = click.option(
    "--anchor", "kept", type=FILE, multiple=True, help=gettext("An anchor kept elsewhere; may be given several times.")
)


class LogFirst(Group):
    """Without a command's name it shows the log."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; ``audit --target …`` means ``audit log --target …``."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["log", *args]
        return super().parse_args(ctx, args)


@click.group(cls=LogFirst, help=gettext("Read the log of who did what, and prove that nothing in it was changed."))
def command() -> None:
    """Group the commands about the log."""


@command.command(help=gettext("Show the newest entries of the log of who did what."))
@click.option("--target", default="", metavar="TARGET", help=gettext("Only what happened to this, e.g. submission/12."))
@click.option("--limit", default=50, show_default=True, help=gettext("How many to show at most."))
def log(*, target: str, limit: int) -> Answer:
    """Show the log."""
    events = queries.list_events(target=target, limit=limit)
    lines = [
        f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}  {event.by:<22} {event.action:<28} {event.target}"
        for event in events
    ]
    items = [
        {
            "id": event.id,
            "seq": event.seq,
            "at": event.at.isoformat(),
            "by": event.by,
            "agency": event.agency_code,
            "action": event.action,
            "target": event.target,
            "facts": event.facts,
            "sha256": event.sha256,
        }
        for event in events
    ]
    return Answer(lines=lines or [gettext("The log has no such entry.")], data={"items": items})


@command.command(help=gettext("Show the number and hash of the last entry."))
def head() -> Answer:
    """Show the head."""
    last = queries.get_head()
    return Answer(lines=[f"{last.seq} {last.sha256}"], data={"seq": last.seq, "sha256": last.sha256})


@command.command(help=gettext("Follow the chain from its first entry to its head and say what was changed."))
@_anchor_option
def verify(*, kept: tuple[Path, ...]) -> Answer:
    """Follow the chain of the database."""
    anchors = files.read_anchors(kept)
    return _answer(operations.verify(anchors=anchors, tell=_tell, by=SYSTEM, at=timezone.now()))


@command.command(help=gettext("Write all entries with their hashes into one file, the signed head last."))
@click.argument("file", type=_OUT)
@click.option("--force", is_flag=True, help=gettext("Overwrite the file if it is there."))
def export(*, file: Path, force: bool) -> Answer:
    """Export the chain."""
    files.check_free(file, force=force)
    anchor = operations.take_anchor(by=SYSTEM, at=timezone.now())
    size = files.write(file, queries.stream_export(anchor))
    facts = {"count": anchor.seq, "file": file}
    return Answer(
        lines=[gettext("%(count)s entries were written to %(file)s.") % facts],
        data={"file": str(file), "entries": anchor.seq, "sha256": anchor.sha256, "bytes": size},
    )


@command.command("check-export", help=gettext("Follow the chain of an exported file; no database is needed."))
@click.argument("file", type=FILE)
@_anchor_option
def check_export(*, file: Path, kept: tuple[Path, ...]) -> Answer:
    """Follow the chain of a file."""
    with file.open("rb") as lines:
        verdict, anchor = queries.check_export(lines, anchors=files.read_anchors(kept))
    return _answer(verdict, signed_by=anchor)


@command.command(help=gettext("Sign the head and write it into a small file to be kept elsewhere, or show it."))
@click.argument("file", type=_OUT, required=False)
@click.option("--mail", metavar="ADDRESS", help=gettext("Send it to this address as well."))
@click.option("--force", is_flag=True, help=gettext("Overwrite the file if it is there."))
def anchor(*, file: Path | None, mail: str | None, force: bool) -> Answer:
    """Take an anchor."""
    if file:
        files.check_free(file, force=force)
    taken = operations.take_anchor(by=SYSTEM, at=timezone.now())
    text = queries.format_anchor(taken)
    if file:
        files.write(file, [text])
    if mail:
        files.send(taken, text, mail)
    return Answer(lines=text.splitlines(), data=queries.shape_anchor(taken))


@command.command(help=gettext("List the anchors kept here, newest first."))
def anchors() -> Answer:
    """List anchors."""
    kept = queries.list_anchors()
    lines = [
        f"{timezone.localtime(one.at):%Y-%m-%d %H:%M:%S}  {one.seq:>10}  {one.sha256}  "
        + ", ".join(each.node for each in one.countersignatures)
        for one in kept
    ]
    items = [queries.shape_anchor(one) for one in kept]
    return Answer(lines=lines or [gettext("No head was anchored yet.")], data={"items": items})


@command.command(help=gettext("Sign another node's anchor with this node's key, in its file."))
@click.argument("file", type=FILE)
def countersign(*, file: Path) -> Answer:
    """Countersign."""
    (theirs,) = files.read_anchors([file])
    signed = operations.countersign(anchor=theirs, by=SYSTEM, at=timezone.now())
    files.write(file, [queries.format_anchor(signed)])
    facts = {"seq": signed.seq, "node": signed.node, "file": file}
    done = gettext("Entry %(seq)s of node %(node)s was countersigned in %(file)s. Send the file back.")
    return Answer(lines=[done % facts], data=queries.shape_anchor(signed))


@command.command("keep-anchor", help=gettext("Keep an anchor of this node that came back countersigned."))
@click.argument("file", type=FILE)
def keep_anchor(*, file: Path) -> Answer:
    """Keep an anchor."""
    (ours,) = files.read_anchors([file])
    operations.keep_anchor(anchor=ours, by=SYSTEM, at=timezone.now())
    facts = {"seq": ours.seq, "count": len(ours.countersignatures)}
    done = gettext("The anchor at entry %(seq)s is kept, with %(count)s countersignatures.")
    return Answer(lines=[done % facts], data=queries.shape_anchor(ours))


@command.command("public-key", help=gettext("Show the public key that this node's signatures are checked with."))
def public_key() -> Answer:
    """Show the public key."""
    key = queries.open_key()
    return Answer(lines=key.public_pem.splitlines(), data={"public_key": key.public_key, "pem": key.public_pem})


def _tell(checked: int) -> None:
    note(gettext("%(count)s entries followed …") % {"count": checked})


def _answer(verdict: Verdict, *, signed_by: Anchor | None = None) -> Answer:
    facts = {"count": verdict.entries, "anchors": verdict.anchors, "sha256": verdict.head.sha256}
    whole = gettext("The chain is whole: %(count)s entries, %(anchors)s anchors agree, head %(sha256)s.")
    broken = gettext("The chain is broken; %(count)s entries were followed.")
    lines = [(whole if verdict.is_whole else broken) % facts]
    lines += [gettext(one.sentence) % one.facts for one in verdict.findings]
    if verdict.more:
        lines.append(gettext("… and %(count)s more.") % {"count": verdict.more})
    if signed_by:
        lines.append(gettext("Its head is signed by node %(node)s with the key %(key)s.") % _signer(signed_by))
    items: Sequence[dict[str, object]] = [{"kind": one.kind.value, **one.facts} for one in verdict.findings]
    data = {
        "is_whole": verdict.is_whole,
        "entries": verdict.entries,
        "head": {"seq": verdict.head.seq, "sha256": verdict.head.sha256},
        "anchors": verdict.anchors,
        "findings": items,
        "more": verdict.more,
        "signed_by": _signer(signed_by) if signed_by else None,
    }
    return Answer(lines=lines, data=data, exit_code=0 if verdict.is_whole else _FOUND)


def _signer(anchor: Anchor) -> dict[str, object]:
    return {"node": anchor.node, "key": anchor.public_key}
