"""onevoice diff: history under two rule sets."""
import json
import os
import unittest

from office import INVITATION, REJECTION, RULES, VERDICTS, Office, mail

CONFLICT = '[[conflict]]\nname = "{}"\nnever = "invite"\nafter = "reject"\nwithin = "{}"\n'
COMMON = """
[[department]]
name = "affiliate"
senders = ["affiliate@shop.example"]
[[department]]
name = "press"
senders = ["press@shop.example"]
[[act]]
name = "invite"
[[act]]
name = "reject"
[[pattern]]
name = "invited"
act = "invite"
match = "cordially invited"
[[pattern]]
name = "declined"
act = "reject"
match = "was declined"
"""
LINE = {
    "messages": int, "unreadable": int,
    "newly_held": [{"message": str, "at": str, "otherwise": str, "recipients": [{
        "recipient": str, "verdict": VERDICTS, "conflict": {"rule": str, "earlier": {"department": str, "act": str, "at": str, "message_id": str}}}]}],
    "no_longer_held": [{"message": str, "at": str, "otherwise": str, "recipients": [{
        "recipient": str, "verdict": VERDICTS, "conflict": {"rule": str, "earlier": {"department": str, "act": str, "at": str, "message_id": str}}}]}],
    "rules": [{"rule": str, "newly_held": int, "no_longer_held": int}],
    "within_budget": bool,
}


class Diff(Office):
    def setUp(self):
        super().setUp()
        self.write("common.toml", COMMON)
        self.write("short.toml", CONFLICT.format("short", "10d"))
        self.write("long.toml", CONFLICT.format("long", "60d"))
        self.write("none.toml", "")
        for number, (body, date, sender) in enumerate([(REJECTION, "Mon, 02 Mar 2026", "affiliate"), (INVITATION, "Mon, 16 Mar 2026", "press"),
                                                       ("Dear Lena,\n\nhello.\n", "Tue, 17 Mar 2026", "press"),
                                                       (INVITATION, "Tue, 05 May 2026", "press")], 1):
            self.write(f"box/{number}.eml", mail(f"{number}@shop.example", body, date + " 10:00:00 +0100", f"{sender}@shop.example"))

    def diff(self, old, new, *options, status):
        done = self.run_it("diff", old, new, "box", *options, "--with", "common.toml")
        self.assertEqual((done.returncode, done.stderr), (status, ""), done.stdout)
        return done.stdout

    def test_what_is_newly_held_is_told_with_recipient_rule_and_the_earlier_decision(self):
        self.assertEqual(self.diff("short.toml", "long.toml", status=1), """\
newly held: box/2.eml, 2026-03-16T09:00:00.000Z
  lena@blog.example: invite against reject by affiliate, 2026-03-02T09:00:00.000Z, <1@shop.example>
    rule      long (long.toml:1:1)
    evidence  "cordially invited" (invited, common.toml:12:1)
  under the old rules: pass, invite by 'invited'

4 messages: 1 newly held, 0 no longer held
rule  long: 1 newly held, 0 no longer held
1 changes are more than the budget of 0
""")

    def test_what_is_no_longer_held_is_told_with_what_the_new_rules_see_in_it(self):
        self.write("deaf.toml", COMMON.replace('match = "cordially invited"', 'match = "invited to nothing"') + CONFLICT.format("long", "60d"))
        self.write("hearing.toml", COMMON + CONFLICT.format("long", "60d"))
        done = self.run_it("diff", "hearing.toml", "deaf.toml", "box")
        self.assertEqual(done.returncode, 1)
        self.assertIn("no longer held: box/2.eml, ", done.stdout)
        self.assertIn("  under the new rules: pass, no act\n", done.stdout)
        self.assertIn("rule  long: 0 newly held, 1 no longer held\n", done.stdout)

    def test_the_same_rules_differ_in_nothing(self):
        self.assertEqual(self.diff("long.toml", "long.toml", status=0), "4 messages: 0 newly held, 0 no longer held\n")

    def test_each_side_remembers_by_itself_what_it_held(self):
        # Under the long window the second mail is held, so that nobody was told of the invitation before the third.
        self.write("again.toml", CONFLICT.format("again", "60d") + '[[conflict]]\nname = "back"\nnever = "reject"\nafter = "invite"\nwithin = "60d"\n')
        self.write("box/5.eml", mail("5@shop.example", REJECTION, "Wed, 18 Mar 2026 10:00:00 +0100", "affiliate@shop.example"))
        self.write("only-back.toml", '[[conflict]]\nname = "back"\nnever = "reject"\nafter = "invite"\nwithin = "60d"\n')
        found = json.loads(self.diff("only-back.toml", "again.toml", "--json", status=1))
        self.assertEqual([each["message"] for each in found["newly_held"]], ["box/2.eml", "box/4.eml"])
        self.assertEqual([each["message"] for each in found["no_longer_held"]], ["box/5.eml"])
        self.assertEqual(found["rules"], [{"rule": "again", "newly_held": 2, "no_longer_held": 0}, {"rule": "back", "newly_held": 0, "no_longer_held": 1}])

    def test_the_json_form_has_exactly_its_members(self):
        found = json.loads(self.diff("none.toml", "long.toml", "--json", status=1))
        self.is_exactly(found, LINE)
        self.assertEqual((found["messages"], found["within_budget"], len(found["newly_held"])), (4, False, 1))

    def test_a_budget_is_a_number_of_messages_or_a_share_of_all(self):
        for budget, status in (("0", 1), ("1", 0), ("24.9%", 1), ("25%", 0)):
            self.diff("none.toml", "long.toml", "--budget", budget, status=status)
        for wrong in ("many", "-1", "%", "nan", "1e400"):
            done = self.run_it("diff", "none.toml", "long.toml", "box", f"--budget={wrong}", "--with", "common.toml")
            self.assertEqual(done.returncode, 2, wrong)
            self.assertEqual(done.stderr, f"onevoice: reading the budget: '{wrong}' is neither a number of messages nor a percentage such as 0.5%\n")

    def test_a_broken_rule_set_on_either_side_is_trouble(self):
        self.write("broken.toml", "[[conflict]]\n")
        for old, new in (("broken.toml", "long.toml"), ("long.toml", "broken.toml")):
            done = self.run_it("diff", old, new, "box", "--with", "common.toml")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("broken.toml:1:1: error: key 'name' is missing in [[conflict]]\n", done.stderr)

    def test_mail_that_is_not_there_is_trouble(self):
        self.bad(2, "onevoice: reading the mailbox 'gone': No such file or directory\n", "diff", RULES, RULES, "gone")

    def test_neither_side_touches_the_registry_of_the_daemon(self):
        self.diff("none.toml", "long.toml", status=1)
        self.assertFalse(os.path.exists(self.path("registry.sqlite")))


unittest.main()
