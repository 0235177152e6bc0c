"""The site's settings as `make run` uses them, with what tests need: speed, and databases of their own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in (
    "SECRET_KEY_FILE",
    "SECRET_KEY_FALLBACKS",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "LOG_LEVEL",
):
    os.environ.pop(name, None)
# What is counted has tests of its own; the others may ask as often as they like.
os.environ.setdefault("API_PER_MINUTE", "0")
os.environ.setdefault("API_KEY_PER_MINUTE", "0")
os.environ |= {
    "DEBUG": "false",
    "SECRET_KEY": "for-tests-only-for-tests-only-for-tests-only-for-tests-only",
    "SITE_URL": os.environ.get("TESTS_SITE_URL", "http://127.0.0.1:8000"),
}

from mgsite.settings import *  # noqa: E402, F403
from mgsite.settings import DATABASES, STORAGES  # noqa: E402

folder = tempfile.mkdtemp(prefix="mgsite-tests-")
atexit.register(shutil.rmtree, folder, ignore_errors=True)
VAR_DIR = Path(folder)

# One name a process, so that two runs in one tree do not meet in one database.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["TEST"] = {"NAME": f"test_mgsite_{os.getpid()}"}
else:
    DATABASES["default"]["TEST"] = {"NAME": f"{folder}/db.sqlite3"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files straight from static/: a test must not depend on an earlier collectstatic.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
