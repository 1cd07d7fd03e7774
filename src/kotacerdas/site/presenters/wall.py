"""The wall: the command centre for a large screen that nobody touches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import LayoutCell
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.apps.masterplan.types import Pillar, TargetStatus
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.site.presenters import home, maps, words
from kotacerdas.site.presenters.board import Board, gather
from kotacerdas.ui import formats
from kotacerdas.ui.shapes import HexMap, Row


RELOAD_SECONDS = 600
LATE_SHOWN = 9
TARGETS_SHOWN = 7


@dataclass(frozen=True, slots=True)
class SceneMap:
    """A map with its period and coverage."""

    title: str
    note: str
    hexmap: HexMap


@dataclass(frozen=True, slots=True)
class Scene:
    """One screenful: pillars or lines on the left, a map on the right."""

    title: str
    note: str
    map: SceneMap | None
    pillars: tuple[home.PillarLine, ...] = ()
    rows: tuple[Row, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class WallPage:
    """The wall with its scenes."""

    lede: home.Lede
    scenes: tuple[Scene, ...]
    zone: str
    zone_name: str
    as_of: str
    reload_seconds: int


def present_wall(*, now: datetime, on: date, set_code: str) -> WallPage:
    """All pillars first, then each pillar with its most urgent target on the map, then who is awaited."""
    board = gather(on=on)
    chosen = masterplan.get_pillar_set(set_code)
    cells = areas.get_layout(board.home, AreaLevel.VILLAGE).cells if board.mappable else ()
    first = _map(board, cells)
    lines = tuple(home.present_pillar(pillar, board) for pillar in chosen.pillars)
    scenes = [Scene(title=words.title(chosen.title), note="", map=first, pillars=lines)]
    scenes += [scene for pillar in chosen.pillars if (scene := _pillar_scene(pillar, board, cells))]
    scenes.append(_late_scene(board, first))
    return WallPage(
        lede=home.present_lede(board),
        scenes=tuple(scenes),
        zone=settings.TIME_ZONE,
        zone_name=formats.zone_name(now, timezone.get_current_timezone()),
        as_of=words.moment(now),
        reload_seconds=RELOAD_SECONDS,
    )


def _map(board: Board, cells: Sequence[LayoutCell], wishes: Sequence[str] = ()) -> SceneMap | None:
    definition = home.choose_indicator(board, wishes)
    if definition is None:
        return None
    value = board.series[definition.code][-1]
    return SceneMap(
        title=words.title(definition.title),
        note=f"{words.period(value.period)} · {words.coverage(value.coverage, definition.grain)}",
        hexmap=maps.draw_map(definition, cells, value.period),
    )


def _pillar_scene(pillar: Pillar, board: Board, cells: Sequence[LayoutCell]) -> Scene | None:
    mine = board.of_pillar(pillar.code)
    if not mine:
        return None
    return Scene(
        title=words.title(pillar.title),
        note=home.targets_text(len(mine)),
        map=_map(board, cells, [status.target.indicator_code for status in mine]),
        rows=tuple(_target_row(status, board) for status in mine[:TARGETS_SHOWN]),
    )


def _target_row(status: TargetStatus, board: Board) -> Row:
    definition = board.definitions[status.target.indicator_code]
    facts = []
    if status.measured is not None:
        facts.append(words.measure(status.measured, definition))
    if status.wanted is not None:
        facts.append(gettext("target %(wanted)s") % {"wanted": words.measure(status.wanted, definition)})
    return Row(text=words.title(definition.title), detail=" · ".join(facts), tag=status.state)


def _late_scene(board: Board, shown: SceneMap | None) -> Scene:
    late = exchange.list_late(on=board.on)
    return Scene(
        title=gettext("Awaited"),
        note=home.deliveries_text(len(late)),
        map=shown,
        rows=words.grouped_due_rows(late, LATE_SHOWN),
        empty=gettext("Nothing is late."),
    )
