"""Write to the log, sign its head, and follow its chain."""

from kotacerdas.apps.audit.operations.anchoring import anchor_daily, countersign, keep_anchor, take_anchor
from kotacerdas.apps.audit.operations.recording import record, record_many, record_read
from kotacerdas.apps.audit.operations.verifying import begin_verification, run_verification, verify


__all__ = [
    "anchor_daily",
    "begin_verification",
    "countersign",
    "keep_anchor",
    "record",
    "record_many",
    "record_read",
    "run_verification",
    "take_anchor",
    "verify",
]
