"""The exchange over HTTP: datasets, submissions, releases."""

from ninja import Router

from kotacerdas.apps.exchange.api import datasets, releases, submissions, uploads


router = Router(tags=["exchange"])
router.add_router("", datasets.router)
router.add_router("", submissions.router)
router.add_router("", uploads.router)
router.add_router("", releases.router)
