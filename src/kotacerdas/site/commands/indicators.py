"""``kotacerdas indicators list|check``."""

import click
from django.conf import settings

from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.types import Definition
from kotacerdas.measures.cases import load_cases
from kotacerdas.site.console import Answer, Group, gettext
from kotacerdas.ui.formats import in_language, value_text
from kotacerdas.ui.language import active_language


@click.group(cls=Group, help=gettext("List and check the definitions of indicators."))
def command() -> None:
    """Group the commands about indicators."""


@command.command("list", help=gettext("List the indicators with their newest value in the home area."))
def list_all() -> Answer:
    """List definitions and values."""
    latest = queries.list_latest(settings.HOME_AREA)
    language = active_language()
    lines, items = [], []
    for definition in queries.list_indicators():
        value = latest.get(definition.code)
        title = in_language(definition.title, language)
        unit = in_language(definition.unit, language)
        shown = value_text(value.value, unit, definition.decimals, language) if value else "–"
        period = str(value.period) if value else ""
        lines.append(f"{definition.code:<26} {shown:>16}  {period:<4}  {title}")
        items.append(
            {
                "code": definition.code,
                "version": definition.version,
                "title": definition.title,
                "value": value.value if value else None,
                "period": period or None,
            }
        )
    return Answer(lines=lines, data={"items": items})


@command.command(
    "check", help=gettext("Read every definition with its worked examples and compare it with the contracts.")
)
def check() -> Answer:
    """Say what does not fit together."""
    definitions = queries.list_indicators()
    problems = [problem for definition in definitions for problem in _problems(definition)]
    done = gettext("%(count)s definitions fit together.") % {"count": len(definitions)}
    return Answer(
        lines=problems or [done],
        data={"definitions": len(definitions), "problems": problems},
        exit_code=1 if problems else 0,
    )


def _problems(definition: Definition) -> list[str]:
    """Columns no contract has; a malformed file raises before this is reached."""
    folder = settings.DEFINITIONS_FOLDER / "indicators" / definition.theme
    load_cases(folder / f"{definition.code}.cases.yaml")
    return [
        gettext("%(code)s reads %(column)s, which the contract of %(dataset)s does not have.")
        % {"code": definition.code, "column": column, "dataset": given.dataset}
        for given in definition.inputs
        for column in sorted({*given.columns} - {field.name for field in exchange.get_contract(given.dataset).fields})
    ]
