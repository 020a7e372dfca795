"""The transcript in README.md is what packaging/demo prints; lines of … stand for what was left out."""

import os
import re
import sys
import unittest

from documents import BUILD, ROOT, blocks, main, run

# What differs from run to run.
CHANGING = [
    (r"\d{4}-\d\d-\d\dT[\d:.]+Z", "TIME"),
    (r"\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d [\d:]{8}\b", "DATE"),
    (r"\bH[0-9A-Z]{12}\b", "HOLD"),
    (r"\b4[0-9A-Za-z]{12,16}\b", "QUEUE"),
    (r"\b[0-9a-f]{32}@", "ID@"),
    (r"\S*rules/packs/([\w.]+):\d+:\d+", r"rules/packs/\1"),
    (r"in the MTA's queue, on its way|left the MTA's queue", "WHEREABOUTS"),
    (r" +", " "),
]


def lasting(text):
    """The lines without what differs from run to run."""
    for pattern, word in CHANGING:
        text = re.sub(pattern, word, text)
    return [line.strip() for line in text.splitlines() if line.strip()]


class Transcript(unittest.TestCase):
    def test_the_readme_shows_what_the_demonstration_prints(self):
        shown = [text for info, text, _ in blocks(ROOT / "README.md") if info == "text" and "blogger" in text]
        self.assertEqual(1, len(shown))
        done = run("python3", "-B", str(ROOT / "packaging" / "story" / "play.py"), str(BUILD))
        self.assertEqual(0, done.returncode, done.stderr)
        printed = lasting(done.stdout)
        at, skipping = 0, False
        for line in lasting(shown[0]):
            if line == "…":
                skipping = True
                continue
            self.assertIn(line, printed[at:], f"the demonstration did not print this: {line}")
            found = printed.index(line, at)
            self.assertTrue(skipping or found == at, f"left out without a sign before '{line}': {printed[at:found]}")
            at, skipping = found + 1, False
        self.assertTrue(skipping or at == len(printed), f"left out at the end without a sign: {printed[at:]}")


if __name__ == "__main__":
    if os.geteuid() != 0:
        print("skipped: a private Postfix takes root")
        sys.exit(77)
    main()
