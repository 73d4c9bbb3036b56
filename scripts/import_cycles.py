#!/usr/bin/env python3
"""Finds files of a crate that import from each other, directly or through other files.

A file imports from the file that defines the item, even if the path goes through re-exports. Tests are ignored. Prints
each group of files in a cycle, and exits with 1 if there is any.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMENTS_AND_STRINGS = re.compile(r'//[^\n]*|r#"(?:[^"]|"(?!#))*"#|"(?:[^"\\]|\\.)*"', re.S)
DEFINITION = re.compile(
    r"^\s*(?:pub(?:\([^)]*\))?\s+)?(?:const\s+|async\s+|unsafe\s+)*"
    r"(?:fn|struct|enum|union|trait|type|const|static|macro_rules!)\s+(?:mut\s+)?(\w+)", re.M)
MODULE = re.compile(r"(#\[cfg\(test\)\]\s*)?(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*([;{])")
USE = re.compile(r"\b(?:pub(?:\([^)]*\))?\s+)?use\s+([^;]+);")
PATH = re.compile(r"(?<![\w:.])(?:\w+::)+\w+")


class Module:
    """A file, with the items it defines and the names it imports."""

    def __init__(self, file, parent, crate):
        self.file, self.parent, self.crate = file, parent, crate or self
        self.children, self.imports = {}, {}
        text = without_tests(COMMENTS_AND_STRINGS.sub('""', file.read_text()))
        self.items = set(DEFINITION.findall(text))
        folder = file.parent if file.name in ("lib.rs", "main.rs", "mod.rs") else file.with_suffix("")
        for _, name, _ in MODULE.findall(text):
            found = [path for path in (folder / f"{name}.rs", folder / name / "mod.rs") if path.exists()]
            if found:
                self.children[name] = Module(found[0], self, self.crate)
        for tree in USE.findall(text):
            for path, name in expand(" ".join(tree.split()).replace(" ::", "::")):
                self.imports[name] = path
        self.paths = [path.split("::") for path in PATH.findall(USE.sub("", text))]

    def all(self):
        yield self
        for child in self.children.values():
            yield from child.all()

    def find(self, path, depth=0):
        """(module, True) if the path names an item of it, (module, False) if it names the module itself, else None."""
        first, rest = path[0], path[1:]
        if depth > 20:
            return None
        if first in ("crate", "self", "super"):
            module = {"crate": self.crate, "self": self, "super": self.parent}[first]
            return (module, False) if not rest else module and module.find(rest, depth + 1)
        if first in self.children:
            return self.children[first].find(rest, depth + 1) if rest else (self.children[first], False)
        if first in self.items:
            return self, True
        if first in self.imports and self.imports[first] != path:
            return self.find(self.imports[first] + rest, depth + 1)
        return None

    def uses(self):
        """The other modules whose items this one names."""
        for path in [*self.imports.values(), *self.paths]:
            found = self.find(path)
            if found and found[1] and found[0] is not self:
                yield found[0]


def without_tests(text):
    """The text without modules that are only compiled for tests."""
    for match in MODULE.finditer(text):
        if match[1]:
            end = match.end() if match[3] == ";" else closing(text, match.end())
            return text[:match.start()] + without_tests(text[end:])
    return text


def closing(text, start):
    depth = 1
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return len(text)


def expand(tree, before=()):
    """The paths of a use tree, each with the name that it gets here."""
    head, brace, inner = tree.partition("{")
    if brace:
        prefix = [*before, *filter(None, head.strip().split("::"))]
        depth, part = 0, ""
        for char in inner[:inner.rindex("}")] + ",":
            depth += {"{": 1, "}": -1}.get(char, 0)
            if char == "," and depth == 0:
                if part.strip():
                    yield from expand(part.strip(), prefix)
                part = ""
            else:
                part += char
        return
    path, _, alias = tree.partition(" as ")
    path = [*before, *filter(None, path.strip().split("::"))]
    if path[-1] == "self":
        path.pop()
    if path and path[-1] != "*":
        yield path, alias.strip() or path[-1]


def cycles(modules):
    """Groups of modules that reach each other."""
    uses = {module: set(module.uses()) for module in modules}
    reach = {}
    for start in modules:
        seen, todo = set(), [start]
        while todo:
            new = uses[todo.pop()] - seen
            seen |= new
            todo += new
        reach[start] = seen
    groups = {frozenset(b for b in reach[a] if a in reach[b]) for a in modules if a in reach[a]}
    return [(group, {module: uses[module] & group for module in group}) for group in groups]


def main():
    found = 0
    for root in sorted([*ROOT.glob("crates/*/src/lib.rs"), *ROOT.glob("crates/*/src/main.rs")]):
        modules = list(Module(root, None, None).all())
        for group, uses in cycles(modules):
            found += 1
            print("These files import from each other:")
            for module in sorted(group, key=lambda module: module.file):
                others = ", ".join(sorted(str(other.file.relative_to(root.parent)) for other in uses[module]))
                print(f"  {module.file.relative_to(ROOT)} from {others}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
