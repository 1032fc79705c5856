#!/bin/sh
# The plain build's kill test: 210 kills. The sanitizers' build, which runs
# beside the other tests, does a few.
set -eu
make -s build/tests/kill/test_kill
exec build/tests/kill/test_kill
