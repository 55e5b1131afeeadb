#!/usr/bin/env python3
"""What tools/site makes of pages and headers, and what it finds wrong with a built site."""
import contextlib
import io
import pathlib
import runpy
import subprocess
import sys
import tempfile
import unittest

SITE = pathlib.Path(__file__).resolve().parents[2] / "tools/site"
STAGE = runpy.run_path(str(SITE / "stage.py"), run_name="stage")
HEADER = """/// A class.
class Thing : public Base {
 public:
  Thing(int size);
  Thing(Thing&& other) noexcept;
  Thing(const Thing&) = default;
  ~Thing();
  Thing& operator=(const Thing& other);
  bool operator==(const Thing&) const;

  /// Does it.
  void told();
  void told(int times);
  void beside();

  [[nodiscard]] const std::vector<std::string>& named(
      int number) const override;
  using Base::shared;

  int first = 0;  ///< Where it begins.
  int count = 0;
  [[nodiscard]] int size() const { return size_; }
  /// Words that belong to nothing.

  void bare();
};
"""


class CheckSite(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="wp-codebox-site-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "site").mkdir()
        (self.root / "site-input").mkdir()
        (self.root / "site-input/thing.hpp").write_text(HEADER)

    def found(self, warnings=(), **pages):
        for name, text in pages.items():
            (self.root / f"site/{name}.html").write_text(text)
        (self.root / "warnings.txt").write_text("".join(line + "\n" for line in warnings))
        done = subprocess.run([sys.executable, SITE / "check_site.py", self.root / "warnings.txt", self.root / "site"],
                              capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines()[:-1] if " pages of the site" not in line]
        self.assertEqual(done.returncode, 1 if lines else 0, done.stdout + done.stderr)
        return lines

    def undocumented(self, line, symbol):
        return self.found([f"{self.root}/site-input/thing.hpp:{line}: warning: Member {symbol} is not documented."])

    def test_links_that_lead_somewhere(self):
        self.assertEqual(self.found(a='<a href="b.html#x">b</a><a href="#y">y</a><p id="y"><a href="https://e.org">e</a>',
                                    b='<a name="x"></a><img src="a.html">'), [])

    def test_a_link_to_no_file(self):
        self.assertEqual(self.found(a='<a href="gone.html">b</a>'), ["a.html: there is no gone.html"])

    def test_a_picture_that_is_not_there(self):
        self.assertEqual(self.found(a='<img src="gone.svg">'), ["a.html: there is no gone.svg"])

    def test_a_link_to_no_place(self):
        self.assertEqual(self.found(a='<a href="b.html#x">b</a>', b=""), ["a.html: there is no such place: b.html#x"])

    def test_markup_that_is_shown(self):
        self.assertEqual(self.found(a='<p>\\&lt;kind&gt;</p>', b='<pre class="fragment">\\&lt;</pre>'),
                         ["a.html: shows \\&lt;"])

    def test_any_warning(self):
        self.assertEqual(len(self.found([f"{self.root}/site-input/pages/a.md:3: warning: unable to resolve reference"])), 1)

    def test_an_undocumented_function(self):
        self.assertEqual(self.undocumented(25, "bare() (function) of class Thing"),
                         ["thing.hpp:25: warning: Member bare() (function) of class Thing is not documented."])

    def test_an_undocumented_class(self):
        self.assertEqual(len(self.found([f"{self.root}/site-input/thing.hpp:1: warning: Compound Thing is not documented."])), 1)

    def test_symbols_that_explain_themselves(self):
        for line, symbol in ((5, "Thing(Thing &&other) noexcept (function) of class Thing"),
                             (6, "Thing(const Thing &)=default (function) of class Thing"),
                             (7, "~Thing() (function) of class Thing"),
                             (8, "operator=(const Thing &other) (function) of class Thing"),
                             (9, "operator==(const Thing &) const (function) of class Thing"),
                             (13, "told(int times) (function) of class Thing"),
                             (16, "named(int number) const override (function) of class Thing"),
                             (18, "shared() (function) of class Thing")):
            self.assertEqual(self.undocumented(line, symbol), [], symbol)

    def test_symbols_that_need_words(self):
        for line, symbol in ((4, "Thing(int size) (function) of class Thing"),
                             (14, "beside() (function) of class Thing"),
                             (21, "count (variable) of class Thing"),
                             (22, "size() const (function) of class Thing")):
            self.assertEqual(len(self.undocumented(line, symbol)), 1, symbol)


class Stage(unittest.TestCase):
    def setUp(self):
        self.root = STAGE["ROOT"]
        self.copies = set()

    def prose(self, text):
        pages = {self.root / "docs/kit.md", self.root / "docs/README.md"}
        return STAGE["Page"](self.root / "docs/kit.md", pages, self.copies).prose(text)

    def test_links_between_pages_become_references(self):
        self.assertEqual(self.prose("[a](README.md) [b](#limits)"), "[a](@ref documentation) [b](@ref kit-limits)")

    def test_linked_files_come_along(self):
        self.assertEqual(self.prose("[a](../LICENSE)"), '<a href="files/LICENSE">a</a>')
        self.assertEqual([str(path) for path in self.copies], ["LICENSE"])

    def test_code_is_kept_from_doxygen(self):
        self.assertEqual(self.prose("`a|b \\n @c`, `[x](README.md)`"),
                         "<code>a\\|b \\\\n \\@c</code>, <code>\\[x\\](README.md)</code>")

    def test_an_escaped_bracket_is_shown_as_one(self):
        self.assertEqual(self.prose("Backend \\<kind>"), "Backend &lt;kind>")

    def test_members_get_the_words_of_their_table(self):
        path = self.root / "include/wp_codebox/contracts/mount.hpp"
        with contextlib.redirect_stdout(io.StringIO()):
            headers = STAGE["contract_headers"](self.root)
        text = STAGE["header_text"](headers["wp_codebox/contracts/mount.hpp"], path)
        self.assertIn("  std::string source;  ///< Path on the host.\n", text)
        self.assertEqual(text.count("\n"), path.read_text().count("\n"))  # Warnings keep their lines.

    def test_codes_of_errors_get_the_words_of_their_list(self):
        path = self.root / "include/wp_codebox/contracts/error_codes.hpp"
        text = STAGE["header_text"](None, path)
        self.assertIn('enoent = "ENOENT";  ///< The source of a mount does not exist.\n', text)
        self.assertIn('\n    "runtime-action-policy-violation";  ///< A filesystem action left', text)
        self.assertEqual(text.count("\n"), path.read_text().count("\n"))


if __name__ == "__main__":
    unittest.main()
