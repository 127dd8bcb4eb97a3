# Two commands do all set-up: `make demo` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 3000
DATA_DIR ?= var/demo
export REFLEX_USE_NPM := 1
export REFLEX_TELEMETRY_ENABLED := false
export REFLEX_CHECK_LATEST_VERSION := false
export PATH := $(abspath $(BIN)):$(PATH)

.PHONY: demo test check bench format translations install system lock

demo: install
	@$(BIN)/python -m mentor_app.cli demo --port $(PORT) --data-dir $(DATA_DIR)

test: install system
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright --pythonpath $(BIN)/python
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/python -m mentor_app.i18n.check
	$(BIN)/python -m pytest tests/architecture tests/migrations

bench: $(patsubst benchmarks/%.py,bench-%,$(filter-out benchmarks/_%,$(wildcard benchmarks/*.py)))

bench-%: install
	@$(BIN)/python -m benchmarks.$(subst -,_,$*) $(ARGS)

format: install
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

translations: install
	$(BIN)/python -m mentor_app.i18n.update

install: $(VENV)/.installed

# Without --no-deps older pips look beyond the lock for packages with extras, and refuse what they find there.
$(VENV)/.installed: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip check --disable-pip-version-check > /dev/null
	@touch $@

system:
	@bash tests/system.sh

lock: install
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock
