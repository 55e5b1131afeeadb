"""What the headers give to a program besides what is named after the SDK: nothing.

  check_leaks.py COMPILER [LIBRARY]

The separate headers and the single one. Macros: all that they define beyond what their system headers
define begin with WP_CODEBOX_. Namespaces: the headers open only their own. Symbols, with the static library and nm:
everything that it defines for others, templates of the standard library aside, is in the namespace.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INCLUDE = ROOT / "include"
SINGLE_INCLUDE = ROOT / "single_include"
STRONG = set("TDBRSA")


def headers(root):
    return sorted(path for path in (root / "wp_codebox").rglob("*.hpp") if "stdio" not in path.parts)


def macros(compiler, root, text):
    result = subprocess.run([compiler, "-std=c++20", f"-I{root}", "-dM", "-E", "-x", "c++", "-"],
                            input=text, capture_output=True, text=True, check=True)
    return set(re.findall(r"^#define (\w+)", result.stdout, re.MULTILINE))


def leaked_macros(compiler, root):
    system = set()
    public = []
    for path in headers(root):
        system.update(re.findall(r"^\s*#\s*include\s*(<[^>]+>)", path.read_text(), re.MULTILINE))
        if "impl" not in path.parts:
            public.append(path.relative_to(root).as_posix())
    before = macros(compiler, root, "".join(f"#include {name}\n" for name in sorted(system)))
    after = macros(compiler, root, "".join(f'#include "{name}"\n' for name in public))
    if not any(name.startswith("WP_CODEBOX_") for name in after):
        sys.exit("the headers define no macro at all; is the check right?")
    return sorted(name for name in after - before if not name.startswith("WP_CODEBOX_"))


# What may hold a brace that is none: raw strings, strings, characters, comments.
NO_CODE = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/', re.DOTALL)
TOKEN = re.compile(r"\bnamespace\s*([\w:\s]*)\{|[{}]")


def foreign_namespaces(root):
    """Namespaces that are opened outside the SDK's own."""
    for path in headers(root):
        code = NO_CODE.sub(lambda match: "0" if match[0][0] in "'\"R" else " ", path.read_text())
        depth = 0
        for token in TOKEN.finditer(code):
            if token[0] == "}":
                depth -= 1
                continue
            name = (token[1] or "").split("::")[0].strip()
            if depth == 0 and token[0] != "{" and name != "WP_CODEBOX_NAMESPACE":
                yield f"{path.relative_to(ROOT)}: {token[0]}"
            depth += 1
        if depth != 0:
            sys.exit(f"{path.relative_to(ROOT)}: braces do not fit; is the check right?")


def foreign_symbols(library):
    listing = subprocess.run(["nm", "-C", "--defined-only", library], capture_output=True, text=True,
                             check=True).stdout
    symbols = re.findall(r"^[0-9a-f]+ (\w) (.+)$", listing, re.MULTILINE)
    if not symbols:
        sys.exit(f"{library} defines nothing")
    return sorted({name for kind, name in symbols if kind in STRONG and "wp_codebox::v" not in name})


def main():
    found = []
    for root in INCLUDE, SINGLE_INCLUDE:
        found += [f"macro {name} of {root.name}" for name in leaked_macros(sys.argv[1], root)]
        found += [f"namespace: {place}" for place in foreign_namespaces(root)]
    if len(sys.argv) > 2:
        found += [f"symbol {name}" for name in foreign_symbols(sys.argv[2])]
    print("\n".join(found) or "nothing leaks")
    sys.exit(1 if found else 0)


main()
