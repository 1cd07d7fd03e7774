"""Loading the plan and changing it: what is written, what is refused, what the log says."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.indicators.errors import IndicatorNotFound
from kotacerdas.apps.masterplan import errors, models, operations, queries
from kotacerdas.apps.masterplan.types import ProgrammeState, Target
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.money import Money
from tests.apps.masterplan.made import make_point, make_programme
from tests.makers import make_data_producer, make_planner


NEW_PATH = (make_point(2025, 99.4), make_point(2029, 99.9))


def add_context_free_target(now: datetime, **fields: object) -> Target:
    """Free an indicator, then give it another path as the planner of Tabanan."""
    taken = queries.find_target_on("n7-listrik", "51.02")
    if taken:
        operations.remove_target(target_id=taken.id, by=make_planner(), at=now)
    return operations.add_target(
        **{
            "indicator_code": "n7-listrik",
            "area_code": "51.02",
            "programme_code": "listrik-rumah-terakhir",
            "baseline": make_point(2024, 99.2),
            "points": NEW_PATH,
            "owner_code": "51.02/bappeda",
            "pillar_code": "mou.infrastructure",
            "by": make_planner(),
            "at": now,
            **fields,
        }
    )


# Loading


def test_load_pillar_sets_is_idempotent(places, now: datetime) -> None:
    assert operations.load_pillar_sets(by=SYSTEM, at=now) == 2
    assert operations.load_pillar_sets(by=SYSTEM, at=now) == 0

    assert [len(pillar_set.pillars) for pillar_set in queries.list_pillar_sets()] == [6, 6]
    assert len(audit.list_events(target="pillars")) == 1


def test_load_plan_loads_everything_once(plan, example_file: Path, now: datetime) -> None:
    again = operations.load_plan(file=example_file, by=SYSTEM, at=now)

    assert again == plan
    assert (len(plan.missions), len(queries.list_programmes()), len(queries.list_targets("51.02"))) == (6, 25, 33)
    assert len(audit.list_events(target="plan/51.02")) == 1


def test_load_plan_refuses_other_content_under_the_same_version(
    plan, example_file: Path, tmp_path: Path, now: datetime
) -> None:
    changed = tmp_path / "tabanan.yaml"
    changed.write_text(example_file.read_text("utf-8") + "\n# changed\n", "utf-8")

    with pytest.raises(errors.PlanAlreadyLoaded, match="new version number"):
        operations.load_plan(file=changed, by=SYSTEM, at=now)


def test_a_newer_version_closes_the_one_before_and_keeps_it(
    plan, example_file: Path, tmp_path: Path, now: datetime
) -> None:
    newer = tmp_path / "tabanan.yaml"
    newer.write_text(example_file.read_text("utf-8").replace("version: 1", "version: 2", 1), "utf-8")

    operations.load_plan(file=newer, by=SYSTEM, at=now)

    assert queries.get_plan("51.02").version == 2
    assert len(queries.list_targets("51.02")) == 33
    assert models.Target.objects.count() == 66
    assert models.Plan.objects.get(version=1).superseded_at == now


@pytest.mark.parametrize(
    ("slip", "error"),
    [
        (lambda body: body["programmes"][0].update(owner="51.02/tidak-ada"), errors.NamesUnknown),
        (lambda body: body["programmes"][0].update(goal="tidak-ada"), errors.NamesUnknown),
        (lambda body: body["programmes"][0].update(pillars=["mou.branding"]), errors.NamesUnknown),
        (lambda body: body["programmes"][0].update(locations=["51.99"]), errors.NamesUnknown),
        (lambda body: body["programmes"][0]["targets"][0].update(indicator="x9"), errors.NamesUnknown),
        (lambda body: body["programmes"][0]["targets"][0].update(indicator="penduduk"), errors.NotATarget),
        (lambda body: body["programmes"][0]["targets"][0].update(path={2025: 40}), errors.PathTurnsBack),
        (lambda body: body["programmes"][0].update(colour="green"), errors.PlanRefused),
        (lambda body: body["programmes"][0]["quick_win"].update(percent=120), errors.PlanRefused),
    ],
)
@pytest.mark.usefixtures("pillars")
def test_load_plan_refuses_a_slip_and_writes_nothing(
    example_file: Path, tmp_path: Path, now: datetime, slip: object, error: type[Exception]
) -> None:
    body = yaml.safe_load(example_file.read_text("utf-8"))
    slip(body)
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(yaml.safe_dump(body), "utf-8")

    with pytest.raises(error):
        operations.load_plan(file=wrong, by=SYSTEM, at=now)

    assert not models.Plan.objects.exists()
    assert not models.Programme.objects.exists()


# Targets


def test_add_target_stands_in_one_pillar_of_each_set(plan, now: datetime) -> None:
    target = add_context_free_target(now)

    assert target.pillar_codes == ("mou.infrastructure", "kementerian.environment")
    assert target.points == NEW_PATH
    assert not target.is_example
    [event] = audit.list_events(target=f"target/{target.id}")
    assert (event.action, event.by) == ("masterplan.target_added", "bappeda")
    assert event.facts["path"] == {"2025": 99.4, "2029": 99.9}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"by": make_data_producer()}, errors.MayNotPlan),
        ({"by": make_planner("51.03")}, errors.MayNotPlan),
        ({"indicator_code": "n5-air-minum-layak"}, errors.TargetExists),
        ({"indicator_code": "penduduk"}, errors.NotATarget),
        ({"programme_code": "tidak-ada"}, errors.ProgrammeNotFound),
        ({"owner_code": "51.02/tidak-ada"}, errors.NamesUnknown),
        ({"pillar_code": "mou.branding"}, errors.NamesUnknown),
        ({"points": ()}, errors.PathEmpty),
        ({"points": (make_point(2025, 90.0),)}, errors.PathTurnsBack),
    ],
)
def test_add_target_refuses(plan, now: datetime, fields: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        add_context_free_target(now, **fields)

    assert len(queries.list_targets("51.02")) == 32


def test_a_district_may_have_its_own_path_under_the_regencys_plan(plan, now: datetime) -> None:
    target = add_context_free_target(now, area_code="51.02.09", programme_code=None)

    assert queries.list_targets("51.02.09") == (target,)
    assert target not in queries.list_targets("51.02")


def test_change_target_gives_another_path_and_keeps_pillars(plan, now: datetime) -> None:
    before = queries.find_target_on("l1-stunting", "51.02")

    after = operations.change_target(
        target_id=before.id,
        programme_code=None,
        baseline=make_point(2024, 9.1),
        points=(make_point(2026, 8.0),),
        owner_code="51.02/dpmd",
        pillar_code="mou.living",
        by=make_planner(),
        at=now,
    )

    assert after == queries.get_target(before.id)
    assert (after.owner_code, after.programme_code, after.points) == ("51.02/dpmd", None, (make_point(2026, 8.0),))
    assert after.pillar_codes == before.pillar_codes
    with pytest.raises(errors.PathTurnsBack):
        operations.change_target(
            target_id=before.id,
            programme_code=None,
            baseline=make_point(2024, 9.1),
            points=(make_point(2026, 10.0),),
            owner_code="51.02/dpmd",
            pillar_code="mou.living",
            by=make_planner(),
            at=now,
        )


def test_a_target_moved_to_another_pillar_still_stands_once_in_each_set(plan, now: datetime) -> None:
    target = queries.find_target_on("p4-rekam-ktp", "51.02")

    moved = operations.change_target(
        target_id=target.id,
        programme_code=target.programme_code,
        baseline=target.baseline,
        points=target.points,
        owner_code=target.owner_code,
        pillar_code="mou.governance",
        by=make_planner(),
        at=now,
    )

    assert target.pillar_codes == ("mou.people", "kementerian.governance")
    assert moved.pillar_codes == ("mou.governance", "kementerian.governance")


def test_a_removed_target_can_be_brought_back_as_it_was(plan, now: datetime) -> None:
    target = queries.find_target_on("l1-stunting", "51.02")

    operations.remove_target(target_id=target.id, by=make_planner(), at=now)
    with pytest.raises(errors.TargetNotFound):
        queries.get_target(target.id)
    restored = operations.restore_target(target_id=target.id, by=make_planner(), at=now)

    assert restored == target
    actions = [event.action for event in audit.list_events(target=f"target/{target.id}")]
    assert actions == ["masterplan.target_restored", "masterplan.target_removed"]


def test_a_removed_target_stays_away_when_another_took_its_place(plan, now: datetime) -> None:
    old = queries.find_target_on("n7-listrik", "51.02")
    add_context_free_target(now)

    with pytest.raises(errors.TargetExists):
        operations.restore_target(target_id=old.id, by=make_planner(), at=now)


def test_an_indicator_nobody_knows_is_refused(plan, now: datetime) -> None:
    with pytest.raises((errors.NamesUnknown, IndicatorNotFound)):
        add_context_free_target(now, indicator_code="x9-tidak-ada")


# Programmes


def test_add_programme_writes_all_its_parts(plan, now: datetime) -> None:
    wanted = make_programme(quick_win={"id": "Satu rak", "en": "One shelf"}, quick_win_percent=10)

    added = operations.add_programme(area_code="51.02", programme=wanted, by=make_planner(), at=now)

    assert added == wanted
    assert added in queries.list_programmes("kementerian.society")
    assert [event.action for event in audit.list_events(target="rumah-baca")] == ["masterplan.programme_added"]
    with pytest.raises(errors.ProgrammeExists):
        operations.add_programme(area_code="51.02", programme=wanted, by=make_planner(), at=now)


def test_change_programme_replaces_its_parts_and_keeps_its_targets(plan, now: datetime) -> None:
    wanted = make_programme(
        "cegah-stunting",
        state=ProgrammeState.FINISHED,
        budgets=((2026, "APBN", Money(5)),),
        quick_win={"id": "Timbangan", "en": "Scales"},
        quick_win_percent=100,
    )

    changed = operations.change_programme(area_code="51.02", programme=wanted, by=make_planner(), at=now)

    assert changed == wanted
    assert queries.find_target_on("l1-stunting", "51.02").programme_code == "cegah-stunting"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"goal_code": "tidak-ada"}, errors.NamesUnknown),
        ({"owner_code": "51.02/tidak-ada"}, errors.NamesUnknown),
        ({"sub_dimension_codes": ("kementerian.tidak.ada",)}, errors.NamesUnknown),
        ({"starts_in": 2029, "ends_in": 2026}, errors.ProgrammeYearsRefused),
        ({"quick_win": {"id": "x", "en": "x"}, "quick_win_percent": 140}, errors.PercentRefused),
    ],
)
def test_add_programme_refuses(plan, now: datetime, fields: dict, error: type[Exception]) -> None:
    with pytest.raises(error):
        operations.add_programme(area_code="51.02", programme=make_programme(**fields), by=make_planner(), at=now)

    assert len(queries.list_programmes()) == 25


def test_only_planners_touch_programmes(plan, now: datetime) -> None:
    for operation in (operations.add_programme, operations.change_programme):
        with pytest.raises(errors.MayNotPlan):
            operation(area_code="51.02", programme=make_programme(), by=make_data_producer(), at=now)
    with pytest.raises(errors.ProgrammeNotFound):
        operations.change_programme(area_code="51.02", programme=make_programme(), by=make_planner(), at=now)
    with pytest.raises(errors.PlanNotFound):
        operations.add_programme(area_code="51.71", programme=make_programme(), by=SYSTEM, at=now)
