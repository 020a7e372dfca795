"""onevoice schema: what an editor is told of rule files and settings is what the reader takes."""
import datetime
import json
import pathlib
import re
import tomllib
import unittest

import jsonschema
from office import SOURCE, Office

ROOT = pathlib.Path(SOURCE)
BAD = ROOT / "tests/rules/bad"

# What the reader says of a file by its table alone, before it knows any other file. The rest of its findings (unknown names, shadowed
# rules, expressions) no schema can know.
TABLE = re.compile(r"unknown section|unknown key '.*' in |key '.*' is missing|is none of '|expected a|expected an|reading a duration|"
                   r"a name must not be empty|is negative|can stand several times|stands only once|is a section: write|"
                   r"stands outside of every section|is not a number of bytes")


def as_json(value):
    """TOML as editors hand it to a schema: dates are strings."""
    if isinstance(value, dict):
        return {key: as_json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [as_json(member) for member in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def uncommented(text):
    """The examples of a shipped file that stand behind '#', from a section's head to the next blank line."""
    out, inside = [], False
    for line in text.splitlines():
        inside = line.startswith("# [") or (inside and line.startswith("#"))
        out.append(line[1:].removeprefix(" ") if inside else line)
    return "\n".join(out)


class Schema(Office):
    def validator(self, kind):
        schema = json.loads(self.good("schema", kind, config=False))
        jsonschema.Draft7Validator.check_schema(schema)
        return jsonschema.Draft7Validator(schema)

    def complaints(self, validator, text):
        return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(as_json(tomllib.loads(text)))]

    def test_all_shipped_rules_and_those_of_tests_and_documents_are_accepted(self):
        rules = self.validator("rules")
        files = [*(ROOT / "rules/packs").glob("*.toml"), *(ROOT / "tests/support/rules").glob("*.toml"), *(ROOT / "packaging/story").glob("*.toml"),
                 *(ROOT / "config/rules.d").glob("*.toml"), ROOT / "tests/rules/sound.toml"]
        self.assertGreater(len(files), 8)
        for file in files:
            self.assertEqual(self.complaints(rules, file.read_text()), [], file)
        examples = re.findall(r"^```toml\n(.*?)^```$", (ROOT / "docs/rules.md").read_text(), re.MULTILINE | re.DOTALL)
        self.assertGreater(len(examples), 5)
        for example in examples:
            self.assertEqual(self.complaints(rules, example), [])

    def test_the_examples_behind_comment_signs_are_accepted(self):
        text = uncommented((ROOT / "config/rules.d/company.toml").read_text())
        self.assertIn("department", tomllib.loads(text))
        self.assertEqual(self.complaints(self.validator("rules"), text), [])

    def test_the_shipped_settings_are_accepted_and_a_misspelt_one_is_not(self):
        settings = self.validator("settings")
        text = (ROOT / "config/onevoice.toml").read_text()
        self.assertEqual(self.complaints(settings, text), [])
        self.assertNotEqual(self.complaints(settings, text.replace("[company]", "[compny]")), [])
        self.assertNotEqual(self.complaints(settings, '[filter]\nmode = "simulated"\n'), [])

    def test_of_every_bad_rule_file_exactly_those_are_refused_that_the_table_refuses(self):
        rules = self.validator("rules")
        refused = 0
        for file in sorted(BAD.rglob("*.toml")):
            try:
                complaints = self.complaints(rules, file.read_text())
            except (tomllib.TOMLDecodeError, UnicodeDecodeError):
                continue
            expected = file.with_suffix(".expected").read_text()
            self.assertEqual(bool(complaints), bool(TABLE.search(expected)), f"{file.name}: {complaints}\n{expected}")
            refused += bool(complaints)
        self.assertGreater(refused, 2)

    def test_each_kind_of_mistake_is_refused_by_the_reader_and_by_the_schema(self):
        rules = self.validator("rules")
        act = '[[act]]\nname = "praise"\n'
        for mistake in ('[[actt]]\nname = "praise"\n', act + 'stanse = "positive"\n', act + 'stance = "possitive"\n', act + "retention = 9\n",
                        act + 'retention = "9 days"\n', act + "yields_to = [1]\n", '[[act]]\nstance = "positive"\n', '[act]\nname = "praise"\n',
                        'name = "praise"\n', act + '[[conflict]]\nname = "x"\nnever = "praise"\nwith = "praise"\nwithin = "9d"\npriority = -1\n',
                        act + '[[pattern]]\nname = "x"\nact = "praise"\nmatch = "praise"\nexamples = { matches = ["praise"] }\n',
                        act + '[[text_block]]\nname = "x"\nact = "praise"\ntext = "x"\ncontained = "0.7"\n'):
            self.assertNotEqual(self.complaints(rules, mistake), [], mistake)
            done = self.run_it("check", self.write("mistake.toml", mistake), config=False)
            self.assertEqual(done.returncode, 1, mistake)
            self.assertRegex(done.stderr, TABLE, mistake)

    def test_a_misspelt_key_is_named_where_it_stands(self):
        complaints = self.complaints(self.validator("rules"), '[[conflict]]\nname = "x"\nnever = "a"\nwith = "b"\nwithin = "9d"\nprioritie = 1\n')
        self.assertEqual(len(complaints), 1)
        self.assertIn("['conflict', 0]", complaints[0])
        self.assertIn("'prioritie'", complaints[0])

    def test_every_key_is_explained(self):
        for kind in ("rules", "settings"):
            for name, section in self.validator(kind).schema["properties"].items():
                for key, value in section.get("items", section)["properties"].items():
                    self.assertTrue(value.get("description"), f"{kind} {name}.{key}")

    def test_shipped_files_name_the_installed_schema_where_editors_look_for_it(self):
        for file, kind in (("config/rules.d/company.toml", "rules"), ("config/onevoice.toml", "settings")):
            self.assertEqual((ROOT / file).read_text().splitlines()[0], f"#:schema /usr/share/onevoice/{kind}.schema.json")

    def test_another_kind_is_wrong_usage(self):
        self.assertEqual(self.run_it("schema", "mail", config=False).returncode, 64)


unittest.main()
