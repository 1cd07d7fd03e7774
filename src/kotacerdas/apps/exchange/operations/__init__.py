"""Writes of the exchange: register contracts, receive files, process them into releases, read rows on record."""

from kotacerdas.apps.exchange.operations.answering import (
    FORMATS,
    answer_groups,
    answer_rows,
    give_file,
    give_rows,
)
from kotacerdas.apps.exchange.operations.contracts import (
    register_datasets,
)
from kotacerdas.apps.exchange.operations.correcting import (
    correct_rows,
)
from kotacerdas.apps.exchange.operations.delivering import (
    Courier,
)
from kotacerdas.apps.exchange.operations.drafts import (
    change_draft,
    propose_draft,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from kotacerdas.apps.exchange.operations.erasing import (
    erase_person,
)
from kotacerdas.apps.exchange.operations.harvesting import (
    add_source,
    look_soon,
    pause_source,
)
from kotacerdas.apps.exchange.operations.processing import (
    process,
    resume,
)
from kotacerdas.apps.exchange.operations.pulling import (
    pull,
    register_peer,
)
from kotacerdas.apps.exchange.operations.reading import (
    CORRECTION,
    open_draft,
    open_returned,
    read_rows,
)
from kotacerdas.apps.exchange.operations.receiving import (
    LARGEST_FILE,
    receive,
    submit,
)
from kotacerdas.apps.exchange.operations.recording import (
    record_access,
)
from kotacerdas.apps.exchange.operations.removing import (
    clear_removed,
    remove_automatically,
    remove_due,
)
from kotacerdas.apps.exchange.operations.reviewing import (
    approve,
    return_with_note,
)
from kotacerdas.apps.exchange.operations.sealing import (
    seal_reads,
)
from kotacerdas.apps.exchange.operations.subjects import (
    find_person,
    move_subject_request,
    open_subject_request,
)
from kotacerdas.apps.exchange.operations.subscribing import (
    change_subscription,
    pause_all,
    replay,
    send_test,
    subscribe,
)
from kotacerdas.apps.exchange.operations.uploading import (
    KEPT_FOR,
    begin_upload,
    cancel_upload,
    expire_uploads,
    finish_upload,
)


__all__ = [
    "CORRECTION",
    "FORMATS",
    "KEPT_FOR",
    "LARGEST_FILE",
    "Courier",
    "add_source",
    "answer_groups",
    "answer_rows",
    "approve",
    "begin_upload",
    "cancel_upload",
    "change_draft",
    "change_subscription",
    "clear_removed",
    "correct_rows",
    "erase_person",
    "expire_uploads",
    "find_person",
    "finish_upload",
    "give_file",
    "give_rows",
    "look_soon",
    "move_subject_request",
    "open_draft",
    "open_returned",
    "open_subject_request",
    "pause_all",
    "pause_source",
    "process",
    "propose_draft",
    "pull",
    "read_rows",
    "receive",
    "record_access",
    "register_datasets",
    "register_peer",
    "remove_automatically",
    "remove_due",
    "replay",
    "resume",
    "return_with_note",
    "seal_reads",
    "send_test",
    "sign_draft",
    "start_draft",
    "submit",
    "subscribe",
    "withdraw_draft",
]
