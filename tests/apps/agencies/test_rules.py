"""Agency codes and terms of office."""

from datetime import date

import pytest

from kotacerdas.apps.agencies import errors, rules
from kotacerdas.apps.agencies.types import OfficeHolder
from kotacerdas.kernel.areas import AreaCode


def holder(since: date, until: date | None = None, *, is_acting: bool = False) -> OfficeHolder:
    return OfficeHolder("51.02/dinkes/kepala", "Kepala", "51.02/dinkes", "Ni Made Contoh", since, until, is_acting)


def test_an_agency_code_begins_with_its_area() -> None:
    rules.check_agency_code("51.02/dinkes", AreaCode("51.02"))

    for code in ("51.03/dinkes", "dinkes", "51.02/", "51.02/Dinas Kesehatan"):
        with pytest.raises(errors.MalformedAgencyCode, match=r"51\.02/dinkes"):
            rules.check_agency_code(code, AreaCode("51.02"))


def test_a_term_must_have_a_day_in_it() -> None:
    rules.check_term(date(2026, 1, 1), date(2026, 1, 2))

    with pytest.raises(errors.TermEndsBeforeStart):
        rules.check_term(date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("since", "until", "is_free"),
    [
        (date(2020, 1, 1), date(2021, 1, 1), True),
        (date(2020, 1, 1), date(2021, 1, 2), False),
        (date(2022, 1, 1), date(2023, 1, 1), False),
        (date(2023, 1, 1), None, True),
        (date(2022, 12, 31), None, False),
        (date(2020, 1, 1), None, False),
    ],
)
def test_two_terms_of_one_office_do_not_overlap(since: date, until: date | None, is_free: bool) -> None:
    held = [holder(date(2021, 1, 1), date(2023, 1, 1))]

    if is_free:
        rules.check_seat_is_free(held, since=since, until=until, is_acting=False)
    else:
        with pytest.raises(errors.OfficeHeld, match="Ni Made Contoh"):
            rules.check_seat_is_free(held, since=since, until=until, is_acting=False)


def test_an_acting_holder_may_stand_beside_the_appointed_one() -> None:
    appointed = [holder(date(2021, 1, 1))]
    rules.check_seat_is_free(appointed, since=date(2022, 1, 1), until=None, is_acting=True)

    acting = [holder(date(2021, 1, 1), is_acting=True)]
    rules.check_seat_is_free(acting, since=date(2022, 1, 1), until=None, is_acting=False)
