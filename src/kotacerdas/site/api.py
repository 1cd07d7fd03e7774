"""The one JSON API, under ``/api/v1/``."""

from ninja import NinjaAPI

from kotacerdas.apps.accounts.api import router as accounts
from kotacerdas.apps.agreements.api import router as agreements
from kotacerdas.apps.areas.api import router as areas
from kotacerdas.apps.exchange.api import router as exchange
from kotacerdas.apps.indicators.api import router as indicators
from kotacerdas.apps.masterplan.api import router as masterplan
from kotacerdas.apps.movement.api import router as movement
from kotacerdas.ui.api import install_problems


api = NinjaAPI(
    title="Kotacerdas",
    version="1",
    description="Every number with its coverage and its way back to the rows. Problems are RFC 9457 objects.",
    docs_url=None,  # the bundled viewer fetches scripts from elsewhere; site:api_reference shows the same
    openapi_url="/openapi.json",
    urls_namespace="api",
)
for router in (accounts, agreements, areas, exchange, indicators, masterplan, movement):
    api.add_router("", router)
install_problems(api)
