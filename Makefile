# `make run` starts Switchback, `make test` checks all of it; both set themselves up on first use.

PORT ?= 8501
HOST ?= 127.0.0.1
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin

.PHONY: run test bench format browser clean
.DEFAULT_GOAL := run

run: .venv/run.stamp
	$(BIN)/python -m streamlit run app.py --server.address $(HOST) --server.port $(PORT)

test: .venv/test.stamp browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

bench: .venv/test.stamp browser
	for script in benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit 1; done

format: .venv/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser:
	@sh .ci/browser

clean:
	rm -rf .venv

# A stamp is as new as the packages that its requirements file asked for.
.venv/run.stamp: requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

.venv/test.stamp: tests/requirements.txt requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	touch $@ .venv/run.stamp

$(BIN)/pip:
	sh .ci/venv $(PYTHON)
