#!/usr/bin/env python3
"""Each rule of scripts/check-docs fires on a small tree that breaks it, and on nothing else."""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "check-docs"


class CheckDocs(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="wp-codebox-docs-"))
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / "scripts").mkdir()
        shutil.copy(SCRIPT, self.root / "scripts")
        self.write("docs/README.md", "# Index\n\n[page](page.md)\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def breaches(self, page):
        """What the script says of docs/page.md with this text."""
        self.write("docs/page.md", page)
        done = subprocess.run([sys.executable, self.root / "scripts/check-docs"], capture_output=True,
                              text=True)
        lines = done.stdout.splitlines()
        self.assertEqual(done.returncode, 1 if len(lines) > 1 else 0, done.stdout + done.stderr)
        return lines[:-1]

    def assert_breach(self, text, page):
        found = self.breaches(page)
        self.assertEqual(len(found), 1, found)
        self.assertIn(text, found[0])

    def test_an_orderly_page_passes(self):
        self.write("program.py", "# [part]\nprint(1)\n# [/part]\n")
        self.assertEqual(self.breaches(
            "# Page\n\n## The *parts*, all\n\n[up](README.md#index) [down](#the-parts-all)\n\n"
            "<!-- file: program.py#part -->\n```python\nprint(1)\n```\n\n"
            "<!-- from: program.py -->\n```python\nprint(1)\n```\n\n"
            "<!-- run -->\n```sh\ntrue\n```\n\n<!-- not run: it shuts the machine down -->\n```sh\nhalt\n```\n\n"
            "```text\nno code [here](nowhere.md)\n```\n\n`[nor](here.md)`\n"), [])

    def test_a_block_that_nothing_holds(self):
        self.assert_breach("docs/page.md:3: nothing holds this block (cpp)", "# Page\n\n```cpp\nint a;\n```\n")

    def test_a_block_in_a_list(self):
        self.write("program.py", "if True:\n    print(1)\n")
        item = "1. First\n\n   {}```{}\n   if True:\n       print(1)\n   ```\n"
        self.assert_breach("docs/page.md:3: nothing holds this block (python)", item.format("", "python"))
        self.assertEqual(self.breaches(item.format("", "text")), [])
        self.assertEqual(self.breaches(item.format("<!-- file: program.py -->\n   ", "python")), [])
        self.assert_breach("docs/page.md:4: there is no gone.py",
                           item.format("<!-- file: gone.py -->\n   ", "python"))
        self.assert_breach("no heading #gone", "[gone](#gone)\n\n- First\n\n  ```text\n# Gone\n  ```\n")

    def test_fences_that_could_hide_a_block(self):
        for page in ("~~~sh\ntrue\n~~~\n", "- ```sh\n  true\n  ```\n", "> ```sh\n> true\n> ```\n",
                     "```sh title\ntrue\n```\n", "```sh\ntrue\n"):
            found = self.breaches(page)
            self.assertTrue(found, page)
            self.assertIn("docs/page.md:1: a fence is ```", found[0], page)

    def test_a_block_without_a_fence(self):
        self.assert_breach("docs/page.md:3: a block by indentation alone", "# Page\n\n    int a;\n")
        self.assertEqual(self.breaches("- A list\n\n    goes on\n\n1. And\n\n    one more\n"), [])

    def test_a_block_whose_mark_is_not_known(self):
        self.assert_breach("nothing holds this block", "<!-- rum -->\n```sh\ntrue\n```\n")

    def test_a_block_without_a_language(self):
        self.assert_breach("without a language", "```\nwhat\n```\n")

    def test_a_block_that_is_not_run_for_no_reason(self):
        self.assert_breach("needs a reason", "<!-- not run:  -->\n```sh\ntrue\n```\n")

    def test_an_example_that_is_not_its_file(self):
        self.write("program.py", "print(1)\n")
        self.assert_breach("not the text of program.py", "<!-- file: program.py -->\n```python\nprint(2)\n```\n")

    def test_an_example_whose_file_is_gone(self):
        self.assert_breach("there is no gone.py", "<!-- file: gone.py -->\n```python\nprint(2)\n```\n")

    def test_an_example_that_no_test_names(self):
        self.write("examples/deep/program.py", "print(1)\n")
        page = "<!-- file: examples/deep/program.py -->\n```python\nprint(1)\n```\n"
        self.assert_breach("no test names examples/deep/program.py", page)
        self.write("examples/CMakeLists.txt", "add_test(NAME x COMMAND deep/program.py)\n")
        self.assertEqual(self.breaches(page), [])

    def test_lines_that_do_not_stand_in_the_file(self):
        self.write("program.py", "print(1)\nprint(3)\n")
        self.assert_breach("do not stand in program.py", "<!-- from: program.py -->\n```python\nprint(2)\n```\n")

    def test_a_link_to_no_file(self):
        self.assert_breach("docs/page.md: no gone.md", "[gone](gone.md)\n")

    def test_a_link_to_no_heading(self):
        self.assert_breach("no heading README.md#gone", "[gone](README.md#gone)\n")

    def test_a_heading_in_a_code_block_is_none(self):
        self.assert_breach("no heading #gone", "[gone](#gone)\n\n```text\n# Gone\n```\n")

    def test_a_page_that_no_link_leads_to(self):
        self.write("docs/island.md", "# Island\n\n[page](page.md)\n")
        self.assert_breach("docs/island.md: no link leads here", "# Page\n")

    def test_a_page_that_another_page_leads_to(self):
        self.write("docs/deep/far.md", "# Far\n")
        self.assertEqual(self.breaches("# Page\n\n[far](deep/far.md)\n"), [])

    def assert_drawing(self, drawing, text):
        self.write("docs/a.svg", drawing)
        page = "![one two three](a.svg)\n"
        self.assert_breach(text, page) if text else self.assertEqual(self.breaches(page), [])

    def test_drawings(self):
        dark = "<style>@media (prefers-color-scheme: dark) {}</style>"
        self.assert_drawing(f"<svg><title/><desc/>{dark}</svg>", None)
        self.assert_drawing("<svg><title/><desc/></svg>", "docs/a.svg: nothing says how it looks in the dark")
        self.assert_drawing(f"<svg><title/>{dark}</svg>", "docs/a.svg: a drawing has a <title> and a <desc>")
        self.assert_drawing(f"<svg>{dark}", "docs/a.svg: no element found")

    def test_a_picture_without_words(self):
        self.write("docs/a.png", "")
        self.assert_breach("a.png does not say what it shows", "![a](a.png)\n")

    def test_pages_without_an_index(self):
        (self.root / "docs/README.md").unlink()
        self.assert_breach("docs/README.md: not there", "# Page\n")


if __name__ == "__main__":
    unittest.main()
