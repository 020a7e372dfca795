"""The examples in the documents do what the documents say.

```toml      settings when the block has [company], rules otherwise; all rules of one document are one rule set
```sh run    run in the source tree, must succeed; a ```text block that follows is what it prints
"""

import re
import tempfile
import unittest
from pathlib import Path

from documents import ROOT, blocks, main, markdown, run

PACKS = ROOT / "rules" / "packs"
# Time passes: the only finding that an example may have one day.
EXPIRED = re.compile(r"the exception of '[^']*' (?:has expired|expires within)")


class Examples(unittest.TestCase):
    def check(self, file, rule_text="", settings_text=""):
        """onevoice check; what it has against the examples."""
        with tempfile.TemporaryDirectory(prefix="onevoice-docs-") as folder:
            rules, settings = Path(folder, "example.toml"), Path(folder, "settings.toml")
            rules.write_text(rule_text, encoding="utf-8")
            settings.write_text(settings_text, encoding="utf-8")
            command = ["--config", str(settings), "check"] if settings_text else ["check", str(PACKS), str(rules)]
            done = run("onevoice", *command)
        found = [line for line in done.stderr.splitlines() if folder in line and not EXPIRED.search(line)]
        self.assertEqual([], found, file.relative_to(ROOT))
        self.assertEqual(0, done.returncode, f"{file.relative_to(ROOT)}: {done.stderr}")

    def test_rules_load_without_a_finding(self):
        found = 0
        for file in markdown():
            rules = [text for info, text, _ in blocks(file) if info == "toml" and "[company]" not in text]
            found += len(rules)
            if rules:
                self.check(file, rule_text="\n".join(rules))
        self.assertGreater(found, 8)

    def test_settings_load_without_a_finding(self):
        found = 0
        for file in markdown():
            for info, text, _ in blocks(file):
                if info == "toml" and "[company]" in text:
                    found += 1
                    departments = ROOT / "packaging" / "story" / "departments.toml"
                    rules = "" if "[rules]" in text else f'\n[rules]\nfiles = ["{PACKS}", "{departments}"]\n'
                    self.check(file, settings_text=text + rules)
        self.assertGreater(found, 0)

    def test_a_wrong_example_would_be_found(self):
        with self.assertRaises(AssertionError):
            self.check(ROOT / "README.md", rule_text='[[pattern]]\nname = "x"\nact = "rejekt"\nmatch = ["word"]\n')

    def test_commands_run_and_print_what_is_shown(self):
        found = 0
        for file in markdown():
            all_of_them = blocks(file)
            for index, (info, text, line) in enumerate(all_of_them):
                if info != "sh run":
                    continue
                found += 1
                place = f"{file.relative_to(ROOT)}:{line}"
                done = run("sh", "-eu", "-c", text)
                self.assertEqual(0, done.returncode, f"{place}: {done.stderr}")
                if index + 1 < len(all_of_them) and all_of_them[index + 1][0] == "text":
                    self.assertEqual(all_of_them[index + 1][1], done.stdout, place)
        self.assertGreater(found, 2)


if __name__ == "__main__":
    main()
