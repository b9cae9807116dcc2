# Every target brings up what it needs in .venv from the locks in requirements/, once; a second run installs nothing.
.DEFAULT_GOAL := help
.PHONY: help site serve check test bench audit mutants rehearse tree addresses reviews update unchanged lock newest chromium clean

# The locks hold for Python 3.11.5 to 3.13. Name another interpreter with: make site PYTHON=python3.12
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(not (3, 11, 5) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
export CHROMIUM
# Not in the locks: the package index has no build for the CPU alone on Linux, and PyTorch's own files have other hashes.
# TORCH=cuda takes the usual build; TORCH=none goes without, and the tests that are left out are named.
TORCH_VERSION := 2.13.0
TORCH := cpu
torch = $(if $(filter none,$(TORCH)),$(VENV)/.test,$(VENV)/.torch)
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
PYTEST := $(BIN)/python -m pytest -n auto

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

site: $(VENV)/.site ## build everything into site/
	$(BIN)/python -m publish

# Only from the command line: gettext has an environment variable of this name.
serve: $(VENV)/.site ## live preview at http://127.0.0.1:8000, in Portuguese; another: make serve LANGUAGE=en
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m publish.site.preview $(if $(filter command,$(origin LANGUAGE)),$(LANGUAGE))

check: $(VENV)/.check ## the fast tests, without the SDK or a browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m publish --pages
	$(PYTEST) -m "not starts_a_build and not audit" tests/decision tests/symptoms tests/publish tests/docs tests/snippets/voices tests/test_locks.py tests/mutants/test_list.py

test: $(torch) chromium ## every test; without those that need PyTorch, and naming them: make test TORCH=none
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m publish
	$(PYTEST) $(if $(filter none,$(TORCH)),--without-torch)

audit: $(VENV)/.torch chromium ## every variation of what the tests try one of each kind of; shows how far it is
	$(BIN)/python -m tests.audit.tools
	$(BIN)/python -m publish
	$(PYTEST) -m audit

mutants: $(VENV)/.test chromium ## which wrong statements no test would notice: make mutants ONLY=tree
	$(BIN)/python -m tests.mutants $(ONLY)

bench: $(VENV)/.test chromium ## how heavy and how fast the site is, beside its limits: a table
	$(BIN)/python -m publish
	$(BIN)/python -m tests.bench

# Only a snippet that imports torch brings it.
files = $(wildcard $(SNIPPET) $(SNIPPET:%=snippets/%) $(SNIPPET:%=snippets/%.py))
needed_torch = $(shell grep -rqs '^import torch' $(files) /dev/null && echo $(VENV)/.torch)
rehearse: $(VENV)/.test $(needed_torch) ## run one snippet on this computer: make rehearse SNIPPET=modo-script
	@test -n "$(SNIPPET)" || { echo "Say which: make rehearse SNIPPET=<name>; the names are in snippets/" >&2; exit 2; }
	$(BIN)/python -m rehearsal $(SNIPPET) --work build/rehearsal/$(notdir $(SNIPPET:%/=%))

update: $(VENV)/.torch $(VENV)/.v2 chromium ## regenerate every generated file that is committed
	$(BIN)/python -m decision keep
	$(BIN)/python -m rehearsal --update
	$(BIN)/python -m tests.snippets.adjustments_permitted
	$(BIN)/python -m rehearsal.command.rosetta
	$(BIN)/ruff format .
	rm -rf build/checked
	$(BIN)/python -m publish
	$(PYTEST) tests/decision/test_tree.py tests/book/test_printed_chooser.py tests/browser/test_chooser_paths.py
	$(BIN)/python -m tests.paths_followed
	$(BIN)/python -m publish.site.addresses

tree: $(VENV)/bin/python ## after a change of the tree: check it, and keep its version in decision/history/
	$(BIN)/python -m decision keep
	$(BIN)/python -m decision check

addresses: $(VENV)/.site ## after a new page or heading: add its addresses to docs/addresses.txt
	$(BIN)/python -m publish --pages
	$(BIN)/python -m publish.site.addresses

reviews: $(VENV)/.site ## open or mend the issue that lists the sources to be read again; needs gh, signed in
	@.github/scripts/reviews.sh $(BIN)/python -m publish.sources --expired

# pip-audit in an environment of its own; it reads the locks as they are, and installs none of what they name.
ADVISORIES := $(VENV)/advisories/bin
advisories: ## known vulnerabilities of what the locks install
	$(PYTHON) -m venv --clear $(VENV)/advisories
	$(ADVISORIES)/pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	$(ADVISORIES)/pip-audit --strict --disable-pip --require-hashes $(foreach lock,$(wildcard requirements/*.txt),-r $(lock))

release: ## make the release of a tag, with PDFs, zips and wheel: make release TAG=v1.0.0; needs gh, signed in
	@TAG=$(TAG) .github/scripts/release.sh

unchanged: ## fail when a generated file is not as committed; COMMAND is what made it
	@git add --intent-to-add . && git diff --exit-code || { \
	  echo "What is committed is not what \`$(COMMAND)\` makes: run $(COMMAND), read the difference, commit it." >&2; exit 1; }

lock: ## make the locks in requirements/ again from pyproject.toml; the largest decides the versions of all
	$(PYTHON) -m venv $(VENV)/uv && $(VENV)/uv/bin/pip install --quiet uv==$(UV_VERSION)
	for group in test check site; do $(VENV)/uv/bin/uv pip compile --quiet --universal --python-version 3.11.5 \
	  --generate-hashes --custom-compile-command "make lock" --group pyproject.toml:$$group \
	  $$(test $$group = test || echo --constraint requirements/test.txt) -o requirements/$$group.txt || exit 1; done
	$(VENV)/uv/bin/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
	  --custom-compile-command "make lock" --group pyproject.toml:v2 -o requirements/v2.txt
	$(PYTHON) -c 'import hashlib, pathlib; print(*(f"{hashlib.sha256(lock.read_bytes()).hexdigest()}  {lock.name}" \
	  for lock in sorted(pathlib.Path("requirements").glob("*.txt"))), sep="\n")' > requirements/SHA256SUMS

# In an environment of its own; the locks first, so that only what is newer differs. The SDK's parts by name: pip is
# satisfied with older ones otherwise.
NEWEST := $(VENV)/newest/bin
newest: ## try what the guide says against the newest SDK 3, boto3 and moto: which pages must change
	$(PYTHON) -m venv --clear $(VENV)/newest
	$(NEWEST)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	$(NEWEST)/pip install --quiet --disable-pip-version-check --upgrade "sagemaker>=3,<4" \
	  sagemaker-core sagemaker-train sagemaker-serve sagemaker-mlops boto3 botocore moto
	$(NEWEST)/python -m tests.torch_build torch==$(TORCH_VERSION) $(filter-out none,$(TORCH))
	rm -f build/newest.xml
	-$(NEWEST)/python -m pytest -n auto --junitxml build/newest.xml tests/rehearsal tests/sdk tests/snippets
	$(NEWEST)/python -m tests.newest build/newest.xml

chromium: $(VENV)/.test ## find a Chromium for the browser tests, or say how to get one
	@$(BIN)/python -m tests.browser.chromium

clean: ## remove what was built; the next run starts from nothing
	rm -rf site build $(VENV)

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python from 3.11.5 to 3.13 found. Install one, or name it: make site PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python has no venv. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements/site.txt | $(VENV)/bin/python
	@echo "Setting up the site's tools: downloads about 110 MB, takes about half a minute, once."
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.check: requirements/check.txt $(VENV)/.site
	@echo "Setting up the fast tests: downloads about 30 MB, takes about half a minute, once."
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.check
	@echo "Setting up all tests: downloads the whole SageMaker SDK (1.4 GB on disk), takes two to five minutes, once."
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Whoever has the right version in .venv already, of whichever build, keeps it.
$(VENV)/.torch: $(VENV)/.test
	@$(BIN)/python -m tests.torch_build torch==$(TORCH_VERSION) $(filter-out none,$(TORCH))
	@touch $@

# SDK v2 in an environment of its own, for snippets/rosetta.
$(VENV)/.v2: requirements/v2.txt | $(VENV)/bin/python
	@echo "Setting up SDK v2 in $(VENV)/v2, beside the rest: takes about two minutes, once."
	$(PYTHON) -m venv $(VENV)/v2
	$(VENV)/v2/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
