"""The site's settings with what a test needs: speed, silence, and no lake unless asked for."""

import os
from pathlib import Path


os.environ.setdefault("KOTACERDAS_SECRET_KEY", "only-for-tests-and-long-enough-to-be-accepted-by-the-deployment-check")
os.environ.setdefault("KOTACERDAS_HTTPS", "0")

from kotacerdas.config.settings import *  # noqa: F403 - the environment comes first


# No folder can be made below a device, so a test that forgot the fixture ``lake_folder`` fails at once.
DATA_FOLDER = Path(os.devnull) / "ask-for-the-fixture-lake_folder"
LAKE_FOLDER = DATA_FOLDER / "lake"
STATIC_ROOT = None  # nothing is collected, so nothing is scanned for each client
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
