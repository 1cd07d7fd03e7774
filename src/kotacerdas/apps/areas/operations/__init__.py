"""Write areas: load the code list, import boundaries."""

from kotacerdas.apps.areas.operations.boundaries import import_boundaries
from kotacerdas.apps.areas.operations.loading import load_areas


__all__ = ["import_boundaries", "load_areas"]
