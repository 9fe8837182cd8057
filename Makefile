# `make play` and `make test` do all the set-up on a machine that has Python 3.11+ and make.
PYTHON ?= python3
VENV ?= .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.installed
READY_DEV := $(VENV)/.installed-dev

.PHONY: play test slow check wheel-check compiled snapshots picture samples bench bench-compiled
.PHONY: check-compiled eval clean

play: $(READY)
	$(BIN)/negotiate

test: $(READY_DEV)
	$(BIN)/python -m pytest -n auto --dist loadfile

# Many seeded meetings: persona checks, bots against buyers, hostile models and trainees.
slow: $(READY_DEV)
	$(BIN)/python -m pytest -n auto -m slow

# Lint, format, types and the rule on import directions.
check: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The wheel, installed by itself, plays from another folder: buyers and deals travel inside it.
wheel-check: $(READY_DEV)
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	$(BIN)/python -m venv dist/venv
	dist/venv/bin/python -m pip install --quiet --disable-pip-version-check dist/*.whl
	cd dist && echo "What makes it feel steep?" | venv/bin/negotiate play --plain --seed 1 --transcripts out

# Draw the pictures of the screens anew, after looking at what changed.
snapshots: $(READY_DEV)
	$(BIN)/python -m pytest tests/tui --snapshot-update

# The picture in the README.
picture: $(READY_DEV)
	$(BIN)/python -m docs.picture

# The sample sessions in transcripts/, played and graded anew.
samples: $(READY_DEV)
	$(BIN)/python transcripts/make_samples.py

bench: $(READY_DEV)
	$(BIN)/python -m benchmarks

# A copy in dist/compiled, its reader and grader compiled to C: about twice as fast. It takes a C
# compiler and a minute or two, and it is used from that folder: `python -m simulator.cli`. Sessions
# stay in the transcripts of the checkout, for the copy is made anew each time.
compiled: $(READY_DEV)
	rm -rf dist/compiled
	mkdir -p dist/compiled
	cp -r simulator personas scenarios tests benchmarks pyproject.toml README.md LICENSE dist/compiled
	ln -s ../../transcripts dist/compiled/transcripts
	cd dist/compiled && "$(abspath $(BIN))/python" -m benchmarks.compiled

# Its own tests: compiled code must give the same readings and grades.
check-compiled: compiled
	cd dist/compiled && "$(abspath $(BIN))/python" -m pytest -n auto tests/coding tests/grader

bench-compiled: compiled
	cd dist/compiled && "$(abspath $(BIN))/python" -m benchmarks.reader
	cd dist/compiled && "$(abspath $(BIN))/python" -m benchmarks.grading

eval: $(READY_DEV)
	$(BIN)/python -m benchmarks.evaluate

clean:
	rm -rf $(VENV) dist build

$(VENV):
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; run make PYTHON=python3.12, say.')"
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -c "open('$@', 'w').close()"

$(READY_DEV): pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(BIN)/python -c "open('$@', 'w').close()"
