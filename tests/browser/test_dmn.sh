#!/bin/sh
# Decision tables that Molva writes, read and evaluated by others' libraries.
set -eu
cd "$(dirname "$0")"
test=dmn
. ./packages.sh
exec node dmn.mjs
