"""onevoice check: are settings and rules right?"""
import json
import unittest

from office import RULES, Office

SUMMARY = "5 departments, 1 contacts, 3 acts, 5 patterns, 1 text blocks, 4 conflicts, 1 exceptions\n"


class Check(Office):
    def test_good_settings_and_rules_are_summed_up(self):
        self.assertRegex(self.good("check"), "^rules [0-9a-f]{16}: " + SUMMARY)

    def test_good_rule_files_need_no_settings(self):
        self.config = self.path("none.toml")
        self.assertTrue(self.good("check", RULES).endswith(SUMMARY))

    def test_a_wrong_rule_is_named_with_its_place_and_nothing_is_summed_up(self):
        rules = self.write("rules.toml", '[[act]]\nname = "invite"\nstance = "possitive"\n')
        done = self.run_it("check", rules)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        (error,) = [line for line in done.stderr.splitlines() if ": error: " in line]
        self.assertTrue(error.startswith(f"{rules}:3:10: error: "), error)
        self.assertIn("'positive'", error)
        self.assertRegex(done.stderr.splitlines()[-1], "^1 errors, [0-9]+ warnings$")

    def test_wrong_settings_are_named_with_their_place(self):
        config = self.write("bad.toml", '[company]\nown_domain = ["shop.example"]\n')
        done = self.run_it("--config", config, "check", config=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{config}:2:1: error: unknown key 'own_domain'", done.stderr)

    def test_missing_settings_are_named(self):
        done = self.run_it("--config", self.path("none.toml"), "check", config=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(self.path("none.toml"), done.stderr)
        self.assertIn("No such file or directory", done.stderr)

    def test_a_warning_is_no_error_unless_it_is_asked_for(self):
        with open(RULES) as story:
            rules = self.write("rules.toml", story.read().replace("until     = 2099-01-01", "until     = 2001-01-01"))
        done = self.run_it("check", rules)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(": warning: ", done.stderr)
        self.assertEqual(self.run_it("check", "--strict", rules).returncode, 1)

    def test_what_the_machine_lacks_is_named(self):
        done = self.run_it("check", "--machine")
        self.assertEqual(done.returncode, 1)
        self.assertIn(self.path("tools"), done.stderr)


unittest.main()
