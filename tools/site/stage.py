#!/usr/bin/env python3
"""Prepares what Doxygen reads, and what the site needs beside it.

Usage: stage.py INPUT-FOLDER OUTPUT-FOLDER

Pages get an id each, and links between them become Doxygen's. Public headers get the words of the
field tables at the members of contract structs, and those of the list of error codes at its
constants, where Doxygen looks for them. Files of the repository that a page links to are copied to
OUTPUT-FOLDER/files. The navigation has the sections of docs/README.md, a kind of reader each.
"""
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import quoteattr

ROOT = Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools/site"))
from contract_headers import contract_headers  # noqa: E402

DOCS = runpy.run_path(str(ROOT / "scripts/check-docs"), run_name="pages")
FENCE = re.compile(r"(^ *```.*?^ *```$)", re.S | re.M)
CODE = re.compile(r"(`+)((?:[^`\n]|\n(?!\n)|(?!\1)`)+?)\1(?!`)")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) +(.+?) *$", re.M)
# What each contract struct has beside its fields.
ALIKE = {"  json::Extra extra;": "Members that this version does not know.",
         "  static const json::StructTable table;": "The struct's field table.",
         "  static const json::CustomType custom;": "How the type is read and written."}
# A row of the list of error codes: the constant, the error's type, the words.
CODE_ROW = re.compile(r'\{error_code::(\w+),\s*"[^"]*",\s*"([^"]*)"\}')
# Doxygen loses the words of friends.
FRIEND = re.compile(r"^( +)friend bool operator==\(const (\w+)& left, const \2& right\)", re.M)
EQUAL = re.compile(r"^( +(?:friend )?bool operator==\(const [^)]*\) const = default;)$", re.M)


def page_id(path):
    """The name of a page's HTML file, without its ending."""
    if path == ROOT / "README.md":
        return "index"
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    if parts[0] == "docs":
        parts = parts[1:]
    if parts[-1] == "README":
        parts = parts[:-1] or ["documentation"]
    return re.sub(r"[^a-z0-9]+", "_", "_".join(parts).lower())


def reached_pages():
    """The pages of the site: those to which links lead from the README or the index."""
    known = set(DOCS["pages"]())
    reached = [ROOT / "README.md", ROOT / "docs/README.md"]
    for page in reached:
        for target in DOCS["links"](page.read_text(encoding="utf-8")):
            path = (page.parent / target.split("#")[0]).resolve()
            if path in known and path not in reached:
                reached.append(path)
    return reached


class Page:
    def __init__(self, path, pages, copies):
        self.path, self.pages, self.copies = path, pages, copies
        self.id = page_id(path)

    def link(self, match):
        picture, text, target = match.groups()
        if re.match(r"[a-z]+:", target):
            return match[0]
        name, _, anchor = target.partition("#")
        path = (self.path.parent / name).resolve() if name else self.path
        if path.is_dir():
            if not (path / "README.md") in self.pages:
                return text  # The site has no view of a folder.
            path = path / "README.md"
        if path in self.pages:
            place = f"{page_id(path)}-{anchor}" if anchor else page_id(path)
            return f"[{text}](@ref {place})"
        self.copies.add(path.relative_to(ROOT))
        place = f"files/{path.relative_to(ROOT).as_posix()}"
        return f'<img src="{place}" alt="{text}"/>' if picture else f'<a href="{place}">{text}</a>'

    def prose(self, text):
        """A part of the page outside of fenced blocks."""
        taken = []

        def keep(match):
            taken.append(code_span(match[2]))
            return f"\x00{len(taken) - 1}\x00"

        text = re.sub(r"<!--.*?-->\n?", "", text, flags=re.S)
        text = CODE.sub(keep, text)
        text = LINK.sub(self.link, text).replace("\\<", "&lt;")
        return re.sub("\x00(\\d+)\x00", lambda match: taken[int(match[1])], text)

    def headings(self, text):
        """Each heading gets the name under which links find it; all are of one name space."""
        names = iter(DOCS["anchor_names"](text))
        first = True

        def named(match):
            nonlocal first
            name = next(names)
            label, first = self.id if first else f"{self.id}-{name}", False
            if label == "index":  # Doxygen names the main page itself.
                return match[0]
            return f"{match[1]} {match[2]} {{#{label}}}"

        parts = FENCE.split(text)
        return "".join(part if FENCE.match(part) else HEADING.sub(named, part) for part in parts)

    def text(self):
        text = self.headings(self.path.read_text(encoding="utf-8"))
        parts = FENCE.split(text)
        return "".join(self.fenced(part) if FENCE.match(part) else self.prose(part) for part in parts)

    @staticmethod
    def fenced(block):
        return re.sub(r"^( *)```(\w*)\n",
                      lambda match: f"{match[1]}```{{.{LANGUAGES.get(match[2], 'unparsed')}}}\n", block)


