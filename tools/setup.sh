#!/bin/sh
# Builds .venv from requirements.lock and installs ibc_edu into it; does nothing when both are up to date.
# PYTHON=/path/to/python chooses the interpreter. A .venv that is half-made, broken or moved is made anew.
set -eu
cd "$(dirname "$0")/.."

recent() { command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
same() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
say() { printf '%s\n' "$*" >&2; }

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        recent "$PYTHON" && { echo "$PYTHON"; return; }
        say "PYTHON=$PYTHON is not a Python 3.11 or newer."
        exit 1
    fi
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        recent "$name" && { echo "$name"; return; }
        [ "$name" = python3 ] && command -v python3 >/dev/null 2>&1 &&
            say "python3 is $(python3 --version 2>&1), older than the 3.11 that is needed; looking for another one."
    done
    say "No Python 3.11 or newer was found. Install one (https://www.python.org), or name it: make setup PYTHON=/path/to/python3"
    exit 1
}

locked="$(pwd) $(cksum < requirements.lock)"
if ! same .venv/.locked "$locked" || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    python=$(choose_python)
    say "Setting up .venv with $("$python" --version): a minute or two, longer where the network or the computer is slow, and only this once."
    rm -rf .venv
    "$python" -m venv .venv || {
        say "$python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"
        exit 1
    }
    # The lock is complete, but for what `make lock` leaves out on purpose.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
    echo "$locked" > .venv/.locked
fi

# What Jupyter finds outside the package is copied into .venv when it is built.
built="$(find pyproject.toml hatch_build.py etc/jupyter ibc_edu/app/jupyter -type f | sort | xargs cksum)"
if ! same .venv/.built "$built" || ! .venv/bin/python -c 'import ibc_edu' 2>/dev/null; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
    .venv/bin/ibc-edu starter . >/dev/null || say "No file to double-click could be made; make lab works without it."
    .venv/bin/python -m compileall -q ibc_edu # as pip does for what it installs: the first kernel need not
    echo "$built" > .venv/.built
fi
