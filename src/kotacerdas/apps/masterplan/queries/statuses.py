"""How targets stand: the numbers of indicators and the deliveries of exchange, held against the paths.

Nothing is stored; a status is computed whenever it is asked for, in a number of queries that does not grow with the
number of targets.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kotacerdas.apps.agencies import queries as agency_queries
from kotacerdas.apps.exchange import queries as exchange_queries
from kotacerdas.apps.exchange.types import Due
from kotacerdas.apps.indicators import queries as indicator_queries
from kotacerdas.apps.indicators.types import Value, ValueState
from kotacerdas.apps.masterplan import rules
from kotacerdas.apps.masterplan.queries.targets import get_target, list_targets
from kotacerdas.apps.masterplan.types import Owed, Reading, Target, TargetState, TargetStatus, Yardstick
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.measures.definition import Definition, Direction


UNITS = {
    AreaLevel.NATION: {"id": "negara", "en": "nation"},
    AreaLevel.PROVINCE: {"id": "provinsi", "en": "provinces"},
    AreaLevel.REGENCY: {"id": "kabupaten/kota", "en": "regencies"},
    AreaLevel.DISTRICT: {"id": "kecamatan", "en": "districts"},
    AreaLevel.VILLAGE: {"id": "desa", "en": "villages"},
}


def list_statuses(area_code: str, *, on: date) -> tuple[TargetStatus, ...]:
    """How every target of exactly this area stands on a day, in the plan's order."""
    return _judge(list_targets(area_code), on=on)


def get_status(target_id: int, *, on: date) -> TargetStatus:
    """How one target stands on a day; raises ``TargetNotFound``."""
    return _judge([get_target(target_id)], on=on)[0]


def preview_status(target: Target, *, on: date) -> TargetStatus:
    """How a target would stand if it were in the plan; nothing is written."""
    return _judge([target], on=on)[0]


def count_states(statuses: Iterable[TargetStatus]) -> dict[TargetState, int]:
    """How many targets stand in each state, every state named."""
    counts = Counter(status.state for status in statuses)
    return {state: counts[state] for state in TargetState}


def _judge(targets: Sequence[Target], *, on: date) -> tuple[TargetStatus, ...]:
    """Judge targets of one area together."""
    if not targets:
        return ()
    area_code = targets[0].area_code
    definitions = {definition.code: definition for definition in indicator_queries.list_indicators()}
    series = indicator_queries.list_series(area_code, [target.indicator_code for target in targets])
    late = exchange_queries.list_late(on=on)
    statuses = [
        _status(target, series.get(target.indicator_code, ()), late, definitions.get(target.indicator_code), on=on)
        for target in targets
    ]
    return _name_agencies(statuses)


def _status(
    target: Target, values: Sequence[Value], late: Sequence[Due], definition: Definition | None, *, on: date
) -> TargetStatus:
    yardstick = Yardstick(
        is_higher_better=definition is None or definition.direction is not Direction.DOWN,
        decimals=definition.decimals if definition else 1,
    )
    verdict = rules.judge(target, _readings(values, on), _owed(target, late, definition), yardstick, on=on)
    words = {
        "unit": definition.unit if definition else {},
        "decimals": yardstick.decimals,
        "units": UNITS[definition.grain if definition else AreaLevel.VILLAGE],
    }
    reading = verdict.reading
    return TargetStatus(
        target=target,
        state=verdict.state,
        measured=reading.value if reading else None,
        measured_period=reading.period if reading else None,
        wanted=verdict.wanted,
        reason=verdict.reason,
        facts={**verdict.facts, **words},
        coverage=reading.coverage if reading else None,
        gap=verdict.gap,
        pace_needed=verdict.pace_needed,
        pace_observed=verdict.pace_observed,
    )


def _readings(values: Sequence[Value], on: date) -> tuple[Reading, ...]:
    """Values that exist and whose period has begun, oldest first; missing ones are no readings."""
    return tuple(
        Reading(value.period, value.value if value.state is ValueState.KNOWN else None, value.coverage)
        for value in sorted(values, key=lambda value: value.period)
        if value.state is not ValueState.MISSING and value.period.start <= on
    )


def _owed(target: Target, late: Sequence[Due], definition: Definition | None) -> tuple[Owed, ...]:
    """Overdue deliveries of the indicator's datasets that touch the target's area."""
    names = {source.dataset for source in definition.inputs} if definition else set()
    return tuple(
        Owed(
            dataset_name=due.dataset.name,
            dataset_title=due.dataset.title,
            agency_code=due.agency_code,
            period=due.period,
            since=due.due_on,
            is_whole=target.area_code.is_within(due.area_code),
            was_returned=due.was_returned,
        )
        for due in late
        if due.dataset.name in names
        and (target.area_code.is_within(due.area_code) or due.area_code.is_within(target.area_code))
    )


def _name_agencies(statuses: Sequence[TargetStatus]) -> tuple[TargetStatus, ...]:
    """Put names in the place of agency codes among the facts, all in one query."""
    codes = {str(status.facts["agency"]) for status in statuses if "agency" in status.facts}
    names: Mapping[str, str] = {}
    if codes:
        names = {agency.code: agency.name for agency in agency_queries.list_agencies(codes=codes)}
    for status in statuses:
        if "agency" in status.facts:
            code = str(status.facts["agency"])
            status.facts["agency"] = names.get(code, code)
    return tuple(statuses)
