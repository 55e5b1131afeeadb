"""Reads what the contract headers declare: structs with their members, texts of enumerations, and
the rows of field tables. The headers follow .clang-format and the rules of the house, which is what
makes lines enough."""
import re
from dataclasses import dataclass, field
from pathlib import Path

# Templates describe no type by themselves.
STRUCT = re.compile(r"(?<!>\n)^struct (\w+) \{\n(.*?)^\};", re.S | re.M)
MEMBER = re.compile(r"^  (?!using |static |friend |return |bool operator)([^\s;=()][^;=()]*?)\s+(\w+)( =\s[^;]+)?;", re.M)
ROW = re.compile(r'json::field<&(\w+)(?:<[^>]*>)?::(\w+)>\(\s*"([^"]+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)')
DOC = r"((?:^///[^\n]*\n)*)"
ENUM = re.compile(DOC + r"^enum class (\w+)[^{]*\{", re.M)
TEXTS = re.compile(r"json::enum_texts<(\w+)>\s*=\s*json::enum_texts_of\((.*?)\);", re.S)
OPEN = re.compile(DOC + r"^using (\w+) =\s*json::Open<(\w+)>;", re.M)
ALIAS = re.compile(DOC + r"^using (\w+) =\s*([^;]+);", re.M)
# A table is named after its struct, or a second one is made of it under another name.
NAMED = re.compile(r'(?:struct_table<\s*(\w+)>\(|\b(?!StructTable)(\w+)::table(?:,| = \{))\s*"(\w+)"')
MESSAGE = re.compile(r'ours<((?:(?!ours<).)+?)>\(\s*"([\w-]+)"', re.S)


@dataclass
class Member:
    declaration: str
    name: str
    default: str

    def text(self):
        return " ".join(part for part in (self.declaration, self.name, self.default) if part)


@dataclass
class Texts:
    """A closed or open set of texts."""
    name: str
    texts: list
    open: bool
    doc: str


@dataclass
class Header:
    path: Path
    name: str  # As it is included: wp_codebox/contracts/mount.hpp.
    structs: dict = field(default_factory=dict)  # name -> {C++ member: Member}
    rows: dict = field(default_factory=dict)  # struct -> {wire name: C++ member}
    docs: dict = field(default_factory=dict)  # (struct, C++ member) -> words of the row
    texts: list = field(default_factory=list)
    aliases: dict = field(default_factory=dict)  # name -> what it stands for
    tables: dict = field(default_factory=dict)  # name of a table -> its struct


def words(comment):
    return " ".join(line.removeprefix("///").strip() for line in comment.splitlines()).strip()


def unquoted(literals):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals)).replace('\\"', '"').replace("\\\\", "\\")


def read_header(path, root):
    text = path.read_text(encoding="utf-8")
    header = Header(path, str(path.relative_to(root / "include")))
    for name, body in STRUCT.findall(text):
        header.structs[name] = {member[1]: Member(*(" ".join(part.split()) for part in member))
                                for member in MEMBER.findall(body)}
    for struct, member, wire, doc in ROW.findall(text):
        header.rows.setdefault(struct, {})[wire] = member
        header.docs[struct, member] = unquoted(doc)
    texts = {name: re.findall(r'"([^"]*)"', listed) for name, listed in TEXTS.findall(text)}
    opened = {known: (words(doc), name) for doc, name, known in OPEN.findall(text)}
    for doc, name in ENUM.findall(text):
        if name not in texts:
            continue
        open_doc, open_name = opened.get(name, ("", None))
        said = " ".join(part for part in (words(doc), open_doc) if part)
        header.texts.append(Texts(open_name or name, texts[name], open_name is not None, said))
    for doc, name, meaning in ALIAS.findall(text):
        if name not in {open_name for _, open_name in opened.values()}:
            header.aliases[name] = (" ".join(meaning.split()), words(doc))
    header.tables = {name: made or again for made, again, name in NAMED.findall(text)}
    return header


def contract_headers(root):
    """Every header with field tables or texts that a document may hold, by include name."""
    found = {}
    for folder in ("contracts", "stdio"):
        for path in sorted((root / "include/wp_codebox" / folder).glob("*.hpp")):
            header = read_header(path, root)
            if header.tables or header.texts:
                found[header.name] = header
    return found


def message_types(root):
    """The C++ type of each message of the backend protocol, by its kind."""
    text = (root / "include/wp_codebox/stdio/message_types.hpp").read_text(encoding="utf-8")
    return {kind: " ".join(name.split()) for name, kind in MESSAGE.findall(text)}
