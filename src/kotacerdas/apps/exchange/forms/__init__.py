"""Clean input of the exchange's pages."""

from kotacerdas.apps.exchange.forms.catalogue import (
    CatalogueForm,
)
from kotacerdas.apps.exchange.forms.releases import (
    PurposeForm,
)
from kotacerdas.apps.exchange.forms.submissions import (
    SubmitForm,
)


__all__ = [
    "CatalogueForm",
    "PurposeForm",
    "SubmitForm",
]