LANGUAGES = {"cpp": "cpp", "python": "py", "js": "js", "javascript": "js"}


def code_span(text):
    """Code in a line of prose, with a backslash where Doxygen or its tables would see a sign."""
    shown = text.strip().replace("\\|", "|")
    return "<code>" + re.sub(r'[\\@&$#<>%"|*`\[\]~]', r"\\\g<0>", shown) + "</code>"


def comment_line(match):
    return match[1] + CODE.sub(lambda span: code_span(span[2]), match[2])


def header_text(header, path):
    text = path.read_text(encoding="utf-8")
    for line, words in ALIKE.items():
        text = text.replace(line + "\n", f"{line}  ///< {words}\n")
    text = FRIEND.sub(r"\1bool operator==(const \2& right) const", text)
    text = EQUAL.sub(r"\1  ///< Same members, same values.", text)
    for constant, words in CODE_ROW.findall(text):
        text = re.sub(rf"(^inline constexpr std::string_view {constant} =[^;]*;)$", rf"\1  ///< {words}", text, flags=re.M)
    text = re.sub(r"(///<? )(.*)", comment_line, text)
    if header is None:
        return text
    for (struct, member), words in header.docs.items():
        if member not in header.structs.get(struct, {}):
            continue
        body = re.compile(rf"(^struct {struct} \{{\n.*?^  [^\n;=()]*(?:=\s)?[^;]*?\b{member}\b[^;]*;)(?! *//)", re.S | re.M)
        text = body.sub(lambda match: f"{match[1]}  ///< {words}", text, count=1)
    return text


def navigation():
    """The tabs of the site: the sections of the index, and Doxygen's own lists of symbols."""
    index = ROOT / "docs/README.md"
    tabs = ['<tab type="mainpage" visible="yes" title="Start"/>']
    for section in re.split(r"^## ", index.read_text(encoding="utf-8"), flags=re.M)[1:]:
        title = section.splitlines()[0]
        tabs.append(f'<tab type="usergroup" visible="yes" title={quoteattr(title)} url="@ref documentation">')
        for _, text, target in LINK.findall(section):
            path = (index.parent / target).resolve()
            tabs.append(f'<tab type="user" visible="yes" title={quoteattr(text)} url="@ref {page_id(path)}"/>')
        tabs.append("</tab>")
    tabs += ['<tab type="classlist" visible="yes" title="Types of the SDK"/>',
             '<tab type="namespacelist" visible="yes" title="Namespaces"/>',
             '<tab type="filelist" visible="yes" title="Headers"/>']
    return "<navindex>\n" + "\n".join(tabs) + "\n</navindex>"


def write_layout(folder):
    """Doxygen's own layout with the tabs above."""
    layout = folder / "layout.xml"
    subprocess.run(["doxygen", "-l", layout], check=True)
    text = layout.read_text(encoding="utf-8")
    layout.write_text(re.sub(r"<navindex>.*?</navindex>", lambda _: navigation(), text, flags=re.S), encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        return 0 if sys.argv[1:] == ["--help"] else 2
    folder, output = Path(sys.argv[1]), Path(sys.argv[2])
    for old in (folder, output):
        shutil.rmtree(old, ignore_errors=True)
    pages, copies = reached_pages(), set()
    (folder / "pages").mkdir(parents=True)
    for path in pages:
        page = Page(path, pages, copies)
        (folder / "pages" / f"{page.id}.md").write_text(page.text(), encoding="utf-8")
    headers, count = contract_headers(ROOT), 0
    for path in sorted((ROOT / "include").rglob("*.hpp")):
        name = path.relative_to(ROOT)
        if "impl" in name.parts:
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        header = headers.get(name.relative_to("include").as_posix())
        (folder / name).write_text(header_text(header, path), encoding="utf-8")
        count += 1
    for name in sorted(copies):
        (output / "files" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, output / "files" / name)
    output.mkdir(exist_ok=True)
    write_layout(folder)
    print(f"{len(pages)} pages, {count} headers, {len(copies)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
