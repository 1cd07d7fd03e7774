"""What the areas app refuses. The shape of a code is refused in ``kernel.areas``.

NotFound
├── AreaNotFound
├── LayoutNotFound
└── AreasNotLoaded
Refusal
├── CodeListIncomplete
├── CodeListMissing
└── BoundaryRefused
    ├── NotGeoJson
    ├── NoAreaCode
    ├── UnknownAreaCode
    ├── CodeTwice
    └── ShapeRefused
Misuse
└── TooManyUnits
"""

from kotacerdas.kernel.errors import Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class AreaNotFound(NotFound):
    """No area has that code."""

    code = "areas.not_found"
    sentence = gettext_noop("There is no area with the code %(area)s in the edition in force.")


class LayoutNotFound(NotFound):
    """No hexagon map was arranged for that."""

    code = "areas.layout_not_found"
    sentence = gettext_noop("No hexagon map was arranged for area %(area)s.")


class AreasNotLoaded(NotFound):
    """The code list has not been loaded yet."""

    code = "areas.not_loaded"
    sentence = gettext_noop("The list of areas is not loaded yet. Run: kotacerdas areas load")


class CodeListMissing(Refusal):
    """A file of the code list is not there."""

    code = "areas.code_list_missing"
    sentence = gettext_noop("The file %(file)s of the code list is missing. Run: npm ci")


class CodeListIncomplete(Refusal):
    """The code list has another number of areas than the edition."""

    code = "areas.code_list_incomplete"
    sentence = gettext_noop(
        "The code list has %(found)s areas at the level “%(level)s”; the edition has %(expected)s. Nothing was loaded."
    )


class BoundaryRefused(Refusal):
    """A file of boundaries cannot be taken."""

    code = "areas.boundary_refused"
    sentence = gettext_noop("The boundaries were refused.")


class NotGeoJson(BoundaryRefused):
    """The file is not a GeoJSON feature collection."""

    code = "areas.not_geojson"
    sentence = gettext_noop(
        "This is not a GeoJSON file with a list of features. Export the layer as GeoJSON, in longitude and latitude."
    )


class NoAreaCode(BoundaryRefused):
    """A feature does not say which area it is."""

    code = "areas.boundary_without_code"
    sentence = gettext_noop(
        "Feature %(number)s has no area code. Add a property “kode” with the dotted code, for example 51.02.01.2001."
    )


class UnknownAreaCode(BoundaryRefused):
    """A feature names an area that does not exist."""

    code = "areas.boundary_of_unknown_area"
    sentence = gettext_noop("Feature %(number)s has the code %(area)s, which no area has in the edition in force.")


class CodeTwice(BoundaryRefused):
    """Two features name the same area."""

    code = "areas.boundary_twice"
    sentence = gettext_noop("Features %(first)s and %(number)s both have the code %(area)s. Join them into one.")


class ShapeRefused(BoundaryRefused):
    """A shape is no area, or not in longitude and latitude."""

    code = "areas.boundary_shape"
    sentence = gettext_noop(
        "The shape of %(area)s is not a closed polygon in longitude and latitude within Indonesia. "
        "Export it in WGS 84 (EPSG:4326)."
    )


class TooManyUnits(Misuse):
    """More was asked for than one answer can hold."""

    code = "areas.too_many"
    sentence = gettext_noop("Ask for areas inside a province or regency; %(area)s holds too many at this level.")
