# The two commands are `make run` and `make test`; each does all the set-up it needs. CONTRIBUTING.md has the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := run
# The first Python that is new enough; PYTHON=... on the command line chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
ifeq ($(strip $(PYTHON)),)
PYTHON := python3
endif
BIN := .venv/bin
# A plain English locale as well: Qt warns about one that is not UTF-8, and a warning fails a test.
OFFSCREEN := QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8

.PHONY: run test soak check format bench installer revision lock clean

run: ## set up, then open the program; with no screen, play a meeting into out/
	@$(PYTHON) tools/set_up.py run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/tasking; else \
	echo "There is no screen here, so Tasking plays a whole meeting and leaves its papers and pictures in out/."; \
	$(OFFSCREEN) exec $(BIN)/tasking tour --out out; fi

test: ## the whole suite; any warning fails
	@$(PYTHON) tools/set_up.py test
	$(OFFSCREEN) $(BIN)/python -m pytest -n 2 -q

soak: ## a thousand kills of the real program, for an hour or so; then a shared database and everything that goes wrong
	@$(PYTHON) tools/set_up.py test
	TASKING_KILLS=1000 $(OFFSCREEN) $(BIN)/python -m pytest -n 2 -q tests/protection/test_kill.py
	TASKING_SOAK=150 $(OFFSCREEN) $(BIN)/python -m pytest -q --log-cli-level=INFO --timeout 600 tests/outbox/test_soak.py

check: ## format, lint, types, import contracts
	@$(PYTHON) tools/set_up.py check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: ## put the code into the house format
	@$(PYTHON) tools/set_up.py check
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## the figures of speed and size beside their targets, and as JSON
	@$(PYTHON) tools/set_up.py bench
	$(OFFSCREEN) $(BIN)/python -m tests.bench

installer: ## the folder that is handed to people, in dist/, and a first try of it
	@$(PYTHON) tools/set_up.py installer
	$(BIN)/python -m PyInstaller --noconfirm --log-level WARN installer.spec
	$(BIN)/python tools/try_installer.py

revision: ## make revision m="what changes": a new database revision, to read and name by hand
	@$(PYTHON) tools/set_up.py check
	$(BIN)/python -m tools.revision "$(m)" $$(printf %04d $$(($$(ls tasking_app/migrations/versions/[0-9]*.py | wc -l) + 1)))

lock: ## choose versions and hashes anew after a change in pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	-q pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	-q --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what was built; the virtual environment stays
	rm -rf build dist out
