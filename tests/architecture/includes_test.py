"""Arrows between folders point one way, and a library from outside is spoken to in one folder.

Reads every #include of the product. `ALLOWED` is the picture in docs/architecture.md: a folder and those that it may use.
"""

import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

ALLOWED = {
    "base": set(),
    "grammar": {"base"},
    "message": {"base"},
    "rules": {"base", "grammar", "message"},
    "registry": {"base"},
    "holds": {"base", "rules", "registry"},
    "filter": {"base", "message", "rules", "registry", "holds"},
    "config": {"base", "grammar", "message", "rules", "registry", "holds", "filter"},
    "milter": {"base", "grammar", "message", "rules", "registry", "holds", "filter", "config"},
    "cli": {"base", "grammar", "message", "rules", "registry", "holds", "filter", "config"},
}

# Header prefix → the only folder that includes it.
OUTSIDE = {
    "libmilter/": "milter",
    "systemd/": "milter",
    "mailutils/": "message",
    "libxml/": "message",
    "idn2": "message",
    "libpsl": "message",
    "iconv": "message",
    "pcre2": "rules",
    "hs/": "rules",
    "sqlite3": "registry",
    "toml++/": "grammar",
    "CLI/": "cli",
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def sources(folder):
    return [file for suffix in ("*.h", "*.cpp") for file in sorted((ROOT / folder).rglob(suffix))]


def includes():
    for folder in ALLOWED:
        for file in sources(folder):
            for bracket, header in INCLUDE.findall(file.read_text(encoding="utf-8")):
                yield folder, file.relative_to(ROOT), bracket, header


class Includes(unittest.TestCase):
    def test_every_folder_of_sources_is_in_the_picture(self):
        folders = {file.relative_to(ROOT).parts[0] for pattern in ("*/*.cpp", "*/*.h") for file in ROOT.glob(pattern)}
        self.assertEqual(set(ALLOWED), {folder for folder in folders if folder not in ("tests", "build", "docs")})

    def test_arrows_point_one_way(self):
        found = 0
        for folder, file, bracket, header in includes():
            target = header.split("/")[0]
            if bracket != '"':
                continue
            found += 1
            self.assertIn(target, ALLOWED, f"{file} includes \"{header}\", which is not written from the root")
            if target != folder:
                self.assertIn(target, ALLOWED[folder], f"{file} includes \"{header}\": {folder}/ may not use {target}/")
        self.assertGreater(found, 100)

    def test_the_picture_has_no_circle(self):
        seen = []
        while len(seen) < len(ALLOWED):
            ready = [folder for folder, uses in ALLOWED.items() if folder not in seen and uses <= set(seen)]
            self.assertTrue(ready, "a circle")
            seen += ready

    def test_a_library_from_outside_is_spoken_to_in_one_folder(self):
        met = set()
        for folder, file, bracket, header in includes():
            if bracket != "<":
                continue
            for prefix, home in OUTSIDE.items():
                if header == prefix + ".h" or (prefix.endswith("/") and header.startswith(prefix)):
                    met.add(prefix)
                    self.assertEqual(home, folder, f"{file} includes <{header}>, which belongs into {home}/")
        self.assertEqual(set(OUTSIDE), met)

    def test_files_are_of_a_size_that_one_can_read(self):
        # 400 lines: beyond that a file has taken in a second idea.
        for folder in ALLOWED:
            for file in sources(folder):
                lines = len(file.read_text(encoding="utf-8").splitlines())
                self.assertLessEqual(lines, 400, file.relative_to(ROOT))


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
