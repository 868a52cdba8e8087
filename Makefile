# Counterpoint. `make` lists what there is; `make demo` and `make test` need nothing but Python >= 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
UNPINNED := $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url
# AWS's clients in tests must find no real account.
export AWS_EC2_METADATA_DISABLED = true
export SAM_CLI_TELEMETRY = 0

.PHONY: help demo run serve check test unit lint types format validate build bench drill pins clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: .venv/.installed ## the main job on an invented sample: gather, digest, publish into build/demo
	@$(BIN)/counterpoint demo

run: .venv/.installed ## today's edition from the live feeds in infra/topics, into build/site
	@$(BIN)/counterpoint run

serve: .venv/.installed ## read the site made last (or DIR=…) at http://127.0.0.1:8000/
	@$(BIN)/counterpoint serve --dir $(or $(DIR),$(shell ls -td build/site build/demo 2>/dev/null | head -1),build/demo)

check: .venv/.installed ## is the configuration right? names every mistake with file and line
	@$(BIN)/counterpoint check

test: .venv/.packaged ## every test: unit, integration, end to end
	@$(BIN)/python -m pytest

unit: .venv/.tested ## the fast tests, no sockets
	@$(BIN)/python -m pytest tests/unit

lint: .venv/.tested ## style and mistakes (ruff)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/.tested ## types (mypy, strict)
	@$(BIN)/mypy

format: .venv/.tested ## let ruff format and mend
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

validate: .venv/.packaged ## the SAM template
	@AWS_DEFAULT_REGION=us-east-1 $(BIN)/sam validate --lint --template template.yaml

build: .venv/.packaged ## the artefacts that `sam deploy` uploads
	@$(BIN)/python tests/e2e/sam_build.py

bench: .venv/.tested ## every benchmark, in one table
	@$(BIN)/python -m tests.bench

drill: .venv/.tested ## one edition through every fault in turn
	@$(BIN)/python -m tests.bench.drill

pins: .venv/.tested ## pin the newest allowed versions, with hashes
	@$(PIP) uv
	@$(UNPINNED) --python-version 3.11 pyproject.toml -o requirements.txt
	@$(UNPINNED) --python-version 3.13 layers/dependencies/requirements.in -o layers/dependencies/requirements.txt
	@$(UNPINNED) --python-version 3.11 tests/requirements.in -c requirements.txt -o tests/requirements.txt
	@$(UNPINNED) --python-version 3.11 tests/requirements-sam.in -o tests/requirements-sam.txt
	@$(UNPINNED) --python-version 3.11 tests/requirements-checkov.in -o tests/requirements-checkov.txt

clean: ## remove what was built and installed
	@rm -rf .venv build .aws-sam .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Counterpoint needs Python 3.11 or newer; set PYTHON=")'
	@echo "installing into .venv (once)"
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes --no-deps -r requirements.txt
	@$(PIP) --no-deps --editable .
	@touch $@

.venv/.tested: .venv/.installed tests/requirements.txt
	@echo "installing what the tests need (once)"
	@$(PIP) --require-hashes --no-deps -r tests/requirements.txt
	@touch $@

# Large, and needed by the template and the artefacts alone.
.venv/.packaged: .venv/.tested tests/requirements-sam.txt tests/requirements-checkov.txt
	@echo "installing sam and checkov (once)"
	@for tool in sam checkov; do \
	  $(PYTHON) -m venv .venv/$$tool && \
	  .venv/$$tool/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/requirements-$$tool.txt && \
	  ln -sf ../$$tool/bin/$$tool $(BIN)/$$tool || exit 1; \
	done
	@touch $@
