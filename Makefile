# Every command of the project; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
DEV := .venv/installed-dev.txt
# Compiled code is kept, wherever a machine says it is not to be: else each of a hundred processes of the tests compiles
# the program anew, 8 s of CPU for each that collects the tests.
unexport PYTHONDONTWRITEBYTECODE
CODE := app.py start.py upgrade.py pages capaian tests bench

AUDITOR := pip-audit==2.10.1
LISTER := cyclonedx-bom==7.5.0

.PHONY: help run wheels test check fix lock bench examples pictures unit apptest browser audit sbom check-streamlit
help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 17

run: ## set up what is missing and start the app on this computer
	$(PYTHON) start.py

wheels: ## every package into the folder wheels, for a computer without the internet
	$(PYTHON) start.py --wheels

# Types and AppTest each keep one core busy: they run beside each other, everything else takes both.
test: style ## everything: format, lint, types, imports, unit, property, AppTest and browser tests
	$(MAKE) --no-print-directory -j 2 types apptest
	$(MAKE) --no-print-directory unit browser

check: style types unit ## the fast part: format, lint, types, imports, unit and property tests

.PHONY: style types
style: $(DEV)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/lint-imports --no-cache

types: $(DEV)
	$(BIN)/pyright

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

pictures: $(DEV) ## pictures of every screen and every paper into docs/pictures
	$(BIN)/python -m tests.browser.pictures
	$(BIN)/python -m tests.reports.paper_pictures
	$(BIN)/python -m tests.reports.workbook_pictures

lock: $(DEV) ## pin the requirements again, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --upgrade requirements-dev.in -o requirements-dev.txt

audit: $(DEV) ## ask the vulnerability service about every pinned package; one it does not know counts as a failure
	$(BIN)/uv tool run --quiet --from $(AUDITOR) pip-audit --strict --require-hashes --disable-pip -r requirements.txt
	$(BIN)/uv tool run --quiet --from $(AUDITOR) pip-audit --strict --require-hashes --disable-pip -r requirements-dev.txt

sbom: $(DEV) ## the software bill of materials (CycloneDX), build/sbom.json
	mkdir -p build
	$(BIN)/uv tool run --quiet --from $(LISTER) cyclonedx-py requirements --output-reproducible -o build/sbom.json requirements.txt

check-streamlit: $(DEV) ## what depends on the insides of Streamlit; see docs/upgrading-streamlit.md
	$(BIN)/pytest -n 2 --dist loadfile tests/web tests/browser/test_builtin_texts.py tests/browser/test_foundations.py tests/browser/test_gate.py tests/browser/test_isolation.py tests/browser/test_look.py tests/browser/test_shown.py

$(DEV): requirements.txt requirements-dev.txt
	$(PYTHON) start.py --install
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(DEV)
