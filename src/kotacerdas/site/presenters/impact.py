"""What a new version of a contract would break: indicators that read its columns, their targets, and grants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant, GrantState
from kotacerdas.apps.exchange.types import ContractDraft
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.contracts.changes import Change, ChangeKind, Party
from kotacerdas.ui.formats import in_language
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Row


_WHOLE = frozenset({ChangeKind.GRAIN, ChangeKind.AREA_FIELD, ChangeKind.FREQUENCY, ChangeKind.KEY_CHANGED})


@dataclass(frozen=True, slots=True)
class Impact:
    """Who would have to follow: indicators, the targets measured by them, and agencies that read."""

    indicators: tuple[Row, ...]
    targets: tuple[Row, ...]
    grants: tuple[Row, ...]
    masks: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is touched."""
        return not (self.indicators or self.targets or self.grants or self.masks)


def find_impact(draft: ContractDraft, changes: Sequence[Change]) -> Impact:
    """What breaks when the draft comes into force."""
    breaking = [change for change in changes if Party.CONSUMERS in change.breaks]
    columns = {_column(change) for change in breaking if change.kind not in _WHOLE}
    is_whole = any(change.kind in _WHOLE for change in breaking)
    found = [
        (definition, read)
        for definition in indicators.list_indicators()
        if (read := _columns_read(definition, draft.dataset_name, columns, is_whole=is_whole))
    ]
    return Impact(
        indicators=tuple(_indicator_row(definition, read) for definition, read in found),
        targets=tuple(_target_rows({definition.code: definition for definition, _read in found})),
        grants=tuple(_grant_rows(draft.dataset_name, columns, is_whole=is_whole)),
        masks=tuple(_mask_rows(changes)),
    )


def _column(change: Change) -> str:
    """The column as readers know it: the former name where it was renamed."""
    name = str(change.before) if change.kind is ChangeKind.FIELD_RENAMED else change.field
    return name.partition(".")[0]


def _columns_read(definition: Definition, dataset: str, columns: set[str], *, is_whole: bool) -> list[str]:
    inputs = [given for given in definition.inputs if given.dataset == dataset]
    return sorted({name for given in inputs for name in given.columns if is_whole or name in columns})


def _indicator_row(definition: Definition, read: Iterable[str]) -> Row:
    return Row(
        in_language(definition.title, active_language()),
        gettext("reads %(columns)s") % {"columns": ", ".join(read)},
        href=reverse("indicators:indicator", args=[definition.code]),
    )


def _target_rows(touched: dict[str, Definition]) -> Iterable[Row]:
    for target in masterplan.list_targets(settings.HOME_AREA):
        definition = touched.get(target.indicator_code)
        if definition is not None:
            yield Row(
                in_language(definition.title, active_language()),
                gettext("its target could no longer be measured"),
                href=reverse("masterplan:target", args=[target.id]),
            )


def _grant_rows(dataset: str, columns: set[str], *, is_whole: bool) -> Iterable[Row]:
    for grant in agreements.list_grants(dataset_name=dataset, states=[GrantState.OPEN]):
        read = _columns_granted(grant, columns)
        if read or is_whole:
            yield Row(
                grant.grantee_code,
                gettext("reads %(columns)s") % {"columns": ", ".join(read) or gettext("the whole dataset")},
                grant.agreement_number,
            )


def _columns_granted(grant: Grant, columns: set[str]) -> list[str]:
    return sorted(columns & set(grant.columns)) if grant.columns else sorted(columns)


def _mask_rows(changes: Iterable[Change]) -> Iterable[Row]:
    for change in changes:
        if change.kind is ChangeKind.PRIVACY_STRONGER:
            yield Row(change.field, gettext("is hidden from readers who see it today, in older releases too"))


def summary(impact: Impact) -> str:
    """How many indicators and targets break, in a sentence."""
    if impact.is_empty:
        return gettext("No indicator, target or grant reads what would change.")
    count = len(impact.indicators)
    return ngettext(
        "%(count)s indicator reads what would change.", "%(count)s indicators read what would change.", count
    ) % {"count": count}
