"""What is wrong with a definition, in sentences.

DefinitionRefused
├── MalformedDefinition
├── WrongShape
├── DividesItself
├── NotAdditive
└── UndeclaredInput
"""

from kotacerdas.kernel.errors import Refusal
from kotacerdas.kernel.messages import gettext_noop


class DefinitionRefused(Refusal):
    """A definition cannot be used."""

    code = "measures.definition_refused"
    sentence = gettext_noop("The definition of this indicator cannot be used.")


class MalformedDefinition(DefinitionRefused):
    """A definition file has a field too many, too few or of the wrong type."""

    code = "measures.malformed_definition"
    sentence = gettext_noop("The definition %(file)s cannot be read: %(reason)s")


class WrongShape(DefinitionRefused):
    """The SELECT is not of the one form that can be fused."""

    code = "measures.wrong_shape"
    sentence = gettext_noop(
        "The SQL of indicator %(code)s must be one SELECT per dataset returning exactly area_code, period, numerator "
        "and denominator, grouped by area_code and period: %(reason)s"
    )


class DividesItself(DefinitionRefused):
    """The SELECT divides, so that its result could not be added up."""

    code = "measures.divides_itself"
    sentence = gettext_noop(
        "The SQL of indicator %(code)s divides. Return numerator and denominator; the ratio is taken once, at the end."
    )


class NotAdditive(DefinitionRefused):
    """The SELECT uses something whose parts cannot be added up the area tree."""

    code = "measures.not_additive"
    sentence = gettext_noop(
        "The SQL of indicator %(code)s uses %(part)s. Only sums and counts can be added up from villages to the nation."
    )


class UndeclaredInput(DefinitionRefused):
    """The SELECT and the declared inputs name different datasets or columns."""

    code = "measures.undeclared_input"
    sentence = gettext_noop("The SQL of indicator %(code)s and its declared inputs differ in %(name)s.")
