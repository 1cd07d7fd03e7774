"""How targets stand: known cases, properties, and a slow twin; who may plan and which paths can stand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.accounts.errors import LoginNeeded
from kotacerdas.apps.masterplan import errors, rules
from kotacerdas.apps.masterplan.rules import reasons
from kotacerdas.apps.masterplan.types import Reading, Target, TargetPoint, TargetState
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM, Role
from kotacerdas.kernel.periods import Period
from tests.apps.masterplan import slow
from tests.apps.masterplan.made import DOWN, TODAY, UP, make_owed, make_point, make_reading, make_target
from tests.makers import make_actor, make_data_producer, make_planner


RANK = {TargetState.OFF_TRACK: 0, TargetState.AT_RISK: 1, TargetState.ON_TRACK: 2}
STUNTING = {2025: 8.3, 2026: 7.7, 2027: 7.2, 2028: 6.8, 2029: 6.5}


@pytest.mark.parametrize(
    ("readings", "state", "reason"),
    [
        pytest.param([(2026, 92.6)], "on_track", reasons.REACHED, id="reached"),
        pytest.param([(2026, 92.46)], "on_track", reasons.REACHED, id="reached as shown"),
        pytest.param([(2026, 92.6, 112)], "at_risk", reasons.THIN, id="reached on 84 % of the villages"),
        pytest.param([(2024, 94), (2025, 93.5), (2026, 92.6)], "at_risk", reasons.FALLING, id="reached but falling"),
        pytest.param([(2024, 98), (2026, 97)], "on_track", reasons.REACHED, id="falling, but beyond the last target"),
        pytest.param([(2024, 89.5), (2025, 91), (2026, 91.9)], "at_risk", reasons.NEARLY, id="80 % of the way"),
        pytest.param([(2024, 87), (2025, 89), (2026, 91)], "at_risk", reasons.CATCHING_UP, id="fast enough"),
        pytest.param([(2024, 89.5), (2025, 90), (2026, 90.2)], "off_track", reasons.TOO_SLOW, id="too slow"),
        pytest.param([(2024, 90), (2026, 90)], "off_track", reasons.STANDING_STILL, id="standing still"),
        pytest.param([(2024, 89.5), (2026, 89)], "off_track", reasons.WRONG_WAY, id="the wrong way"),
        pytest.param([(2029, 96.9)], "off_track", reasons.MISSED, id="the last year is missed"),
        pytest.param([(2025, 91), (2026, 99, 60)], "on_track", reasons.REACHED, id="a half-empty year is not judged"),
        pytest.param([], "not_measured", reasons.NEVER, id="nobody handed in"),
        pytest.param([(2026, 99, 60)], "not_measured", reasons.TOO_FEW, id="fewer than half"),
        pytest.param([(2025, 95), (2026, None)], "not_measured", reasons.BLANK, id="withheld"),
        pytest.param([(2024, 95)], "not_measured", reasons.BEFORE_PATH, id="before the path"),
    ],
)
def test_judge_known_cases(readings: list[tuple], state: str, reason: str) -> None:
    on = date(readings[-1][0], 11, 23) if readings else TODAY

    verdict = rules.judge(make_target(), [make_reading(*reading) for reading in readings], [], UP, on=on)

    assert (verdict.state, verdict.reason) == (state, reason)


def test_judge_counts_a_fall_as_progress_where_less_is_better() -> None:
    target = make_target(STUNTING, (2024, 8.9))

    good = rules.judge(target, [make_reading(2026, 7.7)], [], DOWN, on=TODAY)
    slow_fall = rules.judge(target, [make_reading(2024, 8.9), make_reading(2026, 8.6)], [], DOWN, on=TODAY)

    assert good.state is TargetState.ON_TRACK
    assert slow_fall.state is TargetState.OFF_TRACK
    assert slow_fall.gap == pytest.approx(0.9)
    assert slow_fall.pace_observed == pytest.approx(0.15)
    assert slow_fall.pace_needed == pytest.approx(0.7)


def test_judge_says_what_is_needed_and_what_was_seen() -> None:
    readings = [make_reading(2024, 89.5), make_reading(2025, 91.0), make_reading(2026, 91.9)]

    verdict = rules.judge(make_target(), readings, [], UP, on=TODAY)

    assert verdict.gap == pytest.approx(0.6)
    assert verdict.pace_needed == pytest.approx(1.7)
    assert verdict.pace_observed == pytest.approx(1.2)
    assert verdict.facts["final_period"] == Period.parse("2029")


def test_judge_turns_grey_when_a_later_delivery_is_overdue_and_keeps_the_last_number() -> None:
    verdict = rules.judge(make_target(), [make_reading(2025, 95.0)], [make_owed(2026)], UP, on=TODAY)

    assert verdict.state is TargetState.LATE
    assert verdict.reason == reasons.LATE
    assert verdict.reading == make_reading(2025, 95.0)
    assert verdict.facts["agency"] == "51.02/dpmd"
    assert verdict.facts["since"] == date(2026, 9, 30)


def test_judge_tells_a_returned_file_from_one_that_never_came() -> None:
    returned = make_owed(2026, was_returned=True)

    verdict = rules.judge(make_target(), [make_reading(2025, 95.0)], [returned], UP, on=TODAY)

    assert (verdict.state, verdict.reason) == (TargetState.LATE, reasons.LATE_RETURNED)


def test_judge_does_not_punish_those_who_reported_for_the_few_who_did_not() -> None:
    few_late = [make_owed(2026, is_whole=False)] * 9

    verdict = rules.judge(make_target(), [make_reading(2026, 93.0, 124)], few_late, UP, on=TODAY)

    assert verdict.state is TargetState.ON_TRACK


def test_judge_is_late_when_most_parts_of_the_due_period_are_missing() -> None:
    many_late = [make_owed(2026, is_whole=False)] * 73
    readings = [make_reading(2025, 93.0), make_reading(2026, 99.0, 60)]

    verdict = rules.judge(make_target(), readings, many_late, UP, on=TODAY)

    assert (verdict.state, verdict.reason) == (TargetState.LATE, reasons.LATE_PARTS)
    assert verdict.facts["deliveries"] == 73
    assert verdict.reading == make_reading(2025, 93.0)


def test_judge_names_who_owes_what_was_never_measured() -> None:
    verdict = rules.judge(make_target(), [], [make_owed(2025), make_owed(2026)], UP, on=TODAY)

    assert (verdict.state, verdict.reason) == (TargetState.NOT_MEASURED, reasons.NEVER_OWED)


def test_judge_refuses_a_number_of_more_than_two_years_ago() -> None:
    target, readings = make_target({2022: 80.0, 2026: 90.0}, (2021, 79.0)), [make_reading(2023, 95.0)]

    before = rules.judge(target, readings, [], UP, on=date(2025, 12, 31))
    after = rules.judge(target, readings, [], UP, on=date(2026, 1, 1))

    assert before.state is TargetState.ON_TRACK
    assert (after.state, after.reason) == (TargetState.LATE, reasons.TOO_OLD)


def test_every_reason_names_only_facts_its_judgement_gives() -> None:
    """A sentence with a fact nobody fills would break the page that shows it."""
    edge_facts = {"unit": "%", "units": "desa", "decimals": 1}
    cases = [
        ([make_reading(2024, 89.5), make_reading(2026, 89)], []),
        ([make_reading(2025, 95.0)], [make_owed(2026)]),
        ([make_reading(2025, 95.0)], [make_owed(2026, is_whole=False)]),
        ([make_reading(2026, 99.0, 60)], []),
        ([], [make_owed(2026)]),
        ([make_reading(2026, 92.6, 112)], []),
        ([make_reading(2024, 95.0)], []),
    ]

    for readings, owed in cases:
        verdict = rules.judge(make_target(), readings, owed, UP, on=TODAY)
        assert verdict.reason % {**verdict.facts, **edge_facts}


# Properties, for any path and any readings

values = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 1))


@st.composite
def rising_targets(draw: st.DrawFn) -> Target:
    wanted = sorted(draw(st.lists(values, min_size=6, max_size=6)))
    return make_target(dict(zip(range(2025, 2030), wanted[1:], strict=True)), (2024, wanted[0]))


@st.composite
def some_readings(draw: st.DrawFn) -> list[Reading]:
    years = sorted(draw(st.sets(st.integers(2022, 2026), max_size=5)))
    return [
        make_reading(year, draw(values | st.none() if year == years[-1] else values), draw(st.integers(0, 10)), 10)
        for year in years
    ]


owed_lists = st.lists(st.builds(make_owed, st.integers(2024, 2026), is_whole=st.booleans()), max_size=2)


@given(rising_targets(), some_readings(), owed_lists)
def test_judge_agrees_with_its_slow_twin(target: Target, readings: list[Reading], owed: list) -> None:
    verdict = rules.judge(target, readings, owed, UP, on=TODAY)

    assert verdict.state == slow.state_of(target, readings, owed, UP, TODAY)


@given(rising_targets(), some_readings(), owed_lists)
def test_judge_is_the_same_upside_down(target: Target, readings: list[Reading], owed: list) -> None:
    """Turning all numbers over and wanting less instead of more changes nothing."""
    mirrored = replace(target, baseline=_mirror(target.baseline), points=tuple(map(_mirror, target.points)))
    flipped = [replace(one, value=None if one.value is None else -one.value) for one in readings]

    assert (
        rules.judge(target, readings, owed, UP, on=TODAY).state
        == rules.judge(mirrored, flipped, owed, DOWN, on=TODAY).state
    )


@given(rising_targets(), st.lists(values, min_size=2, max_size=2), values, values)
def test_a_better_number_never_stands_worse(target: Target, past: list[float], one: float, other: float) -> None:
    history = [make_reading(2024, past[0]), make_reading(2025, past[1])]

    worse, better = (
        rules.judge(target, [*history, make_reading(2026, value)], [], UP, on=TODAY).state
        for value in sorted((one, other))
    )

    assert RANK[worse] <= RANK[better]


@given(rising_targets(), values, st.integers(50, 100), st.integers(50, 100))
def test_fewer_reports_never_make_a_target_greener(target: Target, value: float, one: int, other: int) -> None:
    thin, thick = (
        rules.judge(target, [make_reading(2026, value, reported, 100)], [], UP, on=TODAY).state
        for reported in sorted((one, other))
    )

    assert RANK[thin] <= RANK[thick]


@given(rising_targets(), some_readings(), st.builds(make_owed, st.just(2027), is_whole=st.booleans()))
def test_what_is_overdue_is_never_coloured(target: Target, readings: list[Reading], owed: object) -> None:
    verdict = rules.judge(target, readings, [owed], UP, on=TODAY)

    assert verdict.state in (TargetState.LATE, TargetState.NOT_MEASURED)


def _mirror(point: TargetPoint) -> TargetPoint:
    return TargetPoint(point.period, -point.wanted)


# Planning


def test_check_path_refuses_what_cannot_be_judged() -> None:
    baseline = make_point(2024, 50)

    with pytest.raises(errors.PathEmpty):
        rules.check_path(baseline, [], is_higher_better=True)
    with pytest.raises(errors.PathOutOfOrder, match="2024 is not after"):
        rules.check_path(baseline, [make_point(2024, 60)], is_higher_better=True)
    with pytest.raises(errors.PathTurnsBack):
        rules.check_path(baseline, [make_point(2025, 60), make_point(2026, 55)], is_higher_better=True)
    with pytest.raises(errors.PathTurnsBack):
        rules.check_path(baseline, [make_point(2025, 51)], is_higher_better=False)


def test_check_path_lets_a_path_rest() -> None:
    rules.check_path(make_point(2024, 99), [make_point(2025, 99), make_point(2026, 99)], is_higher_better=True)


@given(values, values, st.integers(1, 10))
def test_a_suggested_path_can_be_judged_and_ends_where_it_should(start: float, end: float, count: int) -> None:
    low, high = sorted((start, end))

    path = rules.suggest_path(low, high, range(2025, 2025 + count), decimals=1)

    rules.check_path(make_point(2024, low), path, is_higher_better=True)
    assert path[-1].wanted == high


@pytest.mark.parametrize(
    ("measured", "bounds", "final"),
    [
        ([(2022, 60.0), (2024, 64.0)], (0.0, 100.0, True), 74.0),
        ([(2022, 90.0), (2024, 98.0)], (0.0, 100.0, True), 100.0),
        ([(2022, 70.0), (2024, 64.0)], (0.0, 100.0, True), 64.0),
        ([(2022, 10.0), (2024, 8.0)], (0.0, 100.0, False), 3.0),
        ([(2024, 64.0)], (0.0, 100.0, True), 64.0),
    ],
)
def test_suggest_final_goes_on_at_the_pace_seen(measured: list, bounds: tuple, final: float) -> None:
    assert rules.suggest_final(measured, measured[-1][1], 5, bounds) == pytest.approx(final)


def test_only_planners_of_the_place_and_administrators_may_plan() -> None:
    rules.check_may_plan(make_planner(), "51.02")
    rules.check_may_plan(make_planner(), "51.02.08")
    rules.check_may_plan(SYSTEM, "51.02")

    for stranger in (
        make_planner("51.03"),
        make_data_producer(),
        make_actor(Role.PLANNER, agency_code="ID/komdigi"),
        make_actor(Role.PLANNER),
    ):
        with pytest.raises(errors.MayNotPlan):
            rules.check_may_plan(stranger, "51.02")
    with pytest.raises(LoginNeeded):
        rules.check_may_plan(ANONYMOUS, "51.02")


def test_programmes_and_quick_wins_have_limits() -> None:
    rules.check_programme_years(2025, 2025)
    rules.check_percent(0)

    with pytest.raises(errors.ProgrammeYearsRefused):
        rules.check_programme_years(2026, 2025)
    with pytest.raises(errors.PercentRefused, match="101 % done"):
        rules.check_percent(101)
