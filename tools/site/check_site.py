#!/usr/bin/env python3
"""Is the built site in order? Every warning of Doxygen is a breach, and every link inside the site that
leads to no file or to no place in one, and a sign of Markdown that is shown instead of being followed.

Usage: check_site.py WARNINGS-FILE SITE-FOLDER

An undocumented symbol is a warning, except: constructors that copy or move, assignments, destructors,
comparisons and what is defaulted or deleted, which say what such always say; a function that is taken
over from a base, or overrides one of it, which has the words; a function directly below one of the
same name whose words are for both. Exit code 0 when all is in order.
"""
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

UNDOCUMENTED = re.compile(r"warning: (Member|Compound) (.*) is not documented\.$")
SPECIAL = re.compile(r"^(?:~\w+\(|operator(?:=|==|!=|<=>|<|>|<=|>=) ?\()|"
                     r"^(\w+)\((?:const )?(?:\w+::)*\1 ?(?:< ?[\w, ]+ ?> ?)?&&? ?\w*\) ?(?:noexcept ?)?\(function\)")
PLACE = re.compile(r"^(.*?-input/)([^:]+):(\d+)")
FROM_BASE = re.compile(r"\boverride\b|= (?:default|delete);|^\s*using ")


def is_self_explained(symbol, lines, at):
    """Whether a symbol needs no words of its own; `at` is its line."""
    if "(function)" not in symbol:
        return False
    end = at
    while end + 1 < len(lines) and not re.search(r"[;{]", lines[end]):
        end += 1
    if SPECIAL.search(symbol) or FROM_BASE.search(" ".join(lines[at:end + 1])):
        return True
    name = symbol.split("(")[0]
    if symbol.endswith("::" + name):
        return False  # Constructors differ in what they take, and that is what there is to say.
    same_name = False
    for above in reversed(lines[:at]):
        if not above.strip():
            return False
        if above.lstrip().startswith("///"):
            return same_name
        same_name = re.search(rf"\b{re.escape(name)}\(", above) is not None
    return False


def warnings(path):
    for line in dict.fromkeys(path.read_text(encoding="utf-8").splitlines()):
        symbol, place = UNDOCUMENTED.search(line), PLACE.match(line)
        if symbol and place:
            lines = Path(place[1] + place[2]).read_text(encoding="utf-8").splitlines()
            if is_self_explained(symbol[2], lines, int(place[3]) - 1):
                continue
        if line.strip():
            yield PLACE.sub(r"\2:\3", line)


class Links(HTMLParser):
    """The places of a page and where its links lead."""

    def __init__(self):
        super().__init__()
        self.places, self.targets = set(), set()

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" or (name == "name" and tag == "a"):
                self.places.add(value)
            elif name in ("href", "src") and value:
                self.targets.add(value)


def shown_markup(folder):
    """Code that reaches over a line of a comment, escapes that Doxygen does not know."""
    for path in sorted(folder.glob("*.html")):
        text = re.sub(r'<(pre|div) class="(fragment|line)".*?</\1>', "", path.read_text(encoding="utf-8"), flags=re.S)
        for sign in ("&lt;code&gt;", "&lt;/code&gt;", "\\&lt;"):
            if sign in text:
                yield f"{path.name}: shows {sign}"


def broken_links(folder):
    pages = {}
    for path in sorted(folder.glob("*.html")):
        pages[path] = Links()
        pages[path].feed(path.read_text(encoding="utf-8"))
    count = 0
    for path, page in pages.items():
        for target in sorted(page.targets):
            parts = urlsplit(target)
            # Doxygen names a summary of nested classes that it leaves out when all are private.
            if parts.scheme or parts.netloc or target == "#nested-classes":
                continue
            count += 1
            other = path.parent / unquote(parts.path) if parts.path else path
            if not other.is_file():
                yield f"{path.name}: there is no {target}"
            elif parts.fragment and other in pages and unquote(parts.fragment) not in pages[other].places:
                yield f"{path.name}: there is no such place: {target}"
    print(f"{len(pages)} pages of the site, {count} links")


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        return 0 if sys.argv[1:] == ["--help"] else 2
    breaches = [*warnings(Path(sys.argv[1])), *shown_markup(Path(sys.argv[2])),
                *broken_links(Path(sys.argv[2]))]
    for breach in breaches:
        print(breach)
    print(f"{len(breaches)} breaches")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
