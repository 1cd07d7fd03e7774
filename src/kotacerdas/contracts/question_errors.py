"""Why a question about rows is not understood. Every sentence says what would be.

Misuse
├── TooMuchAsked
├── UnknownColumn
├── UnreadableFilter · UnknownOperator · OperatorDoesNotFit · ValueDoesNotFit
├── UnreadableMeasure · UnknownFunction · FunctionDoesNotFit
└── UnreadableCursor
"""

from kotacerdas.kernel.errors import Misuse
from kotacerdas.kernel.messages import gettext_noop


class TooMuchAsked(Misuse):
    """A question may be only so long; ``what`` is the parameter."""

    code = "contracts.too_much_asked"
    sentence = gettext_noop("“%(what)s” takes at most %(limit)s parts, and %(count)s were given. Ask in several steps.")


class UnknownColumn(Misuse):
    """No column of the dataset has this name."""

    code = "contracts.unknown_column"
    sentence = gettext_noop("There is no column “%(column)s” here. Choose among: %(columns)s.")


class UnreadableFilter(Misuse):
    """A filter that has not three parts."""

    code = "contracts.unreadable_filter"
    sentence = gettext_noop(
        "The filter “%(filter)s” is not understood. Write it as column:operator:value, as in desil:lte:4."
    )


class UnknownOperator(Misuse):
    """A filter compares in a way we do not know."""

    code = "contracts.unknown_operator"
    sentence = gettext_noop("“%(operator)s” is not an operator of filters. Choose among: %(operators)s.")


class OperatorDoesNotFit(Misuse):
    """Text is not looked for in numbers, and nothing is greater than a truth."""

    code = "contracts.operator_does_not_fit"
    sentence = gettext_noop(
        "The column “%(column)s” holds values of the type %(type)s, which “%(operator)s” cannot compare."
    )


class ValueDoesNotFit(Misuse):
    """The value of a filter is not of the type of its column."""

    code = "contracts.value_does_not_fit"
    sentence = gettext_noop(
        "“%(value)s” cannot be compared with the column “%(column)s”, which holds values of the type %(type)s. "
        "Write it as in %(example)s."
    )


class UnreadableMeasure(Misuse):
    """A measure that names no column."""

    code = "contracts.unreadable_measure"
    sentence = gettext_noop(
        "The measure “%(measure)s” is not understood. Write count, or function:column as in sum:jumlah."
    )


class UnknownFunction(Misuse):
    """A measure we do not compute."""

    code = "contracts.unknown_function"
    sentence = gettext_noop("“%(function)s” is not a measure. Choose among: %(functions)s.")


class FunctionDoesNotFit(Misuse):
    """Only numbers are summed."""

    code = "contracts.function_does_not_fit"
    sentence = gettext_noop("“%(function)s” needs a column of numbers; “%(column)s” holds values of the type %(type)s.")


class UnreadableCursor(Misuse):
    """A cursor that we did not give, or gave for another question."""

    code = "contracts.unreadable_cursor"
    sentence = gettext_noop("This cursor does not belong to this question. Begin again without “cursor”.")
