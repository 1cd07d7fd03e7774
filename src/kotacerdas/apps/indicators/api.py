"""The indicators over HTTP: definitions, values, traces."""

from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.schemas import IndicatorDetail, IndicatorOut, TraceOut, ValueOut
from kotacerdas.apps.indicators.types import Definition, Trace, TraceChild, TracedRelease, Value
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.ui.api import MAX_LIMIT, MAX_OFFSET, Page, page_of


router = Router(tags=["indicators"])
Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
Since = Annotated[str, Query(alias="from")]
Until = Annotated[str, Query(alias="to")]


@router.get("/indicators", response=Page[IndicatorOut])
def list_indicators(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """All indicators by code, each with its newest value in the home area."""
    definitions = queries.list_indicators()
    latest = queries.list_latest(settings.HOME_AREA)
    items = [_indicator(each, latest.get(each.code)) for each in definitions[offset : offset + limit]]
    return page_of(request, items, total=len(definitions), offset=offset, limit=limit)


@router.get("/indicators/{code}", response=IndicatorDetail)
def get_indicator(request: HttpRequest, code: str) -> dict[str, object]:
    """One indicator with its definition."""
    definition = queries.get_indicator(code)
    return {
        **_indicator(definition, queries.find_latest(code, settings.HOME_AREA)),
        **definition.model_dump(
            include={
                "why",
                "concept",
                "formula",
                "numerator_label",
                "denominator_label",
                "kind",
                "scale",
                "decimals",
                "is_proxy",
                "proxy_for",
                "sources",
                "legal_basis",
                "valid_from",
                "sql",
            }
        ),
        "datasets": list(definition.dataset_names),
    }


@router.get("/indicators/{code}/values", response=Page[ValueOut])
def list_values(
    request: HttpRequest,
    code: str,
    area: str = "",
    since: Since = "",
    until: Until = "",
    offset: Offset = 0,
    limit: Limit = 100,
) -> dict[str, object]:
    """Values of one indicator in one area, oldest first; the home area by default, ``from`` and ``to`` included."""
    queries.get_indicator(code)
    place = areas.get_area(AreaCode(area or settings.HOME_AREA))
    values = queries.list_values(code, place.code, _period(since), _period(until))
    items = [_value(value) for value in values[offset : offset + limit]]
    return page_of(request, items, total=len(values), offset=offset, limit=limit)


@router.get("/trace/{code}/{area}/{period}", response=TraceOut)
def get_trace(request: HttpRequest, code: str, area: str, period: str) -> dict[str, object]:
    """Everything under one number, down to the releases and the link to their rows."""
    trace = queries.get_trace(code, AreaCode(area), Period.parse(period))
    releases = [_release(request, each) for each in trace.releases]
    return {
        **_value(trace.value),
        "indicator": code,
        "area_name": trace.area_name,
        "formula": queries.get_indicator(code).formula,
        "path": [
            _child(request, trace, TraceChild(place, name, value, share_of_denominator=None))
            for place, name, value in trace.path
        ],
        "children": [_child(request, trace, child) for child in trace.children],
        "releases": releases,
        "release_ids": list(trace.value.release_ids),
        "rows": releases[0]["rows_link"] if releases and trace.child_level is None else None,
    }


def _period(text: str) -> Period | None:
    return Period.parse(text) if text else None


def _indicator(definition: Definition, latest: Value | None) -> dict[str, object]:
    return {
        "code": definition.code,
        "version": definition.version,
        "title": definition.title,
        "unit": definition.unit,
        "direction": definition.direction.value,
        "grain": definition.grain.value,
        "pillars": list(definition.pillar_codes),
        "latest": _value(latest) if latest else None,
    }


def _value(value: Value) -> dict[str, object]:
    return {
        "area": value.area_code,
        "period": str(value.period),
        "state": value.state.value,
        "value": value.value,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "coverage": {
            "reported": value.coverage.reported,
            "expected": value.coverage.expected,
            "population_share": value.coverage.population_share,
        },
        "oldest_input": value.oldest_input,
        "version": value.version,
    }


def _child(request: HttpRequest, trace: Trace, child: TraceChild) -> dict[str, object]:
    return {
        "area": child.area_code,
        "name": child.name,
        "value": _value(child.value) if child.value else None,
        "share_of_denominator": child.share_of_denominator,
        "trace": request.build_absolute_uri(f"../{child.area_code}/{trace.value.period}"),
    }


def _release(request: HttpRequest, traced: TracedRelease) -> dict[str, object]:
    release, submission = traced.release, traced.submission
    return {
        "id": release.id,
        "dataset": release.dataset_name,
        "period": str(release.period),
        "area": release.area_code,
        "sha256": release.sha256,
        "rows": release.rows,
        "released_at": release.released_at,
        "is_intact": traced.is_intact,
        "removed_at": release.removed_at,
        "check": {
            "contract_version": release.contract_version,
            "rows_read": submission.rows_read,
            "rows_kept": submission.rows_kept,
            "rows_failed": submission.rows_failed,
            "checked_at": submission.checked_at,
        },
        "submitter": {"agency": submission.agency_code, "received_at": submission.received_at},
        "rows_link": request.build_absolute_uri(reverse("exchange:rows", args=[release.id])),
    }
