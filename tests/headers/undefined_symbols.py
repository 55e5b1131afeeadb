"""Usage: undefined_symbols.py NM OBJECTS-FILE

Fails when an object leaves a symbol of the SDK undefined: its header calls a function whose
definition it does not include, so a program with that header alone would not link.
"""

import subprocess
import sys
from pathlib import Path


def main():
    nm, listing = sys.argv[1:]
    objects = [Path(line) for line in Path(listing).read_text().splitlines()]
    missing = [path.name for path in objects if not path.is_file()]
    if missing or not objects:
        print("not compiled, build the target wp_codebox_each_header:", *missing)
        return 1
    found = 0
    for path in objects:
        output = subprocess.run([nm, "-C", "--undefined-only", path], capture_output=True, text=True,
                                check=True).stdout
        for line in output.splitlines():
            symbol = line.strip().removeprefix("U ")
            if symbol.startswith("wp_codebox::"):
                found += 1
                print(f"{path.name}: {symbol}")
    print(f"{len(objects)} headers, {found} undefined symbols of the SDK")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
