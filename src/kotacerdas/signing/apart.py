"""The check of a stranger's file in a process of its own, with limits on its time and memory.

The process gets no secret: its environment holds only where Python finds its modules.
"""

import json
import os
import resource
import subprocess
import sys
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from kotacerdas.signing import errors
from kotacerdas.signing.errors import FileRefused, TakesTooLong
from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.reading import MEGABYTE, check_size
from kotacerdas.signing.reports import Report, Root
from kotacerdas.signing.verification import Trust, verify


SECONDS = 20
MEMORY_MB = 1024
REPORTS = TypeAdapter(Report)
SEPARATOR = b"\n"
REPORTED, REFUSED = b"+", b"-"


class _Order(BaseModel):
    """What the other process is asked, on one line before the file."""

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    roots: list[tuple[bytes, Assurance]]
    time_roots: list[bytes]
    call_backs: list[bytes]
    allow_fetching: bool
    at: datetime
    seconds: int
    memory_mb: int


def verify_apart(
    pdf: bytes, trust: Trust, *, at: datetime, seconds: int = SECONDS, memory_mb: int = MEMORY_MB
) -> Report:
    """As :func:`verify`, but a file built to eat time or memory ends only the process that reads it.

    Raises:
        NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge, TooManySignatures, TakesTooLong
    """
    check_size(len(pdf))
    order = _Order(
        roots=[(root.certificate, root.assurance) for root in trust.roots],
        time_roots=list(trust.time_roots),
        call_backs=list(trust.call_backs),
        allow_fetching=trust.allow_fetching,
        at=at,
        seconds=seconds,
        memory_mb=memory_mb,
    )
    try:
        run = subprocess.run(
            [sys.executable, "-m", "kotacerdas.signing.apart"],
            input=order.model_dump_json().encode() + SEPARATOR + pdf,
            capture_output=True,
            timeout=seconds + 5,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise TakesTooLong from problem
    if run.returncode != 0 or not run.stdout:
        raise TakesTooLong
    mark, answer = run.stdout[:1], run.stdout[1:]
    if mark == REPORTED:
        return REPORTS.validate_json(answer)
    raise _refusal(json.loads(answer))


def _refusal(answer: dict[str, Any]) -> FileRefused:
    kinds = {
        kind.code: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, FileRefused)
    }
    return kinds[answer["code"]](**answer["facts"])


def _answer(request: bytes) -> bytes:
    line, pdf = request.split(SEPARATOR, 1)
    order = _Order.model_validate_json(line)
    resource.setrlimit(resource.RLIMIT_CPU, (order.seconds, order.seconds))
    resource.setrlimit(resource.RLIMIT_AS, (order.memory_mb * MEGABYTE, order.memory_mb * MEGABYTE))
    trust = Trust(
        tuple(Root(*root) for root in order.roots),
        tuple(order.time_roots),
        tuple(order.call_backs),
        order.allow_fetching,
    )
    try:
        report = verify(pdf, trust, at=order.at)
    except FileRefused as refusal:
        return REFUSED + json.dumps({"code": refusal.code, "facts": refusal.facts}).encode()
    return REPORTED + REPORTS.dump_json(report)


if __name__ == "__main__":
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))
