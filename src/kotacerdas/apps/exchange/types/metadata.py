"""Forms of statistical metadata (Peraturan BPS 5/2020), filled in from contracts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormLine:
    """One question of a form with its answer; an empty answer says in ``fill_in`` where it is to be given.

    Questions and answers are Indonesian in every language of the site, as the form is handed in.
    """

    part: str
    question: str
    answer: str
    fill_in: str = ""


@dataclass(frozen=True, slots=True)
class MetadataForm:
    """A filled form: ``code`` is MS-Keg or MS-Var, ``subject`` the activity or the variable it is about."""

    code: str
    subject: str
    lines: tuple[FormLine, ...]

    @property
    def missing(self) -> tuple[FormLine, ...]:
        """Questions still without an answer."""
        return tuple(line for line in self.lines if not line.answer)


@dataclass(frozen=True, slots=True)
class DatasetMetadata:
    """The forms of one dataset: its activity, and each of its variables."""

    activity: MetadataForm
    variables: tuple[MetadataForm, ...]

    @property
    def forms(self) -> tuple[MetadataForm, ...]:
        """All of them, the activity first."""
        return (self.activity, *self.variables)
