#!/usr/bin/env bash
# Usage: with-parallel.sh LIST: checks all recipes of the list, 50 to a process; one line of JSON each.
exec parallel --pipe --keep-order -N 50 \
  'wp-codebox-conformance validate --json --jobs 1 --list -' < "$1"
