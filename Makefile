# Turnpoint: `make help` lists what can be done here.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# uv lives in the checkout; `make UV=/path/to/uv …` takes another one.
UV ?= .tools/uv/bin/uv
export UV_COMPILE_BYTECODE := 1
# Where the machine keeps a list of authorities of its own (a company's proxy), uv trusts it too.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
endif
# Without a home that can be written to, uv keeps what it fetches in the checkout.
ifneq ($(shell test -n "$$HOME" -a -w "$$HOME" && echo yes),yes)
export UV_CACHE_DIR := $(CURDIR)/.tools/cache
export UV_PYTHON_INSTALL_DIR := $(CURDIR)/.tools/python
endif

SERVICE := .venv/.service-installed
SERVICE_DEV := .venv/.tests-installed
BOT := bot/.venv/.installed
IN_VENV := PATH="$(CURDIR)/.venv/bin:$$PATH"

.PHONY: help run setup train talk test bench check format lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup ## start everything: web, worker, bot, demo site; Ctrl-C ends it
	@exec .venv/bin/turnpoint up

setup: $(SERVICE) $(BOT) ## build both environments, where they are not built yet

train: setup ## train the bot, where what it depends on has changed
	@.venv/bin/turnpoint train

talk: setup ## talk to the bot on the terminal
	@exec .venv/bin/turnpoint talk

test: $(SERVICE_DEV) $(BOT) ## all tests, the browser's and the whole system's too; some: make test TESTS=tests/unit
	@$(IN_VENV) turnpoint train
ifndef TESTS
	@bot/.venv/bin/python -m pytest -q -c bot/pytest.ini bot/tests
endif
	@$(IN_VENV) python -m pytest -p tests.parts $(TESTS)

bench: $(SERVICE_DEV) ## measure the numbers to hold, with tables: the detector beside its peers, /v1/screen
	@$(IN_VENV) python -m pytest -q -m benchmark -s tests/benchmarks

check: $(SERVICE_DEV) ## format, lint, types, import contracts, sizes, data files
	@$(IN_VENV) ruff format --check .
	@$(IN_VENV) ruff check .
	@$(IN_VENV) mypy
	@$(IN_VENV) lint-imports --no-cache --no-logo
	@$(IN_VENV) python -m tests.sizes
	@$(IN_VENV) turnpoint content check

format: $(SERVICE_DEV) ## put the code into its format
	@$(IN_VENV) ruff format .
	@$(IN_VENV) ruff check --fix .

lock: $(UV) ## resolve the dependencies and write the locks, with hashes; newer ones: make lock UPGRADE=--upgrade
	$(UV) pip compile $(LOCK) --universal --python-version 3.12 .uv.in -o .uv.lock
	$(UV) pip compile $(LOCK) --universal --python 3.12 pyproject.toml -o webhook/requirements.lock
	$(UV) pip compile $(LOCK) --universal --python 3.12 pyproject.toml --group dev \
	  -c webhook/requirements.lock -o tests/requirements.lock
	$(UV) pip compile $(LOCK) --python 3.10 --python-platform linux bot/pyproject.toml \
	  --group bot/pyproject.toml:dev -o bot/requirements.lock

LOCK := --quiet $(UPGRADE) --generate-hashes --no-header --no-emit-index-url

clean: ## take away environments and caches; the data in var/ stays
	rm -rf .venv bot/.venv .tools .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .rasa
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- how the environments come to be; each leaves a mark, so that a second start does nothing

.tools/uv/bin/uv:
	@echo "uv is not here yet: installing it into .tools/"
	@for python in python3 /usr/bin/python3; do \
	  $$python -m venv .tools/uv 2>/dev/null && break; rm -rf .tools/uv; \
	done; \
	test -x .tools/uv/bin/pip || { \
	  echo "make: no Python 3 with venv was found (on Debian: apt install python3-venv)." >&2; exit 1; }
	@.tools/uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r .uv.lock

.venv/bin/python: | $(UV)
	@$(UV) venv --quiet --python 3.12 --allow-existing .venv

bot/.venv/bin/python: | $(UV)
	@$(UV) venv --quiet --python 3.10 --allow-existing bot/.venv

$(SERVICE): webhook/requirements.lock pyproject.toml | .venv/bin/python
	@echo "Installing the service's environment into .venv (Python 3.12)"
	@$(UV) pip install --quiet --python .venv --require-hashes -r webhook/requirements.lock
	@$(UV) pip install --quiet --python .venv --no-deps -e .
	@touch $@

$(SERVICE_DEV): tests/requirements.lock $(SERVICE)
	@echo "Installing what the tests need into .venv"
	@$(UV) pip install --quiet --python .venv --require-hashes -r tests/requirements.lock
	@touch $@

$(BOT): bot/requirements.lock | bot/.venv/bin/python
	@echo "Installing the bot's environment into bot/.venv (Python 3.10, about 2.5 GB: this takes minutes)"
	@$(UV) pip install --quiet --python bot/.venv --require-hashes -r bot/requirements.lock
	@touch $@
