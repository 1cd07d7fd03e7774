"""The door to rows: one decision gives the columns, the rows and the grant a reader has, and nothing reads past it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kotacerdas.apps.exchange.errors import (
    AreaOutsideDataset,
    ColumnUnknown,
    DatasetClosed,
    DatasetLimited,
    GrantNotYours,
    TokenTooNarrow,
    TooManyReads,
)
from kotacerdas.apps.exchange.rules.seeing import is_staff, mask_for, works_with
from kotacerdas.apps.exchange.types import Access, Dataset, Mask, Opening, Openness, Reader, Release
from kotacerdas.contracts.contract import Contract, Privacy
from kotacerdas.contracts.errors import ExpressionRefused
from kotacerdas.contracts.expressions import kinds_of
from kotacerdas.contracts.operands import Kinds
from kotacerdas.contracts.slices import Slice, condition_of, meet
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Period


READ_ROWS = "read:rows"  # the scope a token needs
WITHOUT_GRANT = 0  # the number a reader gives who wants to stand on no grant


def open_to(
    reader: Reader,
    release: Release,
    dataset: Dataset,
    *,
    asked: AreaCode | None,
    privacy: Mapping[str, Privacy],
    kinds: Kinds,
    openings: Iterable[Opening] = (),
) -> Access:
    """What ``reader`` may see of a release, or of one area of it: by their own right, else under one open grant.

    ``privacy`` names the columns in order with their classes, ``kinds`` says what each holds for the condition of a
    grant; ``openings`` are the open grants of the reader's agency.
    A read stands on one grant at most: the one asked for, else the one that opens most. Under it the rows are the
    granted ones only. Raises :class:`TokenTooNarrow` and :class:`GrantNotYours`.
    """
    area = asked or release.area_code
    if not reader.actor.may_use(READ_ROWS, dataset.name):
        raise TokenTooNarrow(scope=READ_ROWS, dataset=dataset.name)
    purpose = said_purpose(reader)
    own = _own_mask(reader.actor, dataset, area, privacy, purpose=purpose)
    usable = [each for each in openings if _reaches(each, area, release.period) and _can_filter(each, kinds)]
    opening = _choose(reader, own, usable, is_own_work=works_with(reader.actor, dataset, area))
    if opening is None:
        columns = tuple(name for name in privacy if name not in own.columns)
        keep = Slice(dataset.area_field, meet(asked, None))
        return Access(release, dataset, area, reader.channel, columns, own, keep, purpose, None, privacy)
    mask = _mask_under(opening, own, privacy)
    columns = tuple(name for name in privacy if name not in mask.columns)
    keep = Slice(dataset.area_field, meet(asked, opening.areas or None), condition_of(opening.condition, kinds))
    return Access(release, dataset, area, reader.channel, columns, mask, keep, opening.purpose, opening, privacy)


def said_purpose(reader: Reader) -> str:
    """What the reader said it is for; a token carries its purpose with it."""
    said = reader.purpose.strip()
    return said or (reader.actor.token.purpose if reader.actor.token else "")


def check_wanted(
    dataset: Dataset, contract: Contract, *, columns: Iterable[str], area: AreaCode, row_filter: str
) -> None:
    """Raise unless a request fits its dataset.

    :class:`ColumnUnknown`, :class:`AreaOutsideDataset` or what is wrong with the filter.
    """
    names = tuple(field.name for field in contract.fields)
    unknown = sorted(set(columns) - set(names))
    if unknown:
        raise ColumnUnknown(column=unknown[0], dataset=dataset.name)
    if not (area.is_within(dataset.home_code) or dataset.home_code.is_within(area)):
        raise AreaOutsideDataset(area=area, home=dataset.home_code)
    condition_of(row_filter, kinds_of(contract.fields))


def check_rate(opening: Opening | None, *, reads_today: int, seconds_left: int) -> None:
    """Raise :class:`TooManyReads` when the grant's reads of today are used up."""
    if opening and opening.reads_per_day and reads_today >= opening.reads_per_day:
        raise TooManyReads(limit=opening.reads_per_day, grant=opening.grant, retry_after=seconds_left)


def is_in_periods(opening: Opening, period: Period) -> bool:
    """Whether the grant reaches the rows of a period."""
    begins = opening.first_period is None or opening.first_period.start <= period.start
    return begins and (opening.last_period is None or period.end <= opening.last_period.end)


def _reaches(opening: Opening, area: AreaCode, period: Period) -> bool:
    return is_in_periods(opening, period) and meet(area, opening.areas or None) != ()


def _can_filter(opening: Opening, kinds: Kinds) -> bool:
    """Whether the release has the columns the grant's filter looks at; without them no row can be let through."""
    try:
        condition_of(opening.condition, kinds)
    except ExpressionRefused:
        return False
    return True


def _choose(reader: Reader, own: Mask, usable: Sequence[Opening], *, is_own_work: bool) -> Opening | None:
    if reader.grant == WITHOUT_GRANT:
        return None
    if reader.grant is not None:
        found = next((each for each in usable if each.grant == reader.grant), None)
        if found is None:
            raise GrantNotYours(grant=reader.grant)
        return found
    if is_own_work:
        return None
    opened = {each.grant: len(own.columns - _still_hidden(each, own)) for each in usable}
    best = max(usable, key=lambda each: (opened[each.grant], each.grant), default=None)
    return best if best and opened[best.grant] else None


def _own_mask(actor: Actor, dataset: Dataset, area: AreaCode, privacy: Mapping[str, Privacy], *, purpose: str) -> Mask:
    shut = _find_shut(actor, dataset, area)
    if shut is not None:
        return Mask(frozenset(privacy), shut.code, shut.sentence)
    return mask_for(actor, dataset, area, privacy, purpose=purpose)


def _find_shut(actor: Actor, dataset: Dataset, area: AreaCode) -> KotacerdasError | None:
    if dataset.openness is Openness.CLOSED and not works_with(actor, dataset, area):
        return DatasetClosed()
    if dataset.openness is Openness.LIMITED and not is_staff(actor):
        return DatasetLimited()
    return None


def _still_hidden(opening: Opening, own: Mask) -> frozenset[str]:
    return own.columns - opening.columns if opening.columns else frozenset()


def _mask_under(opening: Opening, own: Mask, privacy: Mapping[str, Privacy]) -> Mask:
    hidden = _still_hidden(opening, own)
    opened = tuple(
        name for name, kind in privacy.items() if kind in (Privacy.PERSONAL, Privacy.SPECIFIC) and name not in hidden
    )
    return replace(own, columns=hidden, opened=opened) if hidden else Mask(hidden, "", "", opened)
