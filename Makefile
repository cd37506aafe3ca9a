# Everything a developer or operator runs. `make help` lists it.
# A setting can be given on the command line: make run PORT=8001 DATA_DIR=var2 DEMO=0

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run dev test one check lock messages bench sbom chaos many rewrites mutants install install-dev install-bench soak

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## Start everything on this machine, with a demo newsroom (DEMO=0: empty)
	@exec env DEMO_BY_DEFAULT=1 $(BIN)/python manage.py run

dev: install-dev ## The same for who changes the code: a saved file starts web, worker and beat anew
	@exec env DEMO_BY_DEFAULT=1 DEBUG=1 $(BIN)/python manage.py run --reload

one: install-dev ## Run one test or file on SQLite, in order: make one T=tests/claims/test_rules.py
	@$(BIN)/python -m pytest -p no:randomly -q $(T)

test: install-dev ## Run all tests, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest $(IN_PARALLEL) $(COUNTED) $(ARGS)
	@TEST_DATABASE=postgresql $(BIN)/python -m pytest $(IN_PARALLEL) $(COUNTED) $(ARGS)

# One more than there are cores, since tests that start processes mostly wait; who is done takes over from the others.
IN_PARALLEL := -n $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1))) --dist worksteal

check: install-dev ## What CI runs: format, lint, types, migrations, architecture, tests, branches covered
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python scripts/audit.py requirements-dev.txt
	rm -rf .coverage.d
	$(MAKE) test COUNTED="-p tests.counting"
	$(BIN)/python -m slipcover --merge .coverage.d/*.json --out .coverage.d/all.json

lock: install-dev ## Lock the dependencies anew, with hashes
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra dev -o requirements-dev.txt
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --extra dev --extra bench -o requirements-bench.txt

LOCK := --quiet --upgrade --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 \
	--custom-compile-command "make lock"

messages: install-dev ## Collect the translatable texts and compile the catalogues
	$(BIN)/python scripts/messages.py

bench: install-bench ## Measure, beside a peer in the same run
	@for script in benchmarks/bench_*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script || exit 1; done

sbom: install ## Write down what Foresaid is made of, with versions, hashes and licences: sbom.json
	@$(BIN)/python scripts/sbom.py > sbom.json

chaos: install-dev ## Race, kill and starve the alerts, and count what arrives (some ten minutes)
	@$(BIN)/python scripts/chaos.py

soak: install-dev ## Walk through ten years of alerts day by day, beside an oracle (some five minutes; SOAK_CLAIMS=40 SOAK_NEAR=1)
	@$(BIN)/python scripts/soak.py

many: install-dev ## Run on seven machines (network namespaces), and kill, empty and cut off (as root; MANY_FEEDS=300)
	@$(BIN)/python scripts/many.py

rewrites: install-dev ## Rewrite the log 1,000 times with its keys, and check each with the readers' script (a minute)
	@REWRITES=1000 $(BIN)/python -m pytest -q -n0 -k rewrites tests/claims/record/test_rewritten_log.py
	@REWRITES=1000 TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n0 -k rewrites tests/claims/record/test_rewritten_log.py

# Also for one part of those in pyproject: make mutants T="claims.rules.*"; what survived: mutmut results, mutmut show.
mutants: install-bench ## Change the pure parts line by line, and list the changes that no test notices (hours)
	@$(BIN)/mutmut run $(T); $(BIN)/mutmut results

install:
	@$(PYTHON) scripts/bootstrap.py requirements.txt

install-dev:
	@$(PYTHON) scripts/bootstrap.py requirements-dev.txt

install-bench:
	@$(PYTHON) scripts/bootstrap.py requirements-bench.txt
