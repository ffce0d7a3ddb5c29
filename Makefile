# Everything a person or CI runs. `make run` and `make test` need nothing but python3 with venv.

PYTHON ?= python3
BIN := .venv/bin
# As in CI: no package of the user's own.
export PYTHONNOUSERSITE := 1
# What is compiled once is kept: each process of the tests would compile it again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run doctor test check bench soak texts diagram manifest picture

install: .venv/.dev

# Your own Slack where there are tokens, else practice; ARGS='--port 8081' is for practice.
run: .venv/.run
	@$(BIN)/python -m practice.start $(ARGS)

doctor: .venv/.run
	@$(BIN)/python -m bot doctor

# In the order of names: of the files of few tests, which would come last, several take a minute.
# Three, also on two cores: many tests wait more than they compute.
test: .venv/.dev
	@sh tests/browser/install_chromium.sh
	@$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

check: .venv/.dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory test

bench: .venv/.dev
	@$(BIN)/python -m tests.bench

# 200 rounds of deaths, pauses and faults of Slack; CRASH_ROUNDS, CRASH_SEED: see tests/crash/soak.py.
soak: .venv/.dev
	@$(BIN)/python -m tests.crash.soak

# docs/practice.png and docs/home.png, of the README and docs/assistant.md; needs Chromium.
picture: .venv/.dev
	@$(BIN)/python -m tests.browser.picture

# manifest.yml as the JSON that Slack's command line asks for.
manifest: .venv/.run
	@$(BIN)/python -c 'import json, yaml; print(json.dumps(yaml.safe_load(open("manifest.yml"))))'

# After a change of bot/domain/setup_steps.py: the picture in docs/architecture.md.
diagram: .venv/.dev
	@$(BIN)/python -m tests.docs.diagram

# After a change of bot/locale/*/LC_MESSAGES/bot.po.
texts: .venv/.dev
	@for language in en fr; do \
		$(BIN)/pybabel -q compile -i bot/locale/$$language/LC_MESSAGES/bot.po \
			-o bot/locale/$$language/LC_MESSAGES/bot.mo; \
	done

.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; PYTHON=python3.12 make … names another one" >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

# What running needs.
.venv/.run: requirements.lock .venv/.python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# What everything else needs too.
.venv/.dev: requirements-dev.lock .venv/.python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ .venv/.run
