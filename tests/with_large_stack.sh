#!/bin/sh
# Runs a test with a stack of 128 MB. Sanitizers make a frame about ten times as large, and the
# walkers of JSON go as deep as their limit allows.
ulimit -s 131072 && exec "$@"
