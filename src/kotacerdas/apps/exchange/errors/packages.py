"""Why a CKAN client is not answered. Every sentence says what would be."""

from kotacerdas.kernel.errors import Denied, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class ActionUnknown(Misuse):
    """No action has this name."""

    code = "exchange.action_unknown"
    sentence = gettext_noop("There is no action “%(action)s” here. What there is stands in help_show without a name.")


class FreeSqlRefused(Misuse):
    """Rows are asked for with filters, never with SQL."""

    code = "exchange.free_sql_refused"
    sentence = gettext_noop(
        "SQL is not taken here, because it could look past what a reader may see. Use datastore_search with filters, "
        "or the aggregates of the API."
    )


class ParameterMissing(Misuse):
    """An action was called without what it needs."""

    code = "exchange.parameter_missing"
    sentence = gettext_noop("The parameter “%(field)s” is missing. Give it, and call the action again.")


class ParameterDoesNotFit(Misuse):
    """A parameter is not of its kind."""

    code = "exchange.parameter_does_not_fit"
    sentence = gettext_noop("“%(value)s” does not fit the parameter “%(field)s”. Expected: %(expected)s.")


class SearchNotUnderstood(Misuse):
    """A search for packages that is more than fields, words and ranges."""

    code = "exchange.search_not_understood"
    sentence = gettext_noop(
        "The part “%(part)s” of the search is not understood. Write field:value, with quotes around several words; "
        "the fields are %(fields)s."
    )


class PackageNotFound(NotFound):
    """No dataset has this name or identifier."""

    code = "exchange.package_not_found"
    sentence = gettext_noop("There is no dataset with the name or identifier “%(id)s”.")


class ResourceNotFound(NotFound):
    """No dataset has a period with this identifier."""

    code = "exchange.resource_not_found"
    sentence = gettext_noop("There is no resource “%(id)s”. Its dataset names those there are; see package_show.")


class GroupNotFound(NotFound):
    """No organization or group has this name."""

    code = "exchange.group_not_found"
    sentence = gettext_noop("There is no organization or group “%(id)s”. See organization_list and group_list.")


class TokenNeeded(Denied):
    """Writing and reading what is not open needs a token."""

    code = "exchange.token_needed"
    sentence = gettext_noop("This action needs a token. Make one under My account and send it as Authorization.")


class AgreedOnPage(Refusal):
    """A dataset is a contract, and contracts are signed on a page."""

    code = "exchange.agreed_on_page"
    sentence = gettext_noop(
        "What a dataset holds and says is a contract that its producer and the data steward sign. Draft it at %(page)s."
    )


class RowsReplacedWhole(Refusal):
    """Single rows of a release are not changed by CKAN's ways."""

    code = "exchange.rows_replaced_whole"
    sentence = gettext_noop(
        "A submission brings all rows of its period and area. Send them all with datastore_create, or correct returned "
        "rows on the page of the submission."
    )
