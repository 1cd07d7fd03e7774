"""Pure decisions of the audit app."""

from kotacerdas.apps.audit.rules.actions import READ, check_action, check_purpose
from kotacerdas.apps.audit.rules.anchors import (
    add_countersignature,
    check_anchor,
    read_anchor,
    sign_head,
    write_anchor,
)
from kotacerdas.apps.audit.rules.chain import GENESIS, Mark, Walk, digest, facts_text, moment_text
from kotacerdas.apps.audit.rules.lines import read_export, write_line


__all__ = [
    "GENESIS",
    "READ",
    "Mark",
    "Walk",
    "add_countersignature",
    "check_action",
    "check_anchor",
    "check_purpose",
    "digest",
    "facts_text",
    "moment_text",
    "read_anchor",
    "read_export",
    "sign_head",
    "write_anchor",
    "write_line",
]
