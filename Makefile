# make demo   分析样例，看看能得到什么（只需要 Python 3.11 以上）
# make test   代码风格、类型、全部测试
# make score  对照人工标注算准确率
# make pages  重新生成文档中由代码和 README 得来的各页
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
# set-up is repeated only when what it depends on changes
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
OUT := out/demo

.PHONY: demo test score lint pages clean
.DEFAULT_GOAL := demo

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更新的版本，请先安装：https://www.python.org/downloads/"; exit 1; }
	$(PYTHON) -m venv .venv

$(INSTALLED): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(INSTALLED_DEV): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	@touch $@ $(INSTALLED)

demo: $(INSTALLED)
	$(BIN)/policy-analyzer analyze samples/*.txt -o $(OUT) --force

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest

score: $(INSTALLED_DEV)
	$(BIN)/python -m benchmarks.score

pages: $(INSTALLED_DEV)
	$(BIN)/python -m analyzer.presentation.columns_page > docs/columns.md
	PYTHONPATH=. $(BIN)/python scripts/make_cli_page.py
	PYTHONPATH=. $(BIN)/python scripts/make_api_page.py
	PYTHONPATH=. $(BIN)/python scripts/make_accuracy_page.py

clean:
	rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
