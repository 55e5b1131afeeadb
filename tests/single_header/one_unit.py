"""Writes one translation unit from many test files: one_unit.py --output UNIT FILE…

Twenty files compile in the time of one then, when all include the same large header. What a file
keeps in its anonymous namespace gets a namespace named after the file, so that the files do not meet.
All else stays as it is. The unit does not compile when the files include the separate headers.
"""
import argparse
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
OPENS = re.compile(r"^namespace \{$", re.MULTILINE)
CLOSES = re.compile(r"^\}  // namespace$", re.MULTILINE)
ENDS = re.compile(r"^\}  // namespace \S+$", re.MULTILINE)


SINGLE = """#ifndef WP_CODEBOX_SINGLE_HEADER
#error "these tests do not test the single header"
#endif
"""


def part(path):
    name = path.relative_to(TESTS).with_suffix("").as_posix()
    unit = "of_" + re.sub(r"\W", "_", name)
    pieces = CLOSES.split(OPENS.sub(f"namespace {unit} {{", path.read_text(encoding="utf-8")))
    text = pieces[0]
    for index, piece in enumerate(pieces[1:], 1):
        rest = "".join(pieces[index:])
        # What comes after an anonymous namespace sees what is in it.
        text += "}" + (f" using namespace {unit};" if ENDS.sub("", rest).strip() else "") + piece
    return f'#line 1 "tests/{name}.cpp"\n{text}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("files", type=Path, nargs="+")
    arguments = parser.parse_args()
    text = "".join(part(path.resolve()) for path in sorted(arguments.files))
    arguments.output.write_text(text + SINGLE, encoding="utf-8")


main()
