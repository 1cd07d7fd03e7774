"""All settings of Kotacerdas; each variable is described in docs/reference/settings.md."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from kotacerdas.config import env


DATA_FOLDER = env.folder("KOTACERDAS_DATA", env.ROOT / "var")
LAKE_FOLDER = env.folder("KOTACERDAS_LAKE_URL", DATA_FOLDER / "lake")
DEFINITIONS_FOLDER = Path(__file__).resolve().parents[1] / "definitions"
ROOTS_FOLDER = env.folder("KOTACERDAS_ROOTS", DATA_FOLDER / "roots")
TSA_URL = env.text("KOTACERDAS_TSA_URL")
PUBLIC_URL = env.text("KOTACERDAS_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
PRIVATE_HOSTS = env.words("KOTACERDAS_PRIVATE_HOSTS")
PEER_TOKENS = dict(pair.split("=", 1) for pair in env.words("KOTACERDAS_PEER_TOKENS") if "=" in pair)
NODE_MODULES = env.folder("KOTACERDAS_NODE_MODULES", env.ROOT / "node_modules")
ENGINE = env.text("KOTACERDAS_ENGINE", "duckdb")
HOME_AREA = env.text("KOTACERDAS_HOME_AREA", "51.02")
IS_DEMO = env.flag("KOTACERDAS_DEMO")
IS_HTTPS = env.flag("KOTACERDAS_HTTPS", default=not IS_DEMO)
DEBUG = env.flag("KOTACERDAS_DEBUG")
SECRET_KEY = env.text("KOTACERDAS_SECRET_KEY")
NODE_KEY = env.text("KOTACERDAS_NODE_KEY")
ALLOWED_HOSTS = env.words("KOTACERDAS_HOSTS", "127.0.0.1,localhost,[::1]")

INSTALLED_APPS = [
    "kotacerdas.site",
    "kotacerdas.ui",
    "kotacerdas.apps.audit",
    "kotacerdas.apps.areas",
    "kotacerdas.apps.agencies",
    "kotacerdas.apps.accounts",
    "kotacerdas.apps.agreements",
    "kotacerdas.apps.exchange",
    "kotacerdas.apps.indicators",
    "kotacerdas.apps.masterplan",
    "kotacerdas.apps.movement",
    "kotacerdas.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kotacerdas.ui.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kotacerdas.site.tokens.TokenMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kotacerdas.ui.problems.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "kotacerdas.config.urls"
ASGI_APPLICATION = "kotacerdas.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kotacerdas.site.context.frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        env.text("KOTACERDAS_DATABASE_URL") or f"sqlite:///{DATA_FOLDER / 'kotacerdas.sqlite3'}",
    ),
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # writers queue instead of failing half-way
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:my_work"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "kotacerdas.apps.accounts.forms.ClosedSignup"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts failures and shows its own page
MFA_TOTP_ISSUER = "Kotacerdas"
MFA_TOTP_TOLERANCE = 1
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Makassar"

STATIC_URL = "static/"
STATIC_ROOT = env.folder("KOTACERDAS_STATIC", DATA_FOLDER / "static")
STATICFILES_DIRS = [env.ROOT / "frontend" / "dist"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_FOLDER / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("KOTACERDAS_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kotacerdas.ui.problems.csrf_failure"
X_FRAME_OPTIONS = "DENY"
