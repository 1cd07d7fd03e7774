"""What can change between two versions of a contract, whom it breaks, and the sentence that says so."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kotacerdas.kernel.messages import gettext_noop


class Party(StrEnum):
    """Who can be broken by a change: those who hand files in, and those who read releases."""

    PRODUCERS = "producers"
    CONSUMERS = "consumers"


class ChangeKind(StrEnum):
    """What changed. Codes are stored with drafts and served by the API, so they are never renamed."""

    OTHER_DATASET = "other_dataset"
    WORDING = "wording"
    PRODUCER = "producer"
    SUBMIT_LEVEL = "submit_level"
    GRAIN = "grain"
    AREA_FIELD = "area_field"
    FREQUENCY = "frequency"
    DUE_EARLIER = "due_earlier"
    DUE_LATER = "due_later"
    NOW_REGULAR = "now_regular"
    NOW_OCCASIONAL = "now_occasional"
    NOW_SYNTHETIC = "now_synthetic"
    NOW_REAL = "now_real"
    KEY_WIDER = "key_wider"
    KEY_CHANGED = "key_changed"
    MISSING_MARKS = "missing_marks"
    FIELD_ADDED = "field_added"
    REQUIRED_FIELD_ADDED = "required_field_added"
    FIELD_REMOVED = "field_removed"
    FIELD_REMOVED_ALIKE = "field_removed_alike"
    FIELD_RENAMED = "field_renamed"
    TYPE = "type"
    TYPE_WIDER = "type_wider"
    SPELLING_ADDED = "spelling_added"
    SPELLING_FORGOTTEN = "spelling_forgotten"
    PRIVACY_STRONGER = "privacy_stronger"
    PRIVACY_WEAKER = "privacy_weaker"
    UNIT = "unit"
    NOW_REQUIRED = "now_required"
    NOW_OPTIONAL = "now_optional"
    BOUND_NARROWER = "bound_narrower"
    BOUND_WIDER = "bound_wider"
    PATTERN_STRICTER = "pattern_stricter"
    PATTERN_DROPPED = "pattern_dropped"
    CODES_INTRODUCED = "codes_introduced"
    CODES_DROPPED = "codes_dropped"
    CODE_ADDED = "code_added"
    CODE_REMOVED = "code_removed"
    CODE_READ_OTHERWISE = "code_read_otherwise"
    CODE_SPELLING_FORGOTTEN = "code_spelling_forgotten"
    CODE_LIST = "code_list"
    CODE_EDITION = "code_edition"
    AREA_LEVEL = "area_level"
    CODE_SYSTEM = "code_system"
    CODE_SYSTEM_NAMED = "code_system_named"
    NOW_PERIOD = "now_period"
    NO_PERIOD = "no_period"
    DECIMAL_MARK = "decimal_mark"
    TRUTH_WORDS = "truth_words"
    TRUTH_WORDS_ADDED = "truth_words_added"
    RULE_ADDED = "rule_added"
    RULE_CHANGED = "rule_changed"
    RULE_REMOVED = "rule_removed"
    OTHER = "other"


_BOTH = frozenset(Party)
_PRODUCERS = frozenset({Party.PRODUCERS})
_CONSUMERS = frozenset({Party.CONSUMERS})
_NOBODY: frozenset[Party] = frozenset()

_MEANING: MappingProxyType[ChangeKind, tuple[frozenset[Party], str]] = MappingProxyType(
    {
        ChangeKind.OTHER_DATASET: (
            _BOTH,
            gettext_noop("These are contracts of two datasets, “%(before)s” and “%(after)s”."),
        ),
        ChangeKind.WORDING: (_NOBODY, gettext_noop("The wording of %(field)s was changed.")),
        ChangeKind.PRODUCER: (
            _PRODUCERS,
            gettext_noop("Another agency hands the files in: %(after)s instead of %(before)s."),
        ),
        ChangeKind.SUBMIT_LEVEL: (
            _PRODUCERS,
            gettext_noop("Files are handed in for another level of area: %(after)s instead of %(before)s."),
        ),
        ChangeKind.GRAIN: (
            _BOTH,
            gettext_noop("Rows are about another level of area: %(after)s instead of %(before)s."),
        ),
        ChangeKind.AREA_FIELD: (
            _BOTH,
            gettext_noop("The area stands in another column: %(after)s instead of %(before)s."),
        ),
        ChangeKind.FREQUENCY: (_BOTH, gettext_noop("Periods have another length: %(after)s instead of %(before)s.")),
        ChangeKind.DUE_EARLIER: (_PRODUCERS, gettext_noop("Files are due earlier: %(after)s instead of %(before)s.")),
        ChangeKind.DUE_LATER: (_CONSUMERS, gettext_noop("Files are due later: %(after)s instead of %(before)s.")),
        ChangeKind.NOW_REGULAR: (_PRODUCERS, gettext_noop("Files are now due at fixed dates.")),
        ChangeKind.NOW_OCCASIONAL: (_CONSUMERS, gettext_noop("Files are no longer due at fixed dates.")),
        ChangeKind.NOW_SYNTHETIC: (_CONSUMERS, gettext_noop("The rows are now marked as invented for demonstration.")),
        ChangeKind.NOW_REAL: (_NOBODY, gettext_noop("The rows are no longer marked as invented.")),
        ChangeKind.KEY_WIDER: (
            _CONSUMERS,
            gettext_noop("A row is now told apart by more columns: %(after)s instead of %(before)s."),
        ),
        ChangeKind.KEY_CHANGED: (
            _BOTH,
            gettext_noop("A row is now told apart by other columns: %(after)s instead of %(before)s."),
        ),
        ChangeKind.MISSING_MARKS: (
            _PRODUCERS,
            gettext_noop("Other marks stand for “not known”: %(after)s instead of %(before)s."),
        ),
        ChangeKind.FIELD_ADDED: (_NOBODY, gettext_noop("The column %(field)s is new and may stay empty.")),
        ChangeKind.REQUIRED_FIELD_ADDED: (
            _PRODUCERS,
            gettext_noop("The column %(field)s is new and must be filled in every row."),
        ),
        ChangeKind.FIELD_REMOVED: (
            _CONSUMERS,
            gettext_noop("The column %(field)s is gone. Files that still have it are read without it."),
        ),
        ChangeKind.FIELD_REMOVED_ALIKE: (
            _BOTH,
            gettext_noop(
                "The column %(field)s is gone. Files that still have it may be sent back, because other columns are "
                "spelt or read with its help."
            ),
        ),
        ChangeKind.FIELD_RENAMED: (
            _CONSUMERS,
            gettext_noop("The column %(before)s is now called %(after)s. Files with the old name are still read."),
        ),
        ChangeKind.TYPE: (_BOTH, gettext_noop("%(field)s holds another kind: %(after)s instead of %(before)s.")),
        ChangeKind.TYPE_WIDER: (_CONSUMERS, gettext_noop("%(field)s may now hold fractions, not only whole numbers.")),
        ChangeKind.SPELLING_ADDED: (_NOBODY, gettext_noop("%(field)s is also recognised as: %(after)s.")),
        ChangeKind.SPELLING_FORGOTTEN: (
            _PRODUCERS,
            gettext_noop("%(field)s is no longer recognised under the headers: %(before)s."),
        ),
        ChangeKind.PRIVACY_STRONGER: (
            _CONSUMERS,
            gettext_noop("Fewer people may see %(field)s: %(after)s instead of %(before)s."),
        ),
        ChangeKind.PRIVACY_WEAKER: (
            _NOBODY,
            gettext_noop("More people may see %(field)s: %(after)s instead of %(before)s. Check that this is lawful."),
        ),
        ChangeKind.UNIT: (
            _BOTH,
            gettext_noop("%(field)s is counted in another unit: %(after)s instead of %(before)s."),
        ),
        ChangeKind.NOW_REQUIRED: (_PRODUCERS, gettext_noop("%(field)s may no longer stay empty.")),
        ChangeKind.NOW_OPTIONAL: (_CONSUMERS, gettext_noop("%(field)s may now stay empty.")),
        ChangeKind.BOUND_NARROWER: (
            _PRODUCERS,
            gettext_noop("Fewer values are allowed in %(field)s: %(after)s instead of %(before)s."),
        ),
        ChangeKind.BOUND_WIDER: (
            _NOBODY,
            gettext_noop("More values are allowed in %(field)s: %(after)s instead of %(before)s."),
        ),
        ChangeKind.PATTERN_STRICTER: (
            _PRODUCERS,
            gettext_noop("%(field)s must have another form: %(after)s instead of %(before)s."),
        ),
        ChangeKind.PATTERN_DROPPED: (_NOBODY, gettext_noop("%(field)s need no longer have the form %(before)s.")),
        ChangeKind.CODES_INTRODUCED: (
            _PRODUCERS,
            gettext_noop("%(field)s holds only codes of a list now: %(after)s."),
        ),
        ChangeKind.CODES_DROPPED: (
            _CONSUMERS,
            gettext_noop("%(field)s may hold any text now, not only codes of its list."),
        ),
        ChangeKind.CODE_ADDED: (_NOBODY, gettext_noop("%(field)s has new codes: %(after)s.")),
        ChangeKind.CODE_REMOVED: (_BOTH, gettext_noop("%(field)s has lost codes: %(before)s.")),
        ChangeKind.CODE_READ_OTHERWISE: (
            _BOTH,
            gettext_noop("In %(field)s “%(before)s” is now read as “%(after)s”."),
        ),
        ChangeKind.CODE_SPELLING_FORGOTTEN: (
            _PRODUCERS,
            gettext_noop("%(field)s no longer understands these spellings: %(before)s."),
        ),
        ChangeKind.CODE_LIST: (
            _BOTH,
            gettext_noop("%(field)s holds codes of another list: %(after)s instead of %(before)s."),
        ),
        ChangeKind.CODE_EDITION: (
            _BOTH,
            gettext_noop("%(field)s holds codes of another edition: %(after)s instead of %(before)s."),
        ),
        ChangeKind.AREA_LEVEL: (
            _BOTH,
            gettext_noop("%(field)s names another level of area: %(after)s instead of %(before)s."),
        ),
        ChangeKind.CODE_SYSTEM: (
            _BOTH,
            gettext_noop("%(field)s holds area codes of another system: %(after)s instead of %(before)s."),
        ),
        ChangeKind.CODE_SYSTEM_NAMED: (
            _NOBODY,
            gettext_noop("%(field)s says whose area codes it holds: %(after)s."),
        ),
        ChangeKind.NOW_PERIOD: (_PRODUCERS, gettext_noop("%(field)s must now name the period of the file.")),
        ChangeKind.NO_PERIOD: (_NOBODY, gettext_noop("%(field)s need no longer name the period of the file.")),
        ChangeKind.DECIMAL_MARK: (
            _PRODUCERS,
            gettext_noop("%(field)s has another decimal mark: %(after)s instead of %(before)s."),
        ),
        ChangeKind.TRUTH_WORDS: (
            _PRODUCERS,
            gettext_noop("%(field)s no longer reads these words as before: %(before)s."),
        ),
        ChangeKind.TRUTH_WORDS_ADDED: (_NOBODY, gettext_noop("%(field)s also understands: %(after)s.")),
        ChangeKind.RULE_ADDED: (_PRODUCERS, gettext_noop("A new condition: %(after)s.")),
        ChangeKind.RULE_CHANGED: (
            _PRODUCERS,
            gettext_noop("A condition was changed: %(after)s instead of %(before)s."),
        ),
        ChangeKind.RULE_REMOVED: (_NOBODY, gettext_noop("A condition is gone: %(before)s.")),
        ChangeKind.OTHER: (_BOTH, gettext_noop("%(field)s was changed: %(after)s instead of %(before)s.")),
    }
)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two contracts; ``field`` is empty where it concerns the whole.

    ``before`` and ``after`` are what the sentence shows: text, or text by language.
    """

    kind: ChangeKind
    field: str = ""
    before: Any = ""
    after: Any = ""

    @property
    def breaks(self) -> frozenset[Party]:
        """Whom it breaks; nobody when it is compatible."""
        return _MEANING[self.kind][0]

    @property
    def is_breaking(self) -> bool:
        """Whether somebody has to do something because of it."""
        return bool(self.breaks)

    @property
    def sentence(self) -> str:
        """The message id, with ``%(field)s``, ``%(before)s`` and ``%(after)s``."""
        return _MEANING[self.kind][1]
