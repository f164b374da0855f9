# Two commands do everything on a machine that has Python 3.11 or newer, git and make: `make demo` and `make test`.
# Each sets up .venv first, once; it is renewed when pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# Where mypy finds the package `spanlint`: links to the three folders that make it up (see pyproject.toml).
TYPED := $(VENV)/typed/spanlint

.PHONY: help demo test lint generate clean

help:
	@echo 'make demo      analyse examples/ and show every finding, then let the node answer examples/node.jsonl'
	@echo 'make test      run all tests'
	@echo 'make lint      run ruff and mypy'
	@echo 'make generate  renew the compiled facts, and the parts of the READMEs that spanlint itself prints'
	@echo 'make clean     delete $(VENV) and what the tools cached'

demo: $(VENV)/.demo
	@echo '==> spanlint check examples'
	@$(BIN)/spanlint check --exit-zero examples
	@echo
	@echo '==> spanlint node < examples/node.jsonl'
	@$(BIN)/spanlint node < examples/node.jsonl

test: $(VENV)/.test
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.test $(VENV)/.lint $(TYPED)
	$(BIN)/ruff check .
	$(BIN)/mypy

generate: $(VENV)/.demo
	$(BIN)/python -m spanlint.analyzer.grammars.facts
	$(BIN)/python tests/readme.py

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'spanlint needs Python 3.11 or newer, and $(PYTHON) is not; name another one: make PYTHON=python3.11 ...' >&2; exit 2; }
	@echo '==> setting up $(VENV), once'
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
	  echo '$(PYTHON) -m venv failed; on Debian and Ubuntu install the package python3-venv, then try again' >&2; exit 2; }
	@$(PIP) install --quiet --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.demo: $(VENV)/.python pyproject.toml
	@$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.test $(VENV)/.lint: $(VENV)/.%: $(VENV)/.demo
	@$(PIP) install --quiet --group $*
	@touch $@

$(TYPED): $(VENV)/.python
	@mkdir -p $@
	@ln -sfn "$(CURDIR)/analyzer" "$(CURDIR)/grammars_config" "$(CURDIR)/node" $@
