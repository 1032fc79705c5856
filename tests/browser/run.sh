#!/bin/sh
# Fetches what the walk needs, builds the desk it walks through, walks.
set -eu
cd "$(dirname "$0")/../.."
make -s build/tests/desk/serve_fixture
cd tests/browser
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent
fi
exec node desk.mjs
