"""Every setting, read once from the environment. docs/operations.md has the table."""

import os
import secrets
from pathlib import Path

from equalweight.site.config.database import database

ROOT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))


# The key of each open sealed vote. Never where backups of the database go (docs/operations.md).
KEYS_DIR = Path(os.environ.get("KEYS_DIR", VAR / "keys"))


def flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


DEBUG = flag("DEBUG")
# The demo has one-click sign-in for invented people. It is never on by accident: `make run` asks for it.
DEMO = flag("DEMO")

# Without a key of one's own, sessions end at every restart; `equalweight serve` refuses that outside the demo.
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(48)
# Older keys: letters sent under them still open, and who said no is still not asked again.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("OLD_SECRET_KEYS", "").split(",") if key]
SECRET_KEY_IS_OURS = bool(os.environ.get("SECRET_KEY"))
ALLOWED_HOSTS = os.environ.get("HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:" + os.environ.get("PORT", "8000")).rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "equalweight.site.config",
    "equalweight.site.demo",
    "equalweight.site.desk",
    "equalweight.site.evidence",
    "equalweight.site.decisions",
    "equalweight.site.proposals",
    "equalweight.site.contributions",
    "equalweight.site.offers",
    "equalweight.site.outside",
    "equalweight.site.commitments",
    "equalweight.site.projects",
    "equalweight.site.removals",
    "equalweight.site.committees",
    "equalweight.site.people",
    "equalweight.site.ledger",
    "equalweight.site.terms",
    "equalweight.site.web",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "equalweight.site.web.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "equalweight.site.web.limits.Headers",
    "equalweight.site.web.limits.Limits",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "equalweight.site.web.acts.SentBefore",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "equalweight.site.web.errors.TellsOutOfReach",
]

ROOT_URLCONF = "equalweight.site.config.urls"
WSGI_APPLICATION = "equalweight.site.config.wsgi.application"
CSRF_FAILURE_VIEW = "equalweight.site.web.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["equalweight.site.web.templatetags.elements"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "equalweight.site.web.context.base",
            ],
        },
    }
]
FORM_RENDERER = "equalweight.site.web.forms.GovukRenderer"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Rate limits must hold across worker processes, and against somebody who fills the table to push them out.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "desk:waiting"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_SAVE_EVERY_REQUEST = False
# Never in the session: a row written because of a sealed answer would show when it was given.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", SECURE)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

# Sign-in by an emailed code, good for 20 minutes. No password anywhere.
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,20/h/key"}
ACCOUNT_ADAPTER = "equalweight.site.people.accounts.Adapter"
# Behind a proxy of ours, rate limits count the visitor's address, not the proxy's.
ALLAUTH_TRUSTED_PROXY_COUNT = int(flag("BEHIND_PROXY"))

EMAIL_HOST = os.environ.get("SMTP_HOST", "")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_PORT = int(os.environ.get("SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("SMTP_PASSWORD", "")
    EMAIL_USE_TLS = flag("SMTP_TLS", True)
    # A mail server that hangs must not hold a visitor, or the thread that serves them, for ever.
    EMAIL_TIMEOUT = 10
elif os.environ.get("MAIL_DIR"):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = os.environ["MAIL_DIR"]
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Equal Weight <equal-weight@localhost>")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "equalweight.site.web.assets.Storage"},
}
LOGGING_CONFIG = "equalweight.site.web.logs.configure"
# Django calls LOGGING_CONFIG only when there is something here.
LOGGING = {"version": 1}
SILENCED_SYSTEM_CHECKS: list[str] = []
