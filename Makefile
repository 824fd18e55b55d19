# Every command of the project; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
DEV := .venv/installed-dev.txt
CODE := app.py start.py upgrade.py pages capaian tests bench

.PHONY: help run test check fix lock bench examples pictures unit apptest browser
help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## set up what is missing and start the app on this computer
	$(PYTHON) start.py

test: check apptest browser ## everything: format, lint, types, imports, unit, property, AppTest and browser tests

check: lint unit ## the fast part: format, lint, types, imports, unit and property tests

.PHONY: lint
lint: $(DEV)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache

unit: $(DEV) ## unit and property tests, in parallel
	$(BIN)/pytest -n 2 --dist worksteal -m "not apptest and not browser"

apptest: $(DEV) ## pages through Streamlit's AppTest, one after another
	$(BIN)/pytest -m apptest

browser: $(DEV) ## the real server in Chromium
	$(BIN)/pytest -n 2 --dist loadfile -m browser

fix: $(DEV) ## format and mend what the linter can
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

bench: $(DEV) ## measure, each figure beside a named peer in the same run
	$(BIN)/python -m bench

examples: $(DEV) ## make the invented workbooks in data/ again
	$(BIN)/python -m tests.examples

pictures: $(DEV) ## pictures of every screen into docs/pictures
	$(BIN)/python -m tests.browser.pictures

lock: $(DEV) ## pin the requirements again, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade requirements-dev.in -o requirements-dev.txt

$(DEV): requirements.txt requirements-dev.txt
	$(PYTHON) start.py --install
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(DEV)
