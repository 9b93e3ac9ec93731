# make run · make test · make check · make bench. README.md says what each is for.

PYTHON   ?= python3
HOST     ?= 127.0.0.1
PORT     ?= 8000
BROWSER  ?= yes
COVERAGE ?= --cov

VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
STAMPS := $(VENV)/stamps
VENDOR := app/web/static/vendor
FONTS  := app/render/fonts
FAMILIES := noto-sans vazirmatn hind-siliguri noto-sans-gurmukhi
# A machine without npm gets one in the virtual environment.
NODE   := $(if $(shell command -v npm),,$(STAMPS)/node)
WITHOUT_BROWSER := $(if $(filter no,$(BROWSER)),-m "not browser")
PROVED  := app/engine/*,app/letters/*,app/content/*
CHECKED := app tests $(wildcard bench)

.DEFAULT_GOAL := help
.PHONY: help run test check bench assets languages browser format wheel lock clean

help:
	@echo "make run      install what is missing and serve on http://$(HOST):$(PORT)"
	@echo "make test     every check and every test (BROWSER=no leaves the browser out)"
	@echo "make check    format, lint, types, architecture, templates and content"
	@echo "make bench    speed and size against the budgets"
	@echo "make format   put code and templates in the house format"
	@echo "make wheel    build the installable package into dist/"
	@echo "make lock     renew the lock files after a change of dependencies"
	@echo "make clean    remove everything that make installed or built; cases in var/ stay"

run: $(STAMPS)/runtime assets
	$(PY) -m app serve --host $(HOST) --port $(PORT)

test: check $(if $(WITHOUT_BROWSER),,browser)
	$(PY) -m pytest $(COVERAGE) -m "not browser"
	$(if $(COVERAGE),$(PY) -m coverage report --fail-under=100 --include="$(PROVED)")
	$(if $(WITHOUT_BROWSER),,$(PY) -m pytest -m browser)

# Fastest first.
check: $(STAMPS)/dev assets
	$(PY) -m ruff format --check $(CHECKED)
	$(PY) -m ruff check $(CHECKED)
	$(VENV)/bin/yamllint --strict guidance flows letters
	$(VENV)/bin/djlint app/web/templates --check --lint
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m mypy
	$(PY) -m app check

bench: $(STAMPS)/dev assets
	$(PY) -m bench

format: $(STAMPS)/dev
	$(PY) -m ruff check --fix-only $(CHECKED)
	$(PY) -m ruff format $(CHECKED)
	$(VENV)/bin/djlint app/web/templates --reformat --quiet

wheel: $(STAMPS)/dev assets
	$(PY) -m hatchling build --target wheel

browser:
	@.ci/browser

# ---- what is installed, each behind a stamp so that a second run is quick

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Exclusion Rights needs Python 3.11 or newer. Try: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. Debian, Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements.lock | $(STAMPS)/venv
	$(PIP) -r $<
	@touch $@

$(STAMPS)/dev: requirements-dev.lock | $(STAMPS)/venv
	$(PIP) -r $<
	@touch $@ $(STAMPS)/runtime

$(STAMPS)/node: requirements-node.lock | $(STAMPS)/venv
	$(PIP) -r $<
	@touch $@

node_modules/.stamp: package-lock.json package.json .npmrc | $(NODE)
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm ci --no-fund --no-audit --loglevel=error
	@touch $@

assets: $(VENDOR)/.stamp languages

# Translators' files as the service reads them quickly; what fits is left alone.
languages: | $(STAMPS)/runtime
	$(PY) -m app compile

# Only the weights the letters use, each with the licence it travels under.
$(VENDOR)/.stamp: node_modules/.stamp Makefile
	rm -rf $(VENDOR) $(FONTS)
	mkdir -p $(VENDOR) $(FONTS)
	cp node_modules/htmx.org/dist/htmx.min.js $(VENDOR)/
	for family in $(FAMILIES); do \
	  from=node_modules/@expo-google-fonts/$$family; \
	  cp $$from/400Regular/*.ttf $$from/700Bold/*.ttf $(FONTS)/ && \
	  cp $$from/LICENSE_FONT $(FONTS)/$$family.LICENSE.txt || exit 1; \
	done
	@touch $@

# ---- dependencies

UV_COMPILE := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

# Development first: the smaller locks take their versions from it, so all four agree.
# LOCK=--upgrade takes the newest versions; without it only what must change changes.
lock: $(STAMPS)/dev | $(NODE)
	$(UV_COMPILE) $(LOCK) pyproject.toml --extra postgres --group dev -o requirements-dev.lock
	$(UV_COMPILE) pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(UV_COMPILE) pyproject.toml --extra postgres -c requirements-dev.lock -o requirements-postgres.lock
	$(UV_COMPILE) $(LOCK) --group node -o requirements-node.lock
	PATH="$$PATH:$(CURDIR)/$(VENV)/bin" npm install --package-lock-only

clean:
	rm -rf $(VENV) node_modules $(VENDOR) $(FONTS) dist .coverage \
	  locales/*/LC_MESSAGES/*.mo .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
