"""What docs/architecture.md claims in tables is so: the folders and their arrows, and the tests behind the failures."""

import importlib.util
import re
import unittest

from documents import ROOT, main, table_with

ARCHITECTURE = ROOT / "docs" / "architecture.md"


class Folders(unittest.TestCase):
    def test_the_arrows_are_those_that_the_includes_are_held_to(self):
        spec = importlib.util.spec_from_file_location("includes", ROOT / "tests" / "architecture" / "includes_test.py")
        includes = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(includes)
        written = {}
        for row in table_with(ARCHITECTURE, "folder", "may use"):
            written[row[0].strip("`/")] = set(re.findall(r"`(\w+)/`", row[1]))
        self.assertEqual(includes.ALLOWED, written)


class Failures(unittest.TestCase):
    def test_every_failure_names_a_test_that_exists(self):
        rows = table_with(ARCHITECTURE, "what fails")
        self.assertGreater(len(rows), 15)
        for row in rows:
            proofs = re.findall(r"`(tests/[\w/.]+)`: ([^;|]+)", row[-1])
            self.assertTrue(proofs, f"no test behind '{row[0]}'")
            for file, name in proofs:
                text = (ROOT / file).read_text(encoding="utf-8")
                name = name.strip()
                self.assertTrue(name in text or "test_" + re.sub(r"[^a-z0-9]+", "_", name.lower()) in text,
                                f"{file} has no test '{name}'")


if __name__ == "__main__":
    main()
