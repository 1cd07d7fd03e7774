"""Pages: what visitors and planners see and can do."""

import pytest
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.masterplan import models, queries
from kotacerdas.kernel.actors import Role
from tests.apps.masterplan.conftest import Measured
from tests.makers import make_account


pytestmark = pytest.mark.django_db
FORM = {
    "indicator": "n7-listrik",
    "programme": "listrik-rumah-terakhir",
    "pillar": "mou.infrastructure",
    "owner": "51.02/bappeda",
    "baseline_year": "2024",
    "baseline_value": "99,2",
    "wanted_2025": "99,4",
    "wanted_2029": "99,9",
}


@pytest.fixture
def planner(client: Client) -> Client:
    person = make_account("perencana", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"])
    client.force_login(person)
    return client


def text_of(client: Client, name: str, *args: object, **query: str) -> str:
    """The body of a page that must answer."""
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def free(code: str) -> None:
    """Take the example's target on an indicator away."""
    models.Target.objects.filter(indicator_code=code).delete()


def test_the_plan_shows_vision_missions_pillars_and_says_it_is_an_example(plan, client: Client) -> None:
    page = text_of(client, "masterplan:plan")

    assert "Tabanan Era Baru" in page
    assert "dpmptsp.tabanankab.go.id" in page
    assert "naskah aslinya tidak kami temukan" in page
    assert page.count("Tata kelola cerdas") >= 1
    assert "Infrastruktur cerdas" in page


def test_the_switch_is_remembered_and_shows_the_same_targets(plan, client: Client) -> None:
    mou = text_of(client, "masterplan:plan")
    ministry = text_of(client, "masterplan:plan", set="kementerian")
    remembered = text_of(client, "masterplan:plan")

    assert "Infrastruktur cerdas" in mou
    assert "Smart Branding" in ministry
    assert "Smart Branding" in remembered
    for target in queries.list_targets("51.02"):
        assert reverse("masterplan:target", args=[target.id]) in ministry


def test_an_unknown_set_changes_nothing(plan, client: Client) -> None:
    assert "Infrastruktur cerdas" in text_of(client, "masterplan:plan", set="tidak-ada")


def test_targets_can_be_filtered_by_state_and_owner(plan, client: Client, measured: Measured) -> None:
    measured("g1-layanan-daring", {2025: 60.0})
    on_track = queries.find_target_on("g1-layanan-daring", "51.02")
    other = queries.find_target_on("l1-stunting", "51.02")

    page = text_of(client, "masterplan:plan", state="on_track", owner="51.02/setda")

    assert reverse("masterplan:target", args=[on_track.id]) in page
    assert reverse("masterplan:target", args=[other.id]) not in page
    assert "1 target" in page


def test_a_pillar_shows_its_own_targets_only(plan, client: Client, measured: Measured) -> None:
    measured("v1-sampah-terkelola", {2024: 52.0, 2025: 57.0}, reported=10, expected=10)
    waste = queries.find_target_on("v1-sampah-terkelola", "51.02")
    other = queries.find_target_on("l1-stunting", "51.02")

    page = text_of(client, "masterplan:pillar", "mou.environment")

    assert reverse("masterplan:target", args=[waste.id]) in page
    assert reverse("masterplan:target", args=[other.id]) not in page
    assert reverse("indicators:trace", args=["v1-sampah-terkelola", "51.02", "2025"]) in page
    assert "Tata kelola sampah" in page
    assert "Jadwal angkut terpilah" in page


def test_a_pillar_without_a_twin_says_so(plan, client: Client) -> None:
    assert "Tidak punya dimensi di kementerian" in text_of(client, "masterplan:pillar", "mou.infrastructure")


def test_a_programme_shows_all_its_fields(plan, client: Client) -> None:
    page = text_of(client, "masterplan:programme", "air-minum-desa")

    for expected in (
        "mata air yang tidak terlindung",
        "Perumda air minum",
        "PP 122/2015",
        "Awig-awig",
        "Tiga puluh mata air",
        "Dana Desa",
        "Rumah tangga dengan air minum layak",
    ):
        assert expected in page


def test_a_target_explains_itself(plan, client: Client, measured: Measured) -> None:
    measured("g1-layanan-daring", {2024: 46.0, 2025: 51.0})
    target = queries.find_target_on("g1-layanan-daring", "51.02")

    page = text_of(client, "masterplan:target", target.id)

    assert "51,0" in page
    assert "52,0" in page
    assert reverse("indicators:trace", args=["g1-layanan-daring", "51.02", "2025"]) in page
    assert reverse("exchange:dataset", args=["layanan_publik"]) in page
    assert reverse("masterplan:change_target", args=[target.id]) not in page


def test_an_indicators_page_gets_its_target_or_keeps_its_trend(plan, client: Client) -> None:
    target = queries.find_target_on("idm", "51.02")

    assert reverse("masterplan:target", args=[target.id]) in text_of(client, "masterplan:indicator_targets", "idm")
    assert client.get(reverse("masterplan:indicator_targets", args=["penduduk"])).status_code == 204


@pytest.mark.parametrize(
    ("name", "args"),
    [("masterplan:pillar", ["x"]), ("masterplan:programme", ["x"]), ("masterplan:target", [0])],
)
def test_what_is_not_there_answers_404(plan, client: Client, name: str, args: list) -> None:
    assert client.get(reverse(name, args=args)).status_code == 404


def test_before_a_plan_is_loaded_the_page_says_so(pillars, client: Client) -> None:
    answer = client.get(reverse("masterplan:plan"))

    assert answer.status_code == 200
    assert reverse("indicators:list") in answer.content.decode()


# Planning


def test_visitors_and_others_do_not_plan(plan, client: Client) -> None:
    target = queries.find_target_on("idm", "51.02")
    addresses = [
        reverse("masterplan:add_target"),
        reverse("masterplan:change_target", args=[target.id]),
        reverse("masterplan:remove_target", args=[target.id]),
    ]

    assert [client.get(address).status_code for address in addresses] == [302, 302, 302]
    client.force_login(make_account("dinas", Role.DATA_PRODUCER, agency_code="51.02/dinkes"))
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    assert client.post(reverse("masterplan:preview_target"), FORM).status_code == 403


def test_a_planner_chooses_among_free_indicators(plan, planner: Client) -> None:
    assert "Rumah tangga berlistrik" not in text_of(planner, "masterplan:add_target")

    free("n7-listrik")

    page = text_of(planner, "masterplan:add_target")
    assert "?indicator=n7-listrik" in page
    assert "indicator=penduduk" not in page


def test_the_form_suggests_a_baseline_and_path_from_what_was_measured(
    plan, planner: Client, measured: Measured
) -> None:
    free("n7-listrik")
    measured("n7-listrik", {2022: 98.0, 2024: 98.4})

    page = text_of(planner, "masterplan:add_target", indicator="n7-listrik")

    assert 'value="2024"' in page
    assert 'value="98,4"' in page
    assert 'value="99,4"' in page


def test_a_planner_adds_a_target_writing_numbers_with_commas(plan, planner: Client) -> None:
    free("n7-listrik")

    answer = planner.post(reverse("masterplan:add_target"), FORM)

    target = queries.find_target_on("n7-listrik", "51.02")
    assert answer.headers["Location"] == reverse("masterplan:target", args=[target.id])
    assert [(str(point.period), point.wanted) for point in target.points] == [("2025", 99.4), ("2029", 99.9)]
    assert "perencana contoh" in text_of(planner, "masterplan:target", target.id)


def test_a_path_that_turns_back_is_refused_on_the_form(plan, planner: Client) -> None:
    free("n7-listrik")

    answer = planner.post(reverse("masterplan:add_target"), FORM | {"wanted_2029": "99,3"})

    assert answer.status_code == 422
    assert "99,3" in answer.content.decode()
    assert "99.3" not in answer.content.decode()
    assert queries.find_target_on("n7-listrik", "51.02") is None


def test_a_target_that_exists_is_refused_on_the_form(plan, planner: Client) -> None:
    answer = planner.post(reverse("masterplan:add_target"), FORM)

    assert answer.status_code == 422
    assert "n7-listrik" in answer.content.decode()


def test_the_preview_judges_without_writing(plan, planner: Client, measured: Measured) -> None:
    free("n7-listrik")
    measured("n7-listrik", {2024: 99.2, 2025: 99.5, 2026: 99.6})

    fragment = planner.post(reverse("masterplan:preview_target"), FORM)
    whole = planner.post(reverse("masterplan:add_target"), FORM | {"preview": "1"})
    empty = planner.post(reverse("masterplan:preview_target"), {"indicator": "n7-listrik"})

    assert "99,6" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "99,6" in whole.content.decode()
    assert empty.status_code == 200
    assert queries.find_target_on("n7-listrik", "51.02") is None


def test_a_planner_changes_a_target(plan, planner: Client) -> None:
    target = queries.find_target_on("n7-listrik", "51.02")
    address = reverse("masterplan:change_target", args=[target.id])

    assert 'value="99,8"' in planner.get(address).content.decode()
    answer = planner.post(address, FORM | {"wanted_2029": "99,95"})

    assert answer.status_code == 302
    assert queries.get_target(target.id).points[-1].wanted == 99.95
    assert planner.post(address, FORM | {"wanted_2029": "1"}).status_code == 422


def test_removing_asks_first_and_can_be_undone(plan, planner: Client) -> None:
    target = queries.find_target_on("n7-listrik", "51.02")
    address = reverse("masterplan:remove_target", args=[target.id])

    assert planner.get(address).status_code == 200
    assert queries.get_target(target.id)
    removed = planner.post(address)
    assert reverse("masterplan:restore_target", args=[target.id]) in removed.content.decode()
    assert queries.find_target_on("n7-listrik", "51.02") is None

    planner.post(reverse("masterplan:restore_target", args=[target.id]))

    assert queries.get_target(target.id) == target


def test_pages_take_a_constant_number_of_queries(plan, client: Client, django_assert_max_num_queries) -> None:
    text_of(client, "masterplan:plan")

    with django_assert_max_num_queries(35):
        text_of(client, "masterplan:plan")
    with django_assert_max_num_queries(35):
        text_of(client, "masterplan:pillar", "mou.living")
    with django_assert_max_num_queries(35):
        text_of(client, "masterplan:programme", "cegah-stunting")
