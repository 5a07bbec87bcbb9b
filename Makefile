# Two commands: `make run` to see it, `make test` to trust it. `make help` lists the rest.
.SUFFIXES:
# Another Python than the one found: make run PYTHON=python3.12
PYTHON =
PORT ?= 8000
# `make test ONLY=walls` runs the steps whose name has the word.
ONLY =

.PHONY: help run setup check test peers lock clean

help: ## what each command does
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

run: ## set up, load the demo into an empty database, and serve it (PORT=8000)
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py; \
	exec env DEMO=1 PORT="$(PORT)" .venv/bin/equalweight serve

setup: ## only the set-up, into .venv
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py

check: ## the fast loop: lint, format, types, walls, core and rules tests
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py --tools --no-frontend; \
	exec .venv/bin/python scripts/checks.py check

test: ## everything, on SQLite and on PostgreSQL, in a real browser
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py --tools; \
	exec .venv/bin/python scripts/checks.py test --only "$(ONLY)"

peers: ## measure beside libraries that do a like job (bench/)
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py --tools; \
	exec .venv/bin/python scripts/peers.py measure

lock: ## compile requirements/*.in into *.txt again: versions and hashes
	@set -e; python=$$(PYTHON="$(PYTHON)" scripts/python); "$$python" scripts/set_up.py --no-frontend; \
	exec .venv/bin/python scripts/lock.py

clean: ## remove what was built and installed; the database in var/ stays
	rm -rf .venv .venv-peers frontend/node_modules src/equalweight/site/web/static/built var/log var/static build \
		.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache .hypothesis
	find src tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} +
