"""The manual pages say what the programs say of themselves, and mandoc has nothing against them."""

import re
import subprocess
import unittest

from documents import BUILD, PAGES, ROOT, main, page, run, table_with

LOG = ROOT / "docs" / "log.md"


def flags_in_help(text):
    """The options that a --help lists, -h and --help left out."""
    out = set()
    for line in text.splitlines():
        if re.match(r"\s+-", line):
            words = re.split(r"\s{2,}| [A-Z]", line.strip())[0]
            out.update(re.findall(r"(?<![\w-])--?[a-z][\w-]*|(?<![\w-])-[A-Za-z]\b", words))
    return out - {"-h", "--help"}


def flags_in_page(text):
    """The options that a piece of mdoc lists, -h and --help left out."""
    out = set()
    for line in text.splitlines():
        if line.startswith(".It Fl "):
            out.update("-" + flag for flag in re.findall(r"Fl (\S+)", line))
    return out - {"-h", "--help"}


def section(text, name):
    """The piece of a page below `.Ss name`."""
    match = re.search(rf"^\.Ss {re.escape(name)}\n(.*?)(?=^\.S[sh] )", text, re.MULTILINE | re.DOTALL)
    return match.group(1) if match else ""


class Lint(unittest.TestCase):
    def test_mandoc_has_nothing_against_any_page(self):
        for name in PAGES:
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(BUILD / "docs" / "man" / name)], text=True,
                                  capture_output=True)
            self.assertEqual((0, ""), (done.returncode, done.stdout), name)

    def test_every_template_was_filled_in(self):
        for name in PAGES:
            self.assertNotRegex(page(name), r"(?m)^@", name)


class CommandLine(unittest.TestCase):
    def commands(self, *above):
        """The subcommands, and of those that have some themselves these instead: "blocks learn"."""
        text = run("onevoice", *above, "--help").stdout
        if "Subcommands:" not in text:
            return [" ".join(above)]
        names = re.findall(r"^  ([a-z]+) ", text[text.index("Subcommands:"):], re.MULTILINE)
        return [command for name in names for command in self.commands(*above, name)]

    def test_the_manual_has_exactly_the_subcommands_of_the_program(self):
        commands = self.commands()
        self.assertGreater(len(commands), 8)
        self.assertEqual(sorted(commands), sorted(re.findall(r"^\.Ss ([a-z]+(?: [a-z]+)?)$", page("onevoice.1"), re.MULTILINE)))

    def test_each_subcommand_has_exactly_the_options_of_its_help(self):
        seen = 0
        for command in self.commands():
            flags = flags_in_help(run("onevoice", *command.split(), "--help").stdout)
            seen += len(flags)
            self.assertEqual(flags, flags_in_page(section(page("onevoice.1"), command)), command)
        self.assertGreater(seen, 20)

    def test_the_options_before_the_subcommand_are_those_of_the_help(self):
        text = page("onevoice.1")
        self.assertEqual(flags_in_help(run("onevoice", "--help").stdout), flags_in_page(text[:text.index(".Ss ")]))

    def test_the_options_of_the_daemon_are_those_of_its_help(self):
        flags = flags_in_help(run("onevoice-milter", "--help").stdout)
        self.assertGreater(len(flags), 4)
        self.assertEqual(flags, flags_in_page(page("onevoice-milter.8")))

    def test_the_version_is_that_of_the_changelog(self):
        version = run("onevoice", "--version").stdout.split()[-1]
        newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE).group(1)
        self.assertEqual(version, newest)


class Log(unittest.TestCase):
    def test_the_page_and_the_document_have_the_same_events(self):
        in_page = set(re.findall(r"^\.It Ic (OV\d+) (\S+)$", page("onevoice-log.5"), re.MULTILINE))
        in_document = {(row[0].strip("`"), row[1].strip("`")) for row in table_with(LOG, "code", "event")}
        self.assertGreater(len(in_page), 10)
        self.assertEqual(in_page, in_document)

    def test_the_page_and_the_document_have_the_same_fields(self):
        fields = page("onevoice-log.5")
        fields = fields[fields.index(".Sh FIELDS"):fields.index(".Sh FILES")]
        in_page = set()
        for line in re.findall(r"^\.It Ic (.*)$", fields, re.MULTILINE):
            in_page.update(line.split(" , "))
        self.assertEqual(in_page, {row[0].strip("`") for row in table_with(LOG, "field", "meaning")})

    def test_every_code_that_a_document_names_is_an_event(self):
        known = set(re.findall(r"OV\d+", page("onevoice-log.5")))
        for file in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
            self.assertLessEqual(set(re.findall(r"\bOV\d+\b", file.read_text(encoding="utf-8"))), known, file)


if __name__ == "__main__":
    main()
