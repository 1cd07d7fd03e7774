"""Datasets and contracts that are not there."""

from kotacerdas.kernel.errors import NotFound
from kotacerdas.kernel.messages import gettext_noop


class DatasetNotFound(NotFound):
    """No dataset has this name."""

    code = "exchange.dataset_not_found"
    sentence = gettext_noop("There is no dataset called “%(name)s”.")


class ContractNotFound(NotFound):
    """The dataset has no contract of this version."""

    code = "exchange.contract_not_found"
    sentence = gettext_noop("The dataset “%(name)s” has no contract version %(version)s.")


class CodeListNotFound(NotFound):
    """No code list has this name."""

    code = "exchange.code_list_not_found"
    sentence = gettext_noop("There is no code list called “%(name)s”.")
