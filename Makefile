# Everything a person or CI runs. At the start: Python 3.11 or newer, make and git.
# A stamp file says what is up to date, so every target may be run again at no cost.

SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
KG := $(VENV)/bin/kg
OUT ?= out/demo
EXAMPLES := $(wildcard examples/documents/*) examples/regions.toml
SOURCES := $(shell find kg ontology extract exports -type f -not -name '*.pyc' 2>/dev/null)
LOCK := requirements/lock.txt

.PHONY: help demo test lint bench pictures lock lowest clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(OUT)/report.json ## install and turn the example documents into OUT=out/demo
	@echo
	@echo "打开 Open: $(OUT)/workbench.html   （浏览器，无需联网 in a browser, no network needed）"
	@echo "试试 Try:  $(KG) workload 云河市工业和信息化局 -g $(OUT)"
	@echo "           $(KG) lineage 临政发〔2023〕8号 -g $(OUT)"

test: $(VENV)/.stamp-dev ## the whole test suite
	@.ci/programs
	$(PY) -m pytest

lint: $(VENV)/.stamp-dev ## style, types and the layering
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

bench: $(VENV)/.stamp-dev ## speed on this machine, and 500 planted documents against their truth
	$(PY) bench/extract_speed.py
	$(PY) bench/run.py
	$(PY) bench/planted.py

pictures: $(VENV)/.stamp-dev ## the pictures of the documentation, drawn anew from the examples
	@.ci/programs
	$(PY) -m pip install --quiet --disable-pip-version-check pillow
	$(PY) docs/pictures.py

lock: ## requirements/lock.txt anew, with the newest releases
	.ci/lock

lowest: ## the tests with the oldest releases that pyproject.toml allows, in .venv-lowest
	.ci/lowest

clean: ## forget the environment and every result
	rm -rf $(VENV) .venv-lowest out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(OUT)/report.json: $(VENV)/.stamp-run $(EXAMPLES) $(SOURCES)
	$(KG) build examples/documents --regions examples/regions.toml -o $(OUT)

$(VENV)/.stamp-run: pyproject.toml $(LOCK) $(VENV)/.stamp-venv
	.ci/install $(VENV) .
	@touch $@

$(VENV)/.stamp-dev: pyproject.toml $(LOCK) $(VENV)/.stamp-venv
	.ci/install $(VENV) '.[test,lint]'
	@touch $@ $(VENV)/.stamp-run

$(VENV)/.stamp-venv:
	.ci/venv $(VENV)
	@touch $@
