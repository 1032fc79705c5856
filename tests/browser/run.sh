#!/bin/sh
# Fetches what the walk needs, builds the desk it walks through, walks.
set -eu
cd "$(dirname "$0")/../.."
make -s build/tests/desk/serve_fixture
cd tests/browser
if [ ! -d node_modules/playwright-core ] || [ ! -d node_modules/axe-core ]; then
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-fund --no-audit >npm.log 2>&1 || {
        tail -5 npm.log
        echo "npm could not fetch playwright-core and axe-core"
        exit 1
    }
    rm -f npm.log
fi
exec node desk.mjs
