"""The pages on which a planner adds and changes programmes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agencies.types import AgencyKind
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.masterplan import queries, rules
from kotacerdas.apps.masterplan.forms import Offer, ProgrammeForm
from kotacerdas.apps.masterplan.presenters.wording import say
from kotacerdas.apps.masterplan.types import Plan, Programme
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, Table, TimelineEvent
from kotacerdas.ui.templatetags.ui import STATE_WORDS


LISTS = ("supporting", "places")


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else's change that came between: whose, and both texts of what differs."""

    sentence: str
    table: Table


@dataclass(frozen=True, slots=True)
class ProgrammeFormPage:
    """A form for a programme."""

    crumbs: tuple[Crumb, ...]
    title: str
    form: ProgrammeForm
    villages: tuple[str, ...]
    sources: tuple[str, ...]
    clash: Clash | None
    back_href: str


def make_programme_form(area_code: str, before: Programme | None, typed: QueryDict | None = None) -> ProgrammeForm:
    """A form for a new programme, or for one as it stands; raises ``PlanNotFound``."""
    plan = queries.get_plan(area_code)
    initial = _known(before) if before else {"starts_in": plan.starts_in, "ends_in": plan.ends_in, "state": "planned"}
    return ProgrammeForm(typed, initial=initial, offer=_offer(plan, before))


def reshape_programme_form(area_code: str, before: Programme | None, typed: QueryDict) -> ProgrammeForm:
    """The form as typed, unjudged, with a budget line fewer, spare lines more, or the village typed among the places."""
    plan = queries.get_plan(area_code)
    count = typed.get("budget_rows", "")
    lines = [
        {name: typed.get(f"budget_{place}-{name}", "") for name in ("year", "source", "amount")}
        for place in range(min(int(count), 100) if count.isdecimal() else 0)
        if str(place) != typed.get("remove")
    ]
    initial: dict[str, object] = {name: typed.getlist(name) if name in LISTS else typed.get(name, "") for name in typed}
    initial |= {name: typed.getlist(name) for name in LISTS}
    initial["budget"] = [line for line in lines if any(line.values())]
    offer = _offer(plan, before)
    village = ProgrammeForm(None, initial=initial, offer=offer).find_village(typed.get("village", ""))
    if village:
        initial |= {"places": [*typed.getlist("places"), village], "village": ""}
    return ProgrammeForm(None, initial=initial, offer=offer)


def present_programme_form(
    area_code: str, form: ProgrammeForm, before: Programme | None, clash: Clash | None = None
) -> ProgrammeFormPage:
    """The page around a programme form."""
    title = gettext("Change the programme") if before else gettext("Add a programme")
    href = reverse("masterplan:programme", args=[before.code]) if before else reverse("masterplan:plan")
    above = (Crumb(say(before.title), href),) if before else ()
    known = {source for each in queries.list_programmes(area_code=area_code) for _, source, _ in each.budgets}
    return ProgrammeFormPage(
        crumbs=(
            Crumb(gettext("Command centre"), reverse("site:home")),
            Crumb(gettext("Masterplan"), reverse("masterplan:plan")),
            *above,
            Crumb(title),
        ),
        title=title,
        form=form,
        villages=tuple(name for _, name in form.offer.villages),
        sources=tuple(sorted(known)),
        clash=clash,
        back_href=href,
    )


def present_clash(area_code: str, now: Programme, form: ProgrammeForm) -> Clash:
    """Who changed a programme last, and where it differs from what was typed."""
    goals = {goal.code: say(goal.title) for goal in queries.get_plan(area_code).goals}
    theirs, yours = _texts(now, goals), _texts(form.programme(now), goals)
    last = next(iter(audit.list_events(target=now.code, action="masterplan.programme_", limit=1)), None)
    sentence = gettext(
        "%(name)s changed this programme on %(date)s while you were writing, so nothing was saved. "
        "Compare both texts below, put into the form what should hold, and save again."
    ) % {
        "name": last.by_name if last else gettext("Somebody"),
        "date": formats.moment(last.at, timezone.get_current_timezone(), active_language())
        if last
        else formats.NOTHING,
    }
    return Clash(
        sentence,
        Table(
            caption=gettext("Where the two texts differ"),
            columns=(Column(gettext("Part")), Column(gettext("In the plan now")), Column(gettext("What you typed"))),
            rows=tuple(
                (Cell(name), Cell(theirs[name] or formats.NOTHING), Cell(yours[name] or formats.NOTHING))
                for name in theirs
                if theirs[name] != yours[name]
            ),
            empty=gettext("Both say the same; nothing needs to be saved."),
        ),
    )


def list_history(code: str) -> tuple[TimelineEvent, ...]:
    """Who added and changed a programme, newest first, with the reason where one was given."""
    words = {
        "masterplan.programme_added": gettext("Added"),
        "masterplan.programme_changed": gettext("Changed"),
    }
    return tuple(
        TimelineEvent(
            when=formats.moment(event.at, timezone.get_current_timezone(), active_language()),
            text=words.get(event.action, event.action),
            detail=" · ".join(filter(None, (event.by_name, str(event.facts.get("reason", ""))))),
        )
        for event in audit.list_events(target=code, action="masterplan.programme_", limit=20)
    )


