"""Words for what people choose from."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.agreements.types import AgreementKind, DutyKind, SigningOrder
from kotacerdas.kernel.periods import Frequency


KINDS: Mapping[AgreementKind, StrPromise] = {
    AgreementKind.MEMORANDUM: _("Memorandum of understanding"),
    AgreementKind.COOPERATION: _("Cooperation agreement"),
    AgreementKind.ANNEX: _("Annex to an agreement"),
    AgreementKind.AMENDMENT: _("Amendment"),
}
DUTIES: Mapping[DutyKind, StrPromise] = {
    DutyKind.DELIVER_DATASET: _("Deliver a dataset"),
    DutyKind.OPEN_DATASET: _("Open a dataset to another agency"),
    DutyKind.HOLD_FORUMS: _("Hold discussions (FGD)"),
    DutyKind.GIVE_GUIDANCE: _("Give guidance in stages"),
    DutyKind.REPLACE_SOFTWARE: _("Replace unlicensed software"),
    DutyKind.FREE: _("Something only people can judge"),
}
ORDERS: Mapping[SigningOrder, StrPromise] = {
    SigningOrder.PARALLEL: _("All may sign at once"),
    SigningOrder.IN_ORDER: _("One after the other, in the order of the parties"),
}
FREQUENCIES: Mapping[Frequency, StrPromise] = {
    Frequency.MONTH: _("Every month"),
    Frequency.QUARTER: _("Every quarter"),
    Frequency.YEAR: _("Every year"),
}
