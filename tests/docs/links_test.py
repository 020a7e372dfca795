"""What documents point to is there."""

import re
import unittest

from documents import ROOT, main, markdown, prose

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
# A path in backticks that begins with a folder of the repository.
PATH = re.compile(r"(?:base|grammar|message|rules|registry|holds|config|filter|milter|cli|cmake|docs|packaging|tests|\.ci)/[\w./-]*")


def anchors(file):
    """Headings as GitHub turns them into anchors."""
    out = set()
    for heading in re.findall(r"^#+ (.*)$", prose(file), re.MULTILINE):
        words = re.sub(r"[^\w\- ]", "", heading.lower())
        out.add(words.replace(" ", "-"))
    return out


class Links(unittest.TestCase):
    def test_every_link_leads_to_a_file_and_a_heading(self):
        found = 0
        for file in markdown():
            for target in LINK.findall(prose(file)):
                if re.match(r"[a-z]+:", target):
                    continue
                found += 1
                path, _, anchor = target.partition("#")
                destination = (file.parent / path).resolve() if path else file
                self.assertTrue(destination.exists(), f"{file.relative_to(ROOT)} links to {target}, which is not there")
                if anchor:
                    self.assertIn(anchor, anchors(destination), f"{file.relative_to(ROOT)} links to {target}")
        self.assertGreater(found, 10)

    def test_every_path_of_the_repository_that_is_named_exists(self):
        found = 0
        for file in markdown():
            for code in CODE.findall(prose(file)):
                if PATH.fullmatch(code):
                    found += 1
                    self.assertTrue((ROOT / code).exists(), f"{file.relative_to(ROOT)} names {code}, which is not there")
        self.assertGreater(found, 20)

    def test_no_document_knows_the_machine_it_was_written_on(self):
        for file in markdown():
            for word in ("/tmp/", "/root/", "/home/"):
                self.assertNotIn(word, file.read_text(encoding="utf-8"), file.relative_to(ROOT))

    def test_every_document_is_reached_from_the_readme(self):
        reached, waiting = set(), [ROOT / "README.md"]
        while waiting:
            file = waiting.pop()
            if file in reached or file.suffix != ".md":
                continue
            reached.add(file)
            for target in LINK.findall(prose(file)):
                if not re.match(r"[a-z]+:", target) and target.partition("#")[0]:
                    waiting.append((file.parent / target.partition("#")[0]).resolve())
        self.assertEqual(set(), set(markdown()) - reached)


if __name__ == "__main__":
    main()
