# make lab and make test work first and alone in a clean clone; both need Python 3.11 or newer and nothing else.

BIN := .venv/bin
NOTEBOOK := 00_start_here.ipynb
WORKSPACE := workspace
ARGS ?=
PYTEST := $(BIN)/python -m pytest
# On every processor, up to four; the tests of one file stay together, for they share servers, and files come in their
# order: a file of few long tests must not be the last.
AT_ONCE := -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# jsonschema's check of international addresses, which no schema of ours has: it builds a grammar for 2 s in each process
# that reads a notebook. Without it jsonschema leaves that check out.
LEFT_OUT := --no-emit-package rfc3987-syntax --no-emit-package lark
# What failed is tried once more, by itself: some tests wait for a browser or a database, and a busy machine is slow.
ONCE_MORE := --last-failed --last-failed-no-failures none

# JupyterLab stays on this machine: no news and no question about them, no look for updates, no list of extensions.
LAB_FLAGS := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
	--LabApp.extension_manager=readonly --LabApp.app_settings_dir=tools/lab_settings \
	--KernelRestarter.time_to_dead=1 \
	--ServerApp.kernel_websocket_connection_class=ibc_edu.app.prompt_kernels.PromptConnection \
	--LabApp.default_url=/lab/tree/$(NOTEBOOK) --ServerApp.root_dir="$(WORKSPACE)"
ifeq ($(shell id -u),0)
LAB_FLAGS += --allow-root
endif

.PHONY: help app lab test small setup lint types unit web course notebooks browser docs outputs lock bench soak hooks

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 20

app: setup ## Open the course as pages in the browser, no notebook; more flags: make app ARGS="--no-browser --port 8877"
	@$(BIN)/ibc-edu app $(ARGS)

lab: setup ## Open the lessons in JupyterLab; more of its flags: make lab ARGS="--no-browser --port 8899"
	@$(BIN)/ibc-edu workspace "$(WORKSPACE)"
	@$(BIN)/jupyter-lab $(LAB_FLAGS) $(ARGS)

test: small unit notebooks browser ## Run everything that can be checked

# What needs one processor only, side by side, the longest first; then one after another what needs them all. The tests
# of docs/ look at the pages that are built here.
small: setup
	@$(MAKE) --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target) docs types web course lint

setup: ## Build .venv from requirements.lock
	@tools/setup.sh

lint: setup ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## Check types
	$(BIN)/mypy

unit: setup ## Run the tests that need no browser
	$(PYTEST) $(AT_ONCE) --ignore tests/browser $(ARGS) || $(PYTEST) --ignore tests/browser $(ONCE_MORE) $(ARGS)

web: setup ## Check types, style and behavior of the JavaScript; make web ARGS=quiz runs a few of its tests
	@tools/web.sh $(ARGS)

course: setup ## Prove that evidence, keys and coverage of the course hold
	$(BIN)/ibc-edu check

notebooks: setup ## Run every notebook and compare each output with the saved one
	IBC_EDU_RECORD=memory $(PYTEST) notebooks $(AT_ONCE) -p no:hypothesispytest --nbval --nbval-current-env \
		--nbval-sanitize-with tests/notebooks/sanitize.cfg

browser: setup ## Use the lessons in a real Chromium, by mouse and by keyboard
	$(PYTEST) $(AT_ONCE) tests/browser $(ARGS) || $(PYTEST) tests/browser $(ONCE_MORE) $(ARGS)

docs: setup ## Build the pages of docs/ into build/docs; a warning is an error
	$(BIN)/python -m sphinx -q -W --keep-going docs build/docs $(ARGS) || { rm -rf build/docs; exit 1; }

outputs: setup ## Run the lessons and save their outputs, of a widget the text form only
	$(BIN)/python tools/save_outputs.py $(ARGS)

lock: setup ## Resolve requirements.lock from pyproject.toml; to move to newer releases: make lock ARGS=--upgrade
	$(BIN)/uv --quiet pip compile pyproject.toml --extra app --extra lab --group test --group lint --group build --group bench --group docs --group hub \
		--universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links $(LEFT_OUT) $(ARGS) -o requirements.lock

bench: setup ## Measure against peers and floors
	@for script in $(filter-out benchmarks/kill_soak.py,$(wildcard benchmarks/*.py)); do \
		echo "$$script"; $(BIN)/python $$script || exit 1; done

soak: setup ## Kill the record's writers for hours and see that nothing acknowledged is lost
	$(BIN)/python benchmarks/kill_soak.py $(ARGS)

hooks: setup ## Run the checks before each commit
	$(BIN)/pre-commit install
