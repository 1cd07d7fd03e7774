"""Clean input of the exchange's pages."""

from kotacerdas.apps.exchange.forms.catalogue import (
    CatalogueForm,
)
from kotacerdas.apps.exchange.forms.releases import (
    FilterForm,
    PurposeForm,
)
from kotacerdas.apps.exchange.forms.reviews import (
    ReturnForm,
)
from kotacerdas.apps.exchange.forms.submissions import (
    SubmitForm,
)
from kotacerdas.apps.exchange.forms.uploads import (
    read_mapping,
    read_mapping_text,
    read_rows,
)


__all__ = [
    "CatalogueForm",
    "FilterForm",
    "PurposeForm",
    "ReturnForm",
    "SubmitForm",
    "read_mapping",
    "read_mapping_text",
    "read_rows",
]
