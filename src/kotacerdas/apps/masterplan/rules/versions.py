"""Whether a programme is still what its reader saw."""

import json
from dataclasses import asdict
from hashlib import sha256

from kotacerdas.apps.masterplan.errors import ProgrammeMoved, StopReasonMissing
from kotacerdas.apps.masterplan.types import Programme, ProgrammeState


def version_of(programme: Programme) -> str:
    """A short text that changes with any field of the programme, whatever the order of its budget and places."""
    fields = asdict(programme)
    for name in ("budgets", "location_codes"):
        fields[name] = sorted(fields[name], key=str)
    return sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()[:16]


def check_version(programme: Programme, seen: str | None) -> None:
    """Raise :class:`ProgrammeMoved` when ``seen`` is given and the programme is another by now."""
    if seen is not None and seen != version_of(programme):
        raise ProgrammeMoved(code=programme.code)


def check_reason(before: Programme, after: Programme, reason: str) -> None:
    """Raise :class:`StopReasonMissing` when a programme is stopped without saying why."""
    is_stopping = after.state is ProgrammeState.STOPPED and before.state is not ProgrammeState.STOPPED
    if is_stopping and not reason.strip():
        raise StopReasonMissing
