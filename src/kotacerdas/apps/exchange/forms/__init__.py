"""Clean input of the exchange's pages."""

from kotacerdas.apps.exchange.forms.catalogue import (
    CatalogueForm,
)
from kotacerdas.apps.exchange.forms.contracts import (
    StartForm,
    TryForm,
)
from kotacerdas.apps.exchange.forms.editor import (
    MOST_FIELDS,
    MOST_RULES,
    FieldForm,
    RuleForm,
    WholeForm,
    typed_rows,
)
from kotacerdas.apps.exchange.forms.grants import (
    AskGrantForm,
    CloseGrantForm,
    DecideGrantForm,
)
from kotacerdas.apps.exchange.forms.harvesting import (
    SourceForm,
)
from kotacerdas.apps.exchange.forms.releases import (
    FilterForm,
    PurposeForm,
)
from kotacerdas.apps.exchange.forms.retention import (
    RemovalForm,
)
from kotacerdas.apps.exchange.forms.reviews import (
    ReturnForm,
)
from kotacerdas.apps.exchange.forms.subjects import (
    StepForm,
    SubjectRequestForm,
)
from kotacerdas.apps.exchange.forms.submissions import (
    SubmitForm,
)
from kotacerdas.apps.exchange.forms.subscriptions import (
    SubscribeForm,
)
from kotacerdas.apps.exchange.forms.uploads import (
    read_mapping,
    read_mapping_text,
    read_rows,
)


__all__ = [
    "MOST_FIELDS",
    "MOST_RULES",
    "AskGrantForm",
    "CatalogueForm",
    "CloseGrantForm",
    "DecideGrantForm",
    "FieldForm",
    "FilterForm",
    "PurposeForm",
    "RemovalForm",
    "ReturnForm",
    "RuleForm",
    "SourceForm",
    "StartForm",
    "StepForm",
    "SubjectRequestForm",
    "SubmitForm",
    "SubscribeForm",
    "TryForm",
    "WholeForm",
    "read_mapping",
    "read_mapping_text",
    "read_rows",
    "typed_rows",
]
