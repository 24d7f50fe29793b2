# Every target works on a machine with nothing but Python >= 3.11; `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
UNITS ?= 3179
COUNT ?= 2000
SEED ?= 1
PIN := -q --universal --generate-hashes --no-header --python-version 3.11 --upgrade

.PHONY: help demo test dev lint types check samples city bench docs schema pins fuzz parity plans paths checks levers rooms replanning dirty clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: ## set up and score a sample village
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements/run.txt && $(BIN)/pip install -q --no-deps . && $(BIN)/starcli score samples/hujiaping.xlsx --out results

test: ## set up and run the tests
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements/test.txt && $(BIN)/pip install -q --no-deps --no-build-isolation -e . && $(BIN)/pytest

dev: ## set up what developers need
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements/dev.txt && $(BIN)/pip install -q --no-deps --no-build-isolation -e .

lint: ## style
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: ## types, strictly
	$(BIN)/mypy

samples: ## make the sample workbooks again
	$(BIN)/python samples/make_samples.py

city: ## set up and make a city of 3,179 workbooks (UNITS=n for another)
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements/test.txt && $(BIN)/pip install -q --no-deps --no-build-isolation -e . && $(BIN)/python bench/make_city.py --units $(UNITS)

bench: ## set up and measure ranking that city, against other readers
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -r requirements/test.txt && $(BIN)/pip install -q --no-deps --no-build-isolation -e . && $(BIN)/python bench/rank.py --units $(UNITS)

docs: ## make the generated pages and the JSON Schema again
	$(BIN)/python docs/generate.py

pins: ## choose versions anew, for every system (needs uv)
	uv pip compile $(PIN) -o requirements/run.txt pyproject.toml
	uv pip compile $(PIN) --extra test -o requirements/test.txt pyproject.toml
	uv pip compile $(PIN) --extra test --extra dev -o requirements/dev.txt pyproject.toml

fuzz: ## spoiled workbooks against the real program (COUNT=n SEED=n for more and others)
	$(BIN)/python tests/fuzz/run.py --count $(COUNT) --seed $(SEED)

parity: COUNT = 5000
parity: ## forms recalculated by LibreOffice against the engine, cell by cell (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m parity.run --count $(COUNT) --seed $(SEED)

plans: COUNT = 200
plans: ## plans recalculated by LibreOffice against the engine, as written and filled in (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m parity.plans --count $(COUNT) --seed $(SEED)

paths: COUNT = 3000
paths: ## the path to a grade against every combination, and against HiGHS (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m paths.run --count $(COUNT) --seed $(SEED)

rooms: ## rooms for units against every allocation (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m allocations.run --count $(COUNT) --seed $(SEED)

levers: COUNT = 1000
levers: ## the fixes that bring the most against every choice, HiGHS and the most missed (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m levers.run --count $(COUNT) --seed $(SEED)

replanning: COUNT = 1000
replanning: ## grids for communities against every division, and large ones in time (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m replanning.run --count $(COUNT) --seed $(SEED) --large 200

checks: COUNT = 200
checks: ## check sheets there and back by the program, and what they displaced, to the last digit (COUNT=n SEED=n for more and others)
	PYTHONPATH=tests $(BIN)/python -m checks.run --count $(COUNT) --seed $(SEED)

dirty: ## make sixty dirty workbooks in the folder dirty/
	$(BIN)/python samples/dirty.py dirty

clean: ## remove what the targets above made
	rm -rf .venv results dirty fuzz-faults dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
