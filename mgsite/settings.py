"""Django settings: one file for every place, safe for production unless DEBUG says otherwise.

What differs between places comes from the environment, read by mgsite.environment and listed in README.md.
The scheme of SITE_URL decides the rest: https switches on secure cookies, redirects and HSTS.
"""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from whitenoise.compress import Compressor

from mgsite.environment import (
    LOOPBACK_HOSTS,
    REQUIRED,
    read,
    read_database,
    read_mail,
    read_secret,
    read_site_url,
)
from mgsite.logs import configuration as logging_configuration

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what a running site writes: database, secret, collected static files

DEBUG = read("DEBUG", bool, default=False, advice="Set true on a developer's machine only.")

SECRET_KEY = read_secret(
    "SECRET_KEY",
    default="debug-only-no-secret-at-all" if DEBUG else REQUIRED,
    advice="Set it (or SECRET_KEY_FILE) to 50 or more random characters, the same on every server; "
    "`make run` keeps one in var/secret-key.",
)
SECRET_KEY_FALLBACKS = read(
    "SECRET_KEY_FALLBACKS", list, default=[], advice="Older secrets, separated by commas."
)

SITE_URL, SITE_HOST, HTTPS = read_site_url(
    "SITE_URL",
    default="http://127.0.0.1:8000" if DEBUG else REQUIRED,
    advice="Set it to the public address, for example https://magnesium.example; http is for 127.0.0.1 only.",
)
ALLOWED_HOSTS = read(
    "ALLOWED_HOSTS",
    list,
    default=[SITE_HOST] if HTTPS else [*LOOPBACK_HOSTS[:2], "[::1]"],
    advice="Host names the site answers to, separated by commas; the host of SITE_URL when unset.",
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = read(
    "TRUSTED_PROXIES", int, default=0, advice="Give the number of proxies before the site."
)

INSTALLED_APPS = [
    "mgsite.desk",
    "mgsite.editions",  # before the admin, whose templates it extends
    "mgsite.partners",
    "mgsite.public",
    "mgsite.questions",
    "articles",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "simple_history",
    "import_export",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "ninja",  # for the assets of the API's documentation
]

MIDDLEWARE = [
    "mgsite.middleware.request_log",
    "mgsite.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "mgsite.middleware.door",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF, WSGI_APPLICATION = "mgsite.urls", "mgsite.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": read_database(
        "DATABASE_URL",
        default="sqlite:///var/db.sqlite3",
        base=BASE_DIR,
        advice="Set it to postgresql://user:password@host/name, or to sqlite:///path.",
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# No ATOMIC_REQUESTS: on SQLite every GET would take the write lock. Actions open their own transactions.

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "admin:login"
# One name from one address: a stranger can lock out neither an editor elsewhere nor a whole office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT, AXES_COOLOFF_TIME = 6, timedelta(minutes=15)
AXES_CLIENT_IP_CALLABLE = "mgsite.proxies.client_address_of"
AXES_RESET_ON_SUCCESS, AXES_VERBOSE = True, False
NINJA_NUM_PROXIES = TRUSTED_PROXIES

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]  # machines inside the proxy ask over plain http
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}

LANGUAGE_CODE, TIME_ZONE, USE_TZ = "en-gb", "UTC", True

STATIC_URL, STATIC_ROOT = "/static/", VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mgsite.stylesheets.OnePieceStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS, WHITENOISE_KEEP_ONLY_HASHED_FILES = False, True  # half the files
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes: a long article with room to spare
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 2000, 5  # inlines included
FILE_UPLOAD_PERMISSIONS = 0o600
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
globals().update(
    read_mail(
        "EMAIL_URL",
        default="consolemail://",
        advice="Set it to smtp+tls://user:password@host:587?from=desk@example.org.",
    )
)

LOG_LEVEL = read("LOG_LEVEL", default="INFO", advice="One of DEBUG, INFO, WARNING, ERROR.").upper()
LOGGING = logging_configuration(LOG_LEVEL)
