"""Agreements over HTTP: reading, moving them on, verifying files."""

from ninja import Router

from kotacerdas.apps.agreements.api import moving, reading, verifying


router = Router(tags=["agreements"])
router.add_router("", verifying.router)
router.add_router("", moving.router)
router.add_router("", reading.router)
