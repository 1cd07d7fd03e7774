"""Find areas by name or code."""

from django.conf import settings
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.queries.tree import area_of, list_areas
from kotacerdas.apps.areas.rules.names import fold
from kotacerdas.apps.areas.types import Area, FoundArea
from kotacerdas.kernel.areas import AreaLevel


_LEVEL_ORDER = Case(*(When(level=level, then=Value(level.depth)) for level in AreaLevel), output_field=IntegerField())
_SHORTEST = 2


def search_areas(text: str, *, limit: int = 20) -> tuple[FoundArea, ...]:
    """Areas whose name or code matches, best first: whole name, beginning, word, anywhere; then those at home, then wider ones.

    Several words narrow down: the name must hold one run of them, what it lies in the others (“kukuh kerambitan”).
    Each hit says what it lies in, so that namesakes can be told apart. Fewer than two signs find nothing.
    """
    wanted = text.strip()
    if len(wanted) < _SHORTEST:
        return ()
    rows = _by_code(wanted) if wanted[0].isdigit() else _by_name(fold(wanted))
    return _with_places(tuple(area_of(row) for row in rows[:limit]))


def _by_code(text: str) -> QuerySet[models.Area]:
    # "/" is the sign after ".", "~" comes after every sign of a code: a range walks the primary key.
    return (
        models.Area.objects.filter(code__gte=text, code__lt=f"{text}~")
        .annotate(depth=_LEVEL_ORDER)
        .order_by("depth", "code")
    )


def _by_name(text: str) -> QuerySet[models.Area]:
    words = text.split()
    if not words:
        return models.Area.objects.none()
    matches = Q(search_name__contains=text)
    for split in range(1, len(words)):
        name, place = words[:split], words[split:]
        matches |= Q(search_name__contains=" ".join(name)) & _all_in_path(place)
    return (
        models.Area.objects.filter(matches)
        .annotate(
            closeness=Case(
                When(search_name__in=(text, f"kabupaten {text}", f"kota {text}"), then=Value(1)),
                When(search_name__startswith=text, then=Value(2)),
                When(search_name__contains=f" {text}", then=Value(3)),
                When(search_name__startswith=words[0], then=Value(4)),
                default=Value(5),
                output_field=IntegerField(),
            ),
            depth=_LEVEL_ORDER,
            distance=Case(
                When(Q(code=settings.HOME_AREA) | Q(code__startswith=f"{settings.HOME_AREA}."), then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            ),
        )
        .order_by("closeness", "distance", "depth", "search_name", "code")
    )


def _all_in_path(words: list[str]) -> Q:
    held = Q()
    for word in words:
        held &= Q(search_path__contains=word)
    return held


def _with_places(found: tuple[Area, ...]) -> tuple[FoundArea, ...]:
    places = {area.code: area.title for area in list_areas({code for area in found for code in area.code.ancestors})}
    return tuple(
        FoundArea(area, ", ".join(places[code] for code in area.code.ancestors[:2] if code in places and code != "ID"))
        for area in found
    )
