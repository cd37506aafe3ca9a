"""Django settings. Every value an operator may change is an environment variable, listed in .env.example."""

import hashlib
import os
import secrets
import tempfile
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from claims.roles import ROLES
from config import desk
from config.environment import Environment

VERSION = "0.1.0"
BASE_DIR = Path(__file__).resolve().parent.parent
environ.Env.read_env(BASE_DIR / ".env")
env = Environment(os.environ)

# --- The place ---

DATA_DIR = (BASE_DIR / env.text("DATA_DIR", "var")).resolve()
try:
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    (DATA_DIR / "run").mkdir(mode=0o700, exist_ok=True)  # tells at once whether one may write here
except OSError as fault:
    raise ImproperlyConfigured(f"DATA_DIR: cannot use {DATA_DIR} ({fault.strerror})") from None
# How an operator calls a command of this very installation.
MANAGE = ("" if DATA_DIR == BASE_DIR / "var" else f"DATA_DIR={DATA_DIR} ") + ".venv/bin/python manage.py"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
HOST = env.text("HOST", "127.0.0.1")
PORT = env.whole("PORT", 8000, least=1, most=65535)
# Passkeys want a name, and browsers give this one the rights of https.
SITE_URL = env.web_address("SITE_URL", f"http://{'localhost' if HOST in LOOPBACK else HOST}:{PORT}")
SITE_NAME = env.text("SITE_NAME", "Foresaid")
# `make run` shows the demo to whoever did not say otherwise, here or in .env.
DEMO = env.truth("DEMO", default="DEMO_BY_DEFAULT" in os.environ)


def _kept_key(name: str) -> str:
    """A key that was made once and is kept beside the data."""
    kept = DATA_DIR / name
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text().strip()


SECRET_KEY = env.text("SECRET_KEY", "") or _kept_key("secret_key")
# The first encrypts channels' and second factors' secrets (`claims.vault`), each of them decrypts.
ENCRYPTION_KEYS = env.keys("ENCRYPTION_KEYS") or (_kept_key("encryption_key"),)
# The first signs the log's checkpoints and marks its entries (`claims.record.keys`), the old one goes on for a while.
RECORD_KEYS = (
    *(env.keys("RECORD_KEY") or (_kept_key("record_key"),)),
    *env.keys("RECORD_OLD_KEY"),
)
DEBUG = env.truth("DEBUG", default=False)
ALLOWED_HOSTS = [
    *env.words("ALLOWED_HOSTS", (urlsplit(SITE_URL).hostname or "localhost",)),
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- The parts ---

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin.apps.SimpleAdminConfig",  # config.urls finds its pages: the worker needs none of them
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "claims",
    "tracker",
    "config",
    # Behind ours, whose templates and German win.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
AUTH_USER_MODEL = "claims.User"

MIDDLEWARE = [
    "config.request_ids.RequestIds",
    # Before all that makes a page: whoever has it already is told so, and what is kept goes out with all its headers.
    "claims.freshness.FreshPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.page_times.PageTimes",
    "config.bounds.BoundedLookups",
    "config.content_policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.bodies.BoundedBodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "claims.accounts.middleware.PrivatePages",
    "claims.accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # The desk's frame: in place of unfold's, what a keyboard cannot reach there.
        "DIRS": [BASE_DIR / "config" / "frame" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.context.newsroom",
            ],
        },
    },
]

# --- The database: the truth ---

