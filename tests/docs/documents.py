"""What the tests of the documentation share: the documents, their code blocks, and the programs."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None

FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def markdown():
    """Every document of the repository."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(file):
    """(info, text, line) of each fenced block."""
    text = file.read_text(encoding="utf-8")
    return [(m.group(1).strip(), m.group(2), text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)]


def prose(file):
    """The document without its fenced blocks."""
    return FENCE.sub("", file.read_text(encoding="utf-8"))


def tables(file):
    """Each table of the document as a list of rows of cells, header first."""
    out, rows = [], []
    for line in prose(file).splitlines() + [""]:
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            if not re.fullmatch(r"[\s|:-]+", line):
                rows.append([cell.strip("| ") for cell in cells])
        elif rows:
            out.append(rows)
            rows = []
    return out


def table_with(file, *header):
    """The one table whose header begins with these words."""
    found = [table for table in tables(file) if table[0][:len(header)] == list(header)]
    assert len(found) == 1, f"{file.name} has {len(found)} tables {header}"
    return found[0][1:]


def environment():
    """Programs of the build first, no colours."""
    path = os.pathsep.join([str(BUILD / "cli"), str(BUILD / "milter"), os.environ.get("PATH", "")])
    return dict(os.environ, PATH=path, NO_COLOR="1")


def run(*command, **options):
    return subprocess.run(command, text=True, capture_output=True, cwd=ROOT, env=environment(), timeout=100, **options)


def page(name):
    """The source of a manual page, its reference sections filled in."""
    return (BUILD / "docs" / "man" / name).read_text(encoding="utf-8")


PAGES = ["onevoice.1", "onevoice-milter.8", "onevoice.toml.5", "onevoice-rules.5", "onevoice-log.5"]


def main():
    if BUILD is None:
        sys.exit("usage: python3 TOPIC_test.py BUILD_DIRECTORY")
    unittest.main(module="__main__", argv=[sys.argv[0], *sys.argv[2:]])
