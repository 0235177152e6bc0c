# mgsite. `make run` serves it on this machine, `make test` proves it; both build what they need.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run manage test test-sqlite test-postgres soak bench screenshots check lock venv packages packages-dev

# -- where `make run` serves: production settings on plain loopback http. A SITE_URL of your own wins.
export PORT ?= 8000
export SITE_URL ?= http://127.0.0.1:$(PORT)
ifeq ($(strip $(SECRET_KEY)$(SECRET_KEY_FILE)),)
export SECRET_KEY_FILE := $(CURDIR)/var/secret-key
SECRET := var/secret-key
endif

PIP = .venv/bin/python -m pip --disable-pip-version-check --no-input
COMPILE = .venv/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

help:
	@echo "make run     serve the site at $(SITE_URL)"
	@echo "make manage do=\"…\"   run a management command with the same settings"
	@echo "make test    all tests, on PostgreSQL and on SQLite"
	@echo "make check   style, types, import contracts, migrations, deployment settings"
	@echo "make soak    the tests that take minutes"
	@echo "make bench   the performance table"
	@echo "make screenshots   pictures of the public pages, into var/screenshots/"
	@echo "make lock    compile requirements*.txt anew from pyproject.toml"

run: packages $(SECRET)
	@.venv/bin/python manage.py serve --prepare

manage: packages $(SECRET)
	@.venv/bin/python manage.py $(do)

# -- tests: on PostgreSQL those that touch a database; on SQLite all of them, and last, so that the last line is
#    the summary of a pytest run even where there is no PostgreSQL

test: packages-dev test-postgres test-sqlite

test-postgres: packages-dev
	.venv/bin/python -m tests.on_postgres .venv/bin/python -m pytest -n auto -m "database and not soak and not browser"

test-sqlite: packages-dev
	DATABASE_URL= .venv/bin/python -m pytest -n auto --cov --cov-report=term-missing:skip-covered

soak: packages-dev
	.venv/bin/python -m tests.on_postgres .venv/bin/python -m pytest -m soak
	DATABASE_URL= .venv/bin/python -m pytest -m soak

bench: packages-dev $(SECRET)
	.venv/bin/python -m tests.bench

screenshots: packages-dev $(SECRET)
	.venv/bin/python -m tests.screenshots $(do)

check: packages-dev $(SECRET)
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check {} +
	.venv/bin/python -m mypy
	.venv/bin/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-cache
	.venv/bin/python manage.py makemigrations --check --dry-run
	SITE_URL=https://magnesium.example .venv/bin/python manage.py check --deploy --fail-level WARNING

# -- packages: installed when the lock differs from the copy that the last complete install left behind

packages: venv
	@cmp -s requirements.txt .venv/installed.txt || { \
		echo "Installing packages (once, or after the lock changed) …" && \
		$(PIP) install -qq --require-hashes -r requirements.txt && cp requirements.txt .venv/installed.txt; }

packages-dev: packages
	@cmp -s requirements-dev.txt .venv/installed-dev.txt || { \
		echo "Installing development packages …" && \
		$(PIP) install -qq --require-hashes -r requirements-dev.txt && cp requirements-dev.txt .venv/installed-dev.txt; }

# A version manager's stub answers to a name it cannot run, and Debian ships Python without ensurepip: so each is tried.
venv:
	@.venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && exit 0; \
	for name in $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python; do \
		if "$$name" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			echo "Making .venv with $$("$$name" --version) …"; \
			exec "$$name" -m venv --clear .venv; \
		fi; \
	done; \
	echo "mgsite needs Python 3.11 or newer with its venv module, and found none." >&2; \
	echo "Install it (Debian, Ubuntu: apt install python3 python3-venv), or name one: make run PYTHON=/path/to/python3" >&2; \
	exit 1

var/secret-key:
	@mkdir -p var && umask 077 && .venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@.new && mv $@.new $@

# Extras stay in the second lock: pip takes a newer release for “coverage[toml]” when only “coverage” is pinned.
# The first one is a constraint of the second, and pip allows no extras in those.
lock: packages-dev
	$(COMPILE) --strip-extras --output-file=requirements.txt pyproject.toml
	$(COMPILE) --no-strip-extras --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt pyproject.toml
