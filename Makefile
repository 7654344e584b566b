# Each target sets itself up: `make sessions` works in a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
WEB := audio_builder/page/web

.PHONY: help sessions figures sample test test-all torture lint check format bench player clean

help:
	@echo "make sessions  make every session into out/"
	@echo "make figures   draw all movements onto one sheet, docs/figures.png"
	@echo "make sample    speak a minute of a session into docs/sample.mp3"
	@echo "make test      run the quick tests (6 minutes on two cores)"
	@echo "make test-all  run every test"
	@echo "make torture   kill, damage and mislead hundreds of builds (half an hour on two cores)"
	@echo "make lint      check format, style, types and content; change nothing"
	@echo "make check     make lint, then make test"
	@echo "make format    format the code, and fix what ruff can fix"
	@echo "make bench     run the benchmarks, and write docs/performance.md"
	@echo "make player    build the listening page (needs Node 20 or newer)"
	@echo "make clean     remove everything that was made here"

sessions: $(VENV)/.installed
	$(BIN)/gentleback build

figures: $(VENV)/.installed
	$(BIN)/gentleback figures --sheet docs/figures.png

sample: $(VENV)/.installed
	$(BIN)/python -m benchmarks.sample

test: $(VENV)/.installed-test
	$(PYTEST) -m 'not network and not slow' $(ARGS)

test-all: $(VENV)/.installed-test
	$(PYTEST) $(ARGS)

torture: $(VENV)/.installed-test
	$(BIN)/python -m tests.torture $(ARGS)

lint: $(VENV)/.installed-dev
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/gentleback check

check: lint test

format: $(VENV)/.installed-dev
	$(BIN)/python -m ruff format .
	$(BIN)/python -m ruff check --fix .

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks $(ARGS)

player: $(VENV)/.installed
	cd $(WEB) && npm ci && npm run types && npm run build
	$(BIN)/python -m audio_builder.page.shell

clean:
	rm -rf $(VENV) .venv-* out figures dist build $(WEB)/node_modules

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[audio,serve]'
	touch $@

$(VENV)/.installed-test: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ $(VENV)/.installed

$(VENV)/.installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed-test $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@ $(VENV)/.installed-dev $(VENV)/.installed-test $(VENV)/.installed
