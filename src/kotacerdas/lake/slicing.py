"""Keeping only the rows of a slice, before anything else looks at them."""

from functools import reduce
from operator import or_

import duckdb
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from kotacerdas.contracts.slices import Slice
from kotacerdas.kernel.areas import NATION, AreaCode


def narrow(relation: duckdb.DuckDBPyRelation, keep: Slice) -> duckdb.DuckDBPyRelation:
    """The rows of ``relation`` that the slice keeps."""
    if keep.areas is not None:
        nothing = ConstantExpression(value=False)
        relation = relation.filter(reduce(or_, (is_within(keep.area_field, area) for area in keep.areas), nothing))
    return relation.filter(keep.condition) if keep.condition else relation


def is_within(area_field: str, area: str) -> Expression:
    """The condition that a row's area is ``area`` or lies inside it."""
    if area == NATION:
        return ConstantExpression(value=True)
    column = ColumnExpression(area_field)
    inside = FunctionExpression("starts_with", column, ConstantExpression(AreaCode(area).prefix))
    return (column == ConstantExpression(area)) | inside
