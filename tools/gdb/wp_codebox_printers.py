"""Pretty printers of gdb for the SDK's own types. Load them with

    (gdb) source tools/gdb/wp_codebox_printers.py

or with that line in ~/.gdbinit. Then an open union shows its text, a free-form value its JSON, a box
what is in it, a constant its text, a dictionary and the unknown members their entries.
"""
import gdb
import gdb.printing

# A breakpoint in the middle of a constructor sees texts that are not there yet.
MAX_BYTES = 1 << 20


def text_of(string):
    """The characters of a std::string, of libstdc++ or of libc++; None when it holds none yet."""
    try:
        if "_M_dataplus" in {field.name for field in string.type.strip_typedefs().fields()}:
            address = string["_M_dataplus"]["_M_p"]
            size = int(string["_M_string_length"])
            if not 0 <= size <= MAX_BYTES:
                return None
            return address.string(encoding="utf-8", errors="replace", length=size)
        shown = gdb.default_visualizer(string).to_string()
        return shown if isinstance(shown, str) else shown.value().string()
    except (gdb.error, AttributeError):
        return None


def elements_of(vector):
    """The elements of a std::vector of libstdc++."""
    at, end = (vector["_M_impl"][name] for name in ("_M_start", "_M_finish"))
    while at != end:
        yield at.dereference()
        at += 1


class OpenUnion:
    """`json::Open<Enum>`: its text, known or not."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return text_of(self.value["text_"])

    def display_hint(self):
        return "string"


class FreeFormValue:
    """`json::Value`: its compact JSON text."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return text_of(self.value["text_"]) or "(no value yet)"


class Boxed:
    """`json::Box<T>`: what is in it."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return "moved from" if int(self.value["value_"]) == 0 else "box"

    def children(self):
        if int(self.value["value_"]) != 0:
            yield "value", self.value["value_"].dereference()


class Constant:
    """`json::Constant<"text">`: the text, which stands in the type alone."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        bytes_ = self.value.type.strip_typedefs().template_argument(0)["bytes"]
        return bytes_.string(encoding="utf-8")

    def display_hint(self):
        return "string"


class Entries:
    """`json::Dictionary<T>` and `json::Extra`: names and values, in the order in which they came."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return f"{sum(1 for _ in elements_of(self.value['entries_']))} members"

    def children(self):
        for number, entry in enumerate(elements_of(self.value["entries_"])):
            yield f"name {number}", entry["first"]
            yield f"value {number}", entry["second"]

    def display_hint(self):
        return "map"


def printers():
    known = gdb.printing.RegexpCollectionPrettyPrinter("wp_codebox")
    for name, pattern, printer in (
            ("Open", r"Open<.*>", OpenUnion), ("Value", r"Value", FreeFormValue),
            ("Box", r"Box<.*>", Boxed), ("Constant", r"Constant<.*>", Constant),
            ("Dictionary", r"Dictionary<.*>", Entries), ("Extra", r"Extra", Entries)):
        # The namespace carries the version, and two versions may share a program.
        known.add_printer(name, r"^wp_codebox::(v\d+_\d+::)?json::" + pattern + "$", printer)
    return known


gdb.printing.register_pretty_printer(None, printers(), replace=True)
