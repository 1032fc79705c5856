#!/bin/sh
# Fetches what the walk needs, builds the desk it walks through, walks.
set -eu
cd "$(dirname "$0")/../.."
make -s build/tests/desk/serve_fixture
cd tests/browser
test=browser
. ./packages.sh
exec node desk.mjs
