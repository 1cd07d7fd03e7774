"""Fixtures every test may ask for."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.sharing import FolderScheduling


hypothesis_settings.register_profile(
    "house",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("house")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FolderScheduling:
    """Start one platform and one PostgreSQL, not one for each worker."""
    return FolderScheduling(config, log)


@pytest.fixture
def lake_folder(settings, tmp_path: Path) -> Path:
    """An empty lake of this test's own; settings point at it."""
    settings.DATA_FOLDER = tmp_path / "data"
    settings.LAKE_FOLDER = settings.DATA_FOLDER / "lake"
    settings.LAKE_FOLDER.mkdir(parents=True)
    return settings.LAKE_FOLDER


@pytest.fixture
def now() -> datetime:
    """The moment at which a test happens; tests never read the clock."""
    return datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
