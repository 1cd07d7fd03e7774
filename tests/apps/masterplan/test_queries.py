"""Reading the plan: nothing twice, a constant number of queries, and statuses from what was measured."""

from datetime import date

import pytest
from django.utils import translation

from kotacerdas.apps.masterplan import errors, queries
from kotacerdas.apps.masterplan.types import TargetState, TargetStatus
from tests.apps.masterplan.conftest import Measured
from tests.apps.masterplan.made import TODAY


def status_on(code: str, on: date = TODAY) -> TargetStatus:
    """How the target on an indicator stands."""
    return next(one for one in queries.list_statuses("51.02", on=on) if one.target.indicator_code == code)


def test_every_target_stands_in_exactly_one_pillar_of_each_set(plan) -> None:
    targets = queries.list_targets("51.02")

    for pillar_set in queries.list_pillar_sets():
        codes = {pillar.code for pillar in pillar_set.pillars}
        assert [len(codes.intersection(target.pillar_codes)) for target in targets] == [1] * len(targets)


def test_both_sets_show_the_same_programmes(plan) -> None:
    everything = {programme.code for programme in queries.list_programmes()}

    for pillar_set in queries.list_pillar_sets():
        shown = [programme.code for pillar in pillar_set.pillars for programme in queries.list_programmes(pillar.code)]
        assert sorted(shown) == sorted(everything)


def test_infrastructure_and_branding_have_no_twin(pillars) -> None:
    links = queries.list_pillar_links()

    assert {link.pillar_code for link in links if link.twin_code is None} == {
        "mou.infrastructure",
        "kementerian.branding",
    }
    assert ("mou.people", "kementerian.society") in {(link.pillar_code, link.twin_code) for link in links}


def test_each_dimension_of_the_ministry_has_three_parts(pillars) -> None:
    assert [len(pillar.sub_dimensions) for pillar in queries.get_pillar_set("kementerian").pillars] == [3] * 6
    assert queries.get_pillar("kementerian.environment").sub_dimensions[1].title["id"] == "Tata kelola sampah"


def test_there_is_one_quick_win_in_each_pillar(plan) -> None:
    wins = queries.list_quick_wins("51.02")

    assert [win.pillar_codes[0] for win in wins] == [pillar.code for pillar in queries.get_pillar_set("mou").pillars]


def test_what_is_not_there_is_named(plan) -> None:
    assert queries.find_plan("51.71") is None
    for ask, error in (
        (lambda: queries.get_plan("51.71"), errors.PlanNotFound),
        (lambda: queries.get_pillar_set("x"), errors.PillarNotFound),
        (lambda: queries.get_pillar("mou.x"), errors.PillarNotFound),
        (lambda: queries.get_programme("x"), errors.ProgrammeNotFound),
        (lambda: queries.get_target(0), errors.TargetNotFound),
    ):
        with pytest.raises(error):
            ask()


def test_statuses_are_judged_from_what_was_measured(plan, measured: Measured) -> None:
    measured("g1-layanan-daring", {2024: 46.2, 2025: 53.0})
    measured("n4-jalan-mantap", {2024: 68.0, 2025: 68.1}, reported=10, expected=10)

    assert status_on("g1-layanan-daring").state is TargetState.ON_TRACK
    roads = status_on("n4-jalan-mantap")
    assert roads.state is TargetState.OFF_TRACK
    with translation.override("en"):
        assert queries.explain_status(roads) == (
            "68.1% in 2025 is 1.9 points away from the 70.0% wanted. It needs to improve by 2.5 points a year "
            "until 2029, but has been improving by only 0.1 points."
        ).replace(" points", "\N{NO-BREAK SPACE}points")


def test_what_was_never_handed_in_is_not_measured_and_says_who_owes_it(plan) -> None:
    status = status_on("l4-k6")

    assert status.state is TargetState.NOT_MEASURED
    with translation.override("en"):
        assert queries.explain_status(status).startswith("Never measured yet. Dinas Kesehatan")


def test_an_overdue_delivery_takes_the_colour_away(plan, measured: Measured) -> None:
    """The register of mothers is due on 30 September; until then the number of last year may be green."""
    measured("l4-k6", {2024: 79.0, 2025: 84.0})

    assert status_on("l4-k6", on=date(2026, 9, 30)).state is TargetState.ON_TRACK
    late = status_on("l4-k6", on=date(2026, 10, 1))
    assert late.state is TargetState.LATE
    assert (late.measured, str(late.measured_period)) == (84.0, "2025")
    with translation.override("en"):
        assert "since 30 Sept 2026" in queries.explain_status(late)


def test_a_register_that_half_the_villages_handed_in_is_judged(plan, measured: Measured) -> None:
    measured("n5-air-minum-layak", {2024: 89.5, 2025: 91.2})
    measured("n5-air-minum-layak", {2026: 93.0}, reported=5)

    status = status_on("n5-air-minum-layak")

    assert status.state is TargetState.AT_RISK
    assert status.coverage.reported == 5


def test_every_reason_can_be_said_in_both_languages(plan, measured: Measured) -> None:
    measured("g1-layanan-daring", {2025: 53.0})
    measured("p2-rata-lama-sekolah", {2025: 9.06, 2026: 9.1})

    for status in queries.list_statuses("51.02", on=TODAY):
        for language in ("id", "en"):
            with translation.override(language):
                sentence = queries.explain_status(status)
            assert sentence
            assert "%(" not in sentence


def test_statuses_take_as_many_queries_for_one_target_as_for_all(
    plan, measured: Measured, django_assert_num_queries
) -> None:
    measured("g1-layanan-daring", {2024: 46.0, 2025: 53.0})
    queries.list_statuses("51.02", on=TODAY)  # definitions are read once per process

    with django_assert_num_queries(9):
        assert len(queries.list_statuses("51.02", on=TODAY)) == 33


def test_programmes_take_as_many_queries_for_one_as_for_all(plan, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):
        assert len(queries.list_programmes()) == 25
    with django_assert_num_queries(6):
        queries.get_programme("cegah-stunting")


def test_counts_name_every_state(plan) -> None:
    counts = queries.count_states(queries.list_statuses("51.02", on=TODAY))

    assert set(counts) == set(TargetState)
    assert counts[TargetState.NOT_MEASURED] == 33
