#!/bin/sh
# Real engines, one after the other: "make e2e". A sum for each and the time it
# took; ends with 1 when one of them failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
failed=0
for engine in publicinbox mailman mediawiki nodebb wordpress; do
    begun=$(date +%s)
    sum=$(python3 tests/e2e/$engine.py) || failed=1
    echo "$engine: $sum, $(($(date +%s) - begun)) s"
done
exit $failed
