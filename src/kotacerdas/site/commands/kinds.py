"""Words of the command line with a meaning of their own, and options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.kernel.actors import SYSTEM, Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.console import gettext


AnyFunction = TypeVar("AnyFunction", bound=Callable[..., object])


class AreaParam(click.ParamType[AreaCode]):
    """An area code with its dots."""

    name = "area"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> AreaCode:
        """Read the code; raise :class:`MalformedAreaCode`."""
        return AreaCode(value)


class PeriodParam(click.ParamType[Period]):
    """A year, a quarter or a month."""

    name = "period"

    def convert(self, value: str | Period, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        """Read the period; raise :class:`MalformedPeriod`."""
        return value if isinstance(value, Period) else Period.parse(value)


AREA = AreaParam()
PERIOD = PeriodParam()
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def dataset_option(function: AnyFunction) -> AnyFunction:
    """``--dataset NAME``."""
    return click.option(
        "--dataset", required=True, metavar="NAME", help=gettext("Name of the dataset, e.g. idm_desa.")
    )(function)


def period_option(function: AnyFunction) -> AnyFunction:
    """``--period PERIOD``."""
    words = gettext("The period the file is about: 2026, 2026-Q3 or 2026-09.")
    return click.option("--period", required=True, type=PERIOD, metavar="PERIOD", help=words)(function)


def as_option(function: AnyFunction) -> AnyFunction:
    """``--as USER``: act with that account's rights."""
    words = gettext("Act as this account; the platform itself unless given.")
    return click.option("--as", "username", metavar="USER", help=words)(function)


def actor(username: str | None) -> Actor:
    """The account's actor, or the platform itself."""
    return accounts.get_actor_by_username(username) if username else SYSTEM


class ColumnParam(click.ParamType[tuple[str, str]]):
    """``column=field``; nothing after the mark leaves the column out."""

    name = "column"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Read both sides; the last mark parts them."""
        column, mark, field = value.rpartition("=")
        if not mark or not column:
            self.fail(gettext("write it as column=field"), param, ctx)
        return column.strip(), field.strip()


def mapping_option(function: AnyFunction) -> AnyFunction:
    """``--map COLUMN=FIELD``, as often as needed."""
    return click.option(
        "--map",
        "mapping",
        multiple=True,
        type=ColumnParam(),
        metavar="COLUMN=FIELD",
        callback=lambda _ctx, _param, pairs: dict(pairs) or None,
        help=gettext("The field an unknown column holds; remembered for the agency. Give it once for each column."),
    )(function)
