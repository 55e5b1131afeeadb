#!/usr/bin/env python3
"""Runs the code blocks of all pages that are marked for it, each page in a folder of its own.

Usage: run_page_blocks.py FOLDER-OF-PROGRAMS...

A line above a fenced block says what is done with it:

  <!-- given: NAME -->                 the block becomes the file NAME in the folder
  <!-- document: KIND -->              the block is given to `wp-codebox-conformance validate`
  <!-- run -->                         bash runs the block there, with the programs in its PATH;
                                       every line has to end with 0
  <!-- run: exit 1 -->                 the block has to end with 1
  <!-- run: with backend.py = PATH --> PATH of the repository is copied to backend.py before; a
                                       folder is linked there instead
  <!-- prints -->                      the block is what the run before it printed; a line `…` stands for
                                       any number of lines, `…` in a line for any text

Both words of `run` may stand together, `exit` first. Exit code 0 when every block did what its page says.
"""
import os
import pathlib
import re
import runpy
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DOCS = runpy.run_path(str(ROOT / "scripts/check-docs"), run_name="blocks")
LIMIT_S = 300


def fits(expected, printed):
    """Whether the lines are those that the page shows."""
    parts = ["(?:.*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*") + "\n"
             for line in expected.splitlines()]
    return re.fullmatch("".join(parts), printed.rstrip("\n") + "\n") is not None


class Page:
    """The blocks of one page, in their order."""

    def __init__(self, page, programs, folder):
        self.page, self.folder, self.printed = page, folder, None
        self.environment = dict(os.environ, PATH=os.pathsep.join([*programs, os.environ["PATH"]]))

    def bash(self, text):
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=self.folder, text=True,
                              env=self.environment, stdin=subprocess.DEVNULL, timeout=LIMIT_S,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return done.returncode, done.stdout, done.stderr

    def run(self, value, block):
        wanted = re.fullmatch(r"(?:exit (\d+))?;? ?(?:with (\S+) = (\S+))?", value or "")
        if wanted is None:
            return f"`run: {value}` means nothing"
        code, name, path = wanted.groups()
        if name and (ROOT / path).is_dir():
            (self.folder / name).symlink_to(ROOT / path)
        elif name:
            shutil.copy(ROOT / path, self.folder / name)
        status, self.printed, errors = self.bash(block)
        if status != int(code or 0):
            return f"ended with {status}\n{self.printed}{errors}"
        return None

    def held(self, kind, value, block):
        """What is wrong with a block, or None."""
        if kind == "run":
            return self.run(value, block)
        if kind == "prints":
            if self.printed is None:
                return "nothing ran before it"
            return None if fits(block, self.printed) else f"what was printed:\n{self.printed}"
        name = value if kind == "given" else "document.json"
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(block, encoding="utf-8")
        if kind == "document":
            status, printed, errors = self.bash(
                f"wp-codebox-conformance validate --kind '{value}' document.json")
            return None if status == 0 else printed + errors
        return None

    def breaches(self):
        text = self.page.read_text(encoding="utf-8")
        for kind, value, _, block, line in DOCS["blocks"](text):
            if kind not in ("given", "document", "run", "prints"):
                continue
            yield f"{self.page.relative_to(ROOT)}:{line}", self.held(kind, value, block)


def main():
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(__doc__)
        return 2
    programs = [str(pathlib.Path(folder).resolve()) for folder in sys.argv[1:]]
    blocks, broken = 0, 0
    for page in DOCS["pages"]():
        with tempfile.TemporaryDirectory(prefix="wp-codebox-page-") as folder:
            for place, breach in Page(page, programs, pathlib.Path(folder)).breaches():
                blocks += 1
                if breach:
                    broken += 1
                    print(f"{place}: {breach}")
    print(f"{blocks} blocks, {broken} not as the page says")
    return 1 if broken or not blocks else 0


if __name__ == "__main__":
    sys.exit(main())