def _offer(plan: Plan, before: Programme | None) -> Offer:
    chosen = (before.owner_code, *before.supporting_codes) if before else ()
    within = agencies.list_agencies(kind=AgencyKind.REGIONAL, within=plan.area_code)
    others = agencies.list_agencies(codes=set(chosen) - {agency.code for agency in within})
    home = areas.get_area(plan.area_code)
    districts = areas.list_children(plan.area_code)
    names = {area.code: area.name for area in districts}
    villages = areas.list_units(plan.area_code, AreaLevel.VILLAGE)
    return Offer(
        goals=[(goal.code, say(goal.title)) for goal in plan.goals],
        agencies=[(agency.code, agency.name) for agency in (*within, *others)],
        places=[
            (home.code, gettext("the whole of %(area)s") % {"area": home.title}),
            *((area.code, area.title) for area in districts),
        ],
        villages=[
            (area.code, f"{area.name} · {names[area.parent_code]}") for area in villages if area.parent_code in names
        ],
        pillar_sets=queries.list_pillar_sets(),
        lang=active_language(),
    )


def _known(programme: Programme) -> dict[str, object]:
    """The fields of the form, filled with a programme as it stands."""
    tags = {code.partition(".")[0]: code for code in (*programme.pillar_codes, *programme.sub_dimension_codes)}
    words = {
        f"{name}_{each}": (texts or {}).get(each, "")
        for name, texts in (
            ("title", programme.title),
            ("description", programme.description),
            ("problem", programme.problem),
            ("benefit", programme.benefit),
            ("quick_win", programme.quick_win),
        )
        for each in ("id", "en")
    }
    return {
        **words,
        **{f"tag_{set_code}": code for set_code, code in tags.items()},
        "version": rules.version_of(programme),
        "goal": programme.goal_code,
        "legal_basis": programme.legal_basis,
        "application": programme.application,
        "owner": programme.owner_code,
        "supporting": list(programme.supporting_codes),
        "partners": "\n".join(programme.partners),
        "places": [str(code) for code in programme.location_codes],
        "starts_in": programme.starts_in,
        "ends_in": programme.ends_in,
        "state": programme.state.value,
        "innovations_id": "\n".join(innovation["id"] for innovation in programme.innovations),
        "innovations_en": "\n".join(innovation.get("en", "") for innovation in programme.innovations).strip(),
        "quick_win_percent": programme.quick_win_percent,
        "budget": [
            {"year": year, "source": source, "amount": money.amount_idr} for year, source, money in programme.budgets
        ],
    }


def _texts(programme: Programme, goals: Mapping[str, str]) -> dict[str, str]:
    """A programme part by part, as the form calls the parts; a clash compares these."""
    codes = (programme.owner_code, *programme.supporting_codes)
    names = {agency.code: agency.name for agency in agencies.list_agencies(codes=codes)}
    places = areas.list_areas(programme.location_codes)
    return {
        gettext("Name in Indonesian"): programme.title.get("id", ""),
        gettext("Name in English"): programme.title.get("en", ""),
        gettext("What is done, in Indonesian"): programme.description.get("id", ""),
        gettext("What is done, in English"): programme.description.get("en", ""),
        gettext("The problem it answers, in Indonesian"): programme.problem.get("id", ""),
        gettext("The problem, in English"): programme.problem.get("en", ""),
        gettext("Who benefits and how, in Indonesian"): programme.benefit.get("id", ""),
        gettext("The benefit, in English"): programme.benefit.get("en", ""),
        gettext("Goal it serves"): goals.get(programme.goal_code, programme.goal_code),
        gettext("Legal basis"): programme.legal_basis,
        gettext("Application used"): programme.application,
        gettext("Owner"): names.get(programme.owner_code, programme.owner_code),
        gettext("Supporting agencies"): _join(names.get(code, code) for code in sorted(programme.supporting_codes)),
        gettext("Partners"): _join(programme.partners),
        gettext("Where it works"): _join(area.title for area in places),
        gettext("Years"): f"{programme.starts_in}–{programme.ends_in}",
        gettext("State"): str(STATE_WORDS[programme.state.value]),
        gettext("Money"): _join(
            f"{year} {source}: {formats.number(money.amount_idr, 0, active_language())}"
            for year, source, money in sorted(programme.budgets)
        ),
        gettext("Innovations"): _join(say(innovation) for innovation in programme.innovations),
        gettext("Quick win"): f"{say(programme.quick_win)} ({programme.quick_win_percent or 0} %)"
        if programme.quick_win
        else "",
        gettext("Pillars"): _join(_tag_titles(programme)),
    }


def _tag_titles(programme: Programme) -> list[str]:
    tags = {*programme.pillar_codes, *programme.sub_dimension_codes}
    titles = [
        (code, title)
        for pillar_set in queries.list_pillar_sets()
        for pillar in pillar_set.pillars
        for code, title in ((pillar.code, pillar.title), *((part.code, part.title) for part in pillar.sub_dimensions))
    ]
    return [say(title) for code, title in titles if code in tags]


def _join(words: Iterable[str]) -> str:
    return " · ".join(words)
