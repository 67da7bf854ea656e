# `make run` starts Switchback, `make test` checks all of it; both set themselves up on first use.

PORT ?= 8501
HOST ?= 127.0.0.1
PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
TOOLS := .venv/tools/bin

.PHONY: run test bench format browser nginx lock audit clean
.DEFAULT_GOAL := run

run: .venv/run.stamp
	$(BIN)/python -m streamlit run app.py --server.address $(HOST) --server.port $(PORT)

test: .venv/test.stamp node_modules/.stamp browser nginx
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/node node_modules/typescript/bin/tsc
	$(BIN)/node --test "tests/**/*.test.js"
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

bench: .venv/test.stamp browser
	for script in benchmarks/[a-z]*.py; do $(BIN)/python $$script || exit 1; done

format: .venv/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser:
	@sh .ci/browser

nginx:
	@sh .ci/nginx

# What a server is installed from: every package that it needs, with the hashes of its files.
lock: .venv/tools.stamp
	$(TOOLS)/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-index-url \
		--no-emit-find-links --output-file deploy/requirements.lock requirements.txt

audit: .venv/tools.stamp
	$(TOOLS)/pip-audit --require-hashes --disable-pip --requirement deploy/requirements.lock

clean:
	rm -rf .venv node_modules

# A stamp is as new as the packages that its requirements file asked for.
.venv/run.stamp: requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	touch $@

.venv/test.stamp: tests/requirements.txt requirements.txt | $(BIN)/pip
	$(BIN)/python -m pip install --quiet --requirement tests/requirements.txt
	touch $@ .venv/run.stamp

# In an environment of their own: what they need is none of the project's business.
.venv/tools.stamp: deploy/tools.txt | $(BIN)/pip
	$(BIN)/python -m venv .venv/tools
	$(TOOLS)/python -m pip install --quiet --requirement deploy/tools.txt
	touch $@

# Node and npm come with a package of the tests.
node_modules/.stamp: package.json package-lock.json | .venv/test.stamp
	$(BIN)/npm ci --silent --no-audit --no-fund
	touch $@

$(BIN)/pip:
	sh .ci/venv $(PYTHON)