DATABASES = {
    "default": env.database(
        "DATABASE_URL", f"sqlite:///{DATA_DIR / 'foresaid.sqlite3'}", completed_by="DATABASE_PASSWORD"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that reads before it writes would otherwise fail at once when another has written.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"] |= {"CONN_HEALTH_CHECKS": True}
    # A host that swallows packets would otherwise hold a page or a command for two minutes.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 10, **DATABASES["default"].get("OPTIONS", {})}
# Kept between requests: to open a file anew is most of what a small page costs.
DATABASES["default"] |= {"CONN_MAX_AGE": 60}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Celery: only a hint, the database decides ---


def _broker_socket() -> Path:
    """Beside the data, or where that path is longer than a socket's may be, in the machine's folder for such things."""
    beside = DATA_DIR / "run" / "broker.sock"
    if len(os.fsencode(beside)) < 100:
        return beside
    name = hashlib.sha256(os.fsencode(DATA_DIR)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"foresaid-{name}.sock"


EMBEDDED_BROKER_SOCKET = _broker_socket()
HAS_EMBEDDED_BROKER = not env.broker("CELERY_BROKER_URL", "")
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL", f"redis+socket://{EMBEDDED_BROKER_SOCKET}")
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
# Processes use all cores, and one that hangs is killed alone; threads take a third of the memory.
WORKER_POOL = env.text(
    "WORKER_POOL", "threads" if CORES == 1 else "processes", choices=("processes", "threads")
)
# A thread costs little, and more of them keep what is urgent from waiting for what takes long.
WORKER_CONCURRENCY = env.whole("WORKER_CONCURRENCY", 2 if WORKER_POOL == "processes" else 4, least=1, most=64)
URGENT_WORKER = env.truth("URGENT_WORKER", default=False)
WEB_PROCESSES = env.whole("WEB_PROCESSES", min(2, CORES), least=1, most=64)
WEB_THREADS = env.whole("WEB_THREADS", 4, least=1, most=64)
# What each web process keeps of readers' pages, compressed; 0 has every page made anew.
KEPT_PAGES_MB = env.whole("KEPT_PAGES_MB", 16, least=0, most=4096)

# --- The cache: counts tries to sign in, for all web processes together ---

CACHES = {
    "default": {
        "BACKEND": "config.cache.SharedCache",
        "LOCATION": CELERY_BROKER_URL.replace("redis+socket://", "unix://"),
        "KEY_PREFIX": "foresaid",
    }
}

# --- Reading feeds ---

# A list of feeds comes with a box to tick for each: up to `tracker.feeds.opml.MOST_OUTLINES`.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_100

CONTACT_ADDRESS = env.text("CONTACT_ADDRESS", SITE_URL)
FETCH_ALLOWED_HOSTS = frozenset(env.words("FETCH_ALLOWED_HOSTS"))
TICK_SECONDS = env.whole("TICK_SECONDS", 15, least=1, most=3600)
POLL_FLOOR_SECONDS = env.whole("POLL_FLOOR_SECONDS", 900, least=5, most=86_400)
POLL_CEILING_SECONDS = 86_400
HOST_SPACING_SECONDS = env.whole("HOST_SPACING_SECONDS", 2, least=0, most=60)
LEASE_SECONDS = env.whole("LEASE_SECONDS", 300, least=5, most=3600)
# One rule: work stops at a third of its lease, and what was begun by then takes a third at most; whoever is still at it
# when the lease is over hangs, and is killed; only after that may the broker deliver the task again.
TASK_SECONDS = max(LEASE_SECONDS, 60)
REDELIVER_SECONDS = TASK_SECONDS + 60
FEEDS_PER_TASK = env.whole("FEEDS_PER_TASK", 250, least=1, most=500)

# --- Finding evidence ---

# Words of one language for those of the other; Debian's package trans-de-en. Where it is missing, none are known.
DICTIONARY_FILE = Path(env.text("DICTIONARY_FILE", "/usr/share/trans/de-en"))
# About so many suggestions a day are wished for; 0 leaves it to the score alone.
SUGGESTIONS_A_DAY = env.whole("SUGGESTIONS_A_DAY", 0, most=10_000)
LOOKBACK_DAYS = env.whole("LOOKBACK_DAYS", 90, least=1, most=3650)

# --- Alerts ---

ALERT_DAYS_BEFORE = env.wholes("ALERT_DAYS_BEFORE", (30, 7, 1), least=1, most=3650)
ALERT_EVERY_DAYS = env.whole("ALERT_EVERY_DAYS", 7, least=1, most=365)
ALERT_CHIEF_AFTER_DAYS = env.whole("ALERT_CHIEF_AFTER_DAYS", 14, least=1, most=3650)
ALERT_EVIDENCE_SCORE = env.whole("ALERT_EVIDENCE_SCORE", 80, least=1, most=100)
ALERT_MOST_AN_HOUR = env.whole("ALERT_MOST_AN_HOUR", 30, least=1, most=100_000)
MAIL_SERVER = env.mail_server("EMAIL_URL")
DEFAULT_FROM_EMAIL = env.mailbox("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <foresaid@localhost>")
# Whether readers may ask to be told by mail what is decided, and how many may in an hour, each with a mail.
FOLLOW_BY_MAIL = env.truth("FOLLOW_BY_MAIL", default=bool(MAIL_SERVER) or DEMO)
FOLLOW_MAILS_AN_HOUR = env.whole("FOLLOW_MAILS_AN_HOUR", 200, least=1, most=100_000)
EMAIL_TIMEOUT = min(20, LEASE_SECONDS / 3)
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_BACKEND = MAIL_SERVER.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_HOST = MAIL_SERVER.get("EMAIL_HOST", "localhost")
EMAIL_PORT = MAIL_SERVER.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = MAIL_SERVER.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = MAIL_SERVER.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = MAIL_SERVER.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = MAIL_SERVER.get("EMAIL_USE_SSL", False)

# --- Who vouches for the record ---

# Each like `https://witness.example/log witness.example+0a1b2c3d+BASE64`: see docs/how-to/check-the-record.md.
WITNESSES = env.witnesses("WITNESSES")
TIMESTAMP_AUTHORITIES = env.addresses("TIMESTAMP_AUTHORITIES")
# The certificates (PEM) that a stamp has to lead to.
TIMESTAMP_CERTIFICATES = env.certificates("TIMESTAMP_CERTIFICATES", wanted_by=TIMESTAMP_AUTHORITIES)

# --- Clearing away, after so many days ---

KEEP_POLLS_DAYS = env.whole("KEEP_POLLS_DAYS", 90, least=31, most=36_500)
KEEP_ARTICLES_DAYS = env.whole(
    "KEEP_ARTICLES_DAYS", max(400, LOOKBACK_DAYS), least=LOOKBACK_DAYS, most=36_500
)
KEEP_PROPOSALS_DAYS = env.whole("KEEP_PROPOSALS_DAYS", 180, least=8, most=36_500)
KEEP_ALERTS_DAYS = env.whole("KEEP_ALERTS_DAYS", 400, least=8, most=36_500)

# --- Backups ---

BACKUP_DIR = (BASE_DIR / env.text("BACKUP_DIR", str(DATA_DIR / "backups"))).resolve()
# When the newsroom's day has this hour, a worker makes one; None: nobody does.
# When the files of the public record are made anew; None: nobody makes them by itself.
OPEN_DATA_AT = env.hour("OPEN_DATA_AT", time(4))
# Under which terms they may be used: a name like CC BY 4.0, and where it is explained.
DATA_LICENCE = env.text("DATA_LICENCE", "")
DATA_LICENCE_ADDRESS = env.text("DATA_LICENCE_ADDRESS", "")
BACKUP_AT = env.hour("BACKUP_AT", time(3))
BACKUP_KEEP = env.whole("BACKUP_KEEP", 14, least=1, most=10_000)
BACKUP_KEY = ",".join(env.keys("BACKUP_KEY"))
# Where pg_dump and pg_restore lie, if not where they usually do.
POSTGRESQL_PROGRAMS = env.text("POSTGRESQL_PROGRAMS", "")

# --- The desk's rules ---

FOUR_EYES = env.truth("FOUR_EYES", default=False)
# Hours for which an intended verdict and its reasons are public before it takes effect.
ANNOUNCE_HOURS = env.whole("ANNOUNCE_HOURS", 0, least=0, most=24 * 60)
# Minutes for which a publication or a verdict waits, seen by nobody, and can be taken back.
PUBLICATION_DELAY_MINUTES = env.whole("PUBLICATION_DELAY_MINUTES", 0, least=0, most=24 * 60)
# Days for which a reply is shown with its claim, as the law where the newsroom publishes asks; 0: always.
REPLY_DAYS = env.whole("REPLY_DAYS", 0, least=0, most=36500)
RANKING_MINIMUM = env.whole("RANKING_MINIMUM", 5, least=1, most=1000)
# What counts as right unless a reader asks for another rule; claims.counting says what each does.
COUNTING_RULE = env.text("COUNTING_RULE", "strict", choices=("strict", "late", "half"))

# --- The newsroom's own pages and looks ---

# The words of each page by language, or the address where they stand; IMPRINT_DE_FILE names a file with them.
HOUSE_TEXTS = {
    "imprint": {"en": env.text("IMPRINT_EN", ""), "de": env.text("IMPRINT_DE", "")},
    "privacy": {"en": env.text("PRIVACY_EN", ""), "de": env.text("PRIVACY_DE", "")},
}
READERS_CONTACT = env.contact("READERS_CONTACT")
LOGO = env.picture("LOGO")
# The colour of links, read on the sheets of claims/static/claims/site.css, such as the foot: harder than on the page.
ACCENT_COLOUR = env.colour("ACCENT_COLOUR", paper="#f3f3ef")
ACCENT_COLOUR_DARK = env.colour("ACCENT_COLOUR_DARK", paper="#1d2125")

# --- Languages and time ---

LANGUAGE_CODE = env.text("LANGUAGE_CODE", "en", choices=("en", "de"))
LANGUAGES = [("en", _("English")), ("de", _("German"))]
TIME_ZONE = env.time_zone("TIME_ZONE", "Europe/Berlin")
USE_TZ = True
USE_I18N = True
# Before the catalogues of apps: what Django and the admin say in other words than ours is said in ours.
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]

# --- Pages ---

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(mode=0o700, exist_ok=True)  # WhiteNoise warns at every start where it is missing
STATIC_IS_COLLECTED = env.truth("STATIC_IS_COLLECTED", default=False)
WHITENOISE_USE_FINDERS = not STATIC_IS_COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # the server in front sends readers on to https
    "security.W005",  # the newsroom's other hosts below this name are not ours to bind
    "security.W021",  # nor is the list that browsers ship
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
# The admin's scripts (Alpine in unfold) need eval, and its colours an inline style. No script stands in a page.
DESK_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "script-src": [SELF, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}

# --- Who may come in ---

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = ["claims.accounts.backend.Backend"]
SECOND_FACTOR_ROLES = frozenset(env.words("SECOND_FACTOR_ROLES", choices=ROLES))
INVITATION_DAYS = env.whole("INVITATION_DAYS", 7, least=1, most=90)
# A proxy in front writes the reader's address behind those that it was told: the last so many are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole("TRUSTED_PROXIES", 1 if IS_HTTPS else 0, least=0, most=10)
ACCOUNT_ADAPTER = "claims.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
# Addresses are given by whoever invites; nobody signs up, and a stranger's address gets no mail from us.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
# Five wrong passwords for an account, or ten from an address, and it has to wait.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_FORMS = {
    "login": "claims.accounts.forms.SignInForm",
    "reset_password": "claims.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "claims.accounts.forms.ReplacedPasswordForm",
    "change_password": "claims.accounts.forms.NewPasswordForm",
    "set_password": "claims.accounts.forms.FirstPasswordForm",
    "reauthenticate": "claims.accounts.forms.ConfirmByPasswordForm",
}
MFA_FORMS = {
    "authenticate": "claims.accounts.forms.SecondFactorForm",
    "reauthenticate": "claims.accounts.forms.ConfirmByCodeForm",
    "activate_totp": "claims.accounts.forms.SetUpAppForm",
    "add_webauthn": "claims.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "claims.accounts.forms.RenamePasskeyForm",
}
MFA_ADAPTER = "claims.accounts.adapters.SecondFactorAdapter"
HAS_PASSKEYS = IS_HTTPS or urlsplit(SITE_URL).hostname == "localhost"
MFA_SUPPORTED_TYPES = ["totp", *(["webauthn"] if HAS_PASSKEYS else []), "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = HAS_PASSKEYS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = HAS_PASSKEYS and not IS_HTTPS
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

UNFOLD = desk.unfold(SITE_NAME)

# --- Words for the operator ---

# Where web processes count how long pages took; read by prometheus_client when it is imported, whoever does so first.
METRICS_DIR = DATA_DIR / "run" / "metrics"
METRICS_DIR.mkdir(mode=0o700, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)
# Who sends it as a bearer token reads /metrics; without one nobody does.
METRICS_TOKEN = ",".join(env.keys("METRICS_TOKEN"))
# Who is told of exceptions that nobody expected: `config.sentry`.
SENTRY_DSN = env.sentry("SENTRY_DSN")
LOG_FORMAT = env.text("LOG_FORMAT", "line", choices=("line", "json"))
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.logs.LineFormatter", "format": LINE},
        "refusal": {"()": "config.logs.RefusalFormatter", "format": LINE},
        "json": {"()": "config.logs.JsonFormatter"},
        "json refusal": {"()": "config.logs.JsonFormatter", "has_stacks": False},
    },
    # What Apprise says of a failed message may hold a token: `tracker.alerts.channels.chat` reads it, and nobody else.
    "loggers": {
        "apprise": {"handlers": [], "propagate": False},
        "django.security": {"handlers": ["refusals"], "propagate": False},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json" if LOG_FORMAT == "json" else "line",
        },
        "refusals": {
            "class": "logging.StreamHandler",
            "formatter": "json refusal" if LOG_FORMAT == "json" else "refusal",
        },
    },
    "root": {
        "handlers": ["console"],
        "level": env.text("LOG_LEVEL", "INFO", choices=("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}

env.check()
SETTING_NAMES = frozenset(env.names)
