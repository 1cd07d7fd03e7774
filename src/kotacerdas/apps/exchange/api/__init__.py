"""The exchange over HTTP: datasets, submissions, releases."""

from ninja import Router

from kotacerdas.apps.exchange.api import (
    catalogue,
    codelists,
    contracts,
    datasets,
    federation,
    grants,
    releases,
    submissions,
    subscriptions,
    uploads,
)


router = Router(tags=["exchange"])
router.add_router("", catalogue.router)
router.add_router("", datasets.router)
router.add_router("", codelists.router)
router.add_router("", contracts.router)
router.add_router("", submissions.router)
router.add_router("", uploads.router)
router.add_router("", releases.router)
router.add_router("", grants.router)
router.add_router("", subscriptions.router)
router.add_router("", federation.router)
