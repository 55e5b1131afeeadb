#!/usr/bin/env python3
"""Has a configured build these targets?

Usage: has_targets.py FOLDER TARGET...
"""
import pathlib
import sys

folder, *targets = sys.argv[1:]
listed = (pathlib.Path(folder) / "CMakeFiles/TargetDirectories.txt").read_text(encoding="utf-8")
missing = [target for target in targets if f"/{target}.dir\n" not in listed]
sys.exit(f"{folder} has no {', '.join(missing)}" if missing or not targets else 0)
