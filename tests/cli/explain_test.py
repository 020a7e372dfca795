"""onevoice explain: what was read, what was found, and why."""
import os
import unittest
from datetime import datetime, timedelta, timezone

from office import INVITATION, RULES, Office, mail

LETTER = """Dear Lena,

you are cordially invited to our press day.
If your application was declined, tell us.

On Monday, Lena wrote:
> When was my application declined?
"""


class Explain(Office):
    def setUp(self):
        super().setUp()
        self.write("a.eml", mail("1@shop.example", LETTER))

    def test_the_text_the_acts_and_what_was_no_act_are_shown_with_their_places(self):
        with open(RULES) as rules:
            line = next(number for number, text in enumerate(rules, 1) if '"cordially invited"' in text)
        out = self.good("explain", "a.eml")
        text, found = out.split("\n\n", 1)
        self.assertIn("subject    | Hello\n", text)
        self.assertEqual(text.count("subject "), 1)
        self.assertIn("           | you are **cordially invited** to our press day.\n", text)
        self.assertIn("quote      | > When was my application declined?", text)
        self.assertIn("invite about press day\n  evidence  \"cordially invited\" at ", found)
        self.assertRegex(found, rf"  rule      cordially invited \({RULES}:\d+:\d+\)\n")
        self.assertIn("not reject\n  matched   \"application was declined\"", found)
        self.assertIn("prevented by if: \"If\"", found)
        self.assertLess(abs(line - int(found.split(RULES + ":")[1].split(":")[0])), 3)

    def test_evidence_is_marked_by_colours_on_a_terminal_and_by_asterisks_elsewhere(self):
        on_terminal = self.on_terminal("explain", "a.eml")
        self.assertIn("\x1b[7mcordially invited\x1b[0m", on_terminal)
        self.assertIn("\x1b[2m> When was my application declined?\x1b[0m", on_terminal)
        self.assertNotIn("**", on_terminal)
        self.assertNotIn("\x1b", self.on_terminal("explain", "a.eml", environment={"NO_COLOR": "1"}))
        self.assertIn("\x1b[7m", self.on_terminal("explain", "a.eml", environment={"NO_COLOR": ""}))
        self.assertNotIn("\x1b", self.good("explain", "a.eml"))

    def test_a_mail_moves_no_cursor(self):
        self.write("b.eml", mail("1@shop.example", "you are cordially \x1b[2J\u202einvited\u2028\x07 \u061c\n"))
        out = self.on_terminal("explain", "b.eml", environment={"NO_COLOR": "1"})
        for character in "\x1b\u202e\u2028\x07\u061c":
            self.assertNotIn(character, out)

    def test_a_rule_that_nearly_matches_is_told_with_what_stands_there_and_what_is_missing(self):
        self.write("near.eml", mail("1@shop.example", "Dear Lena,\n\nyour Application has been declined, and you are cordially welcome.\n"))
        def place_of(expression):
            with open(RULES) as rules:
                return next(f"{RULES}:{number}:{line.index(expression) + 1}" for number, line in enumerate(rules, 1) if expression in line)
        out = self.good("explain", "near.eml")
        invited, declined = place_of("'cordially invited'"), place_of("'application (?<")
        sentence = "your Application has been declined, and you are cordially welcome."
        self.assertIn(f"nearly invite\n  rule      cordially invited ({invited})\n  sentence  \"{sentence}\"\n"
                      "  stands    \"cordially\"\n  missing   invited\n", out)
        self.assertIn(f"nearly reject\n  rule      application declined ({declined})\n  sentence  \"{sentence}\"\n"
                      "  stands    \"Application\"\n  missing   (?<key_number>no\\. [0-9]+ )?was\n  stands    \"declined\"\n", out)

    def test_only_so_many_near_misses_are_told_as_are_asked_for(self):
        self.write("near.eml", mail("1@shop.example", "Your application has been declined, and you are cordially welcome.\n"))
        self.assertEqual(self.good("explain", "near.eml").count("nearly "), 2)
        self.assertEqual(self.good("explain", "--near", "0", "near.eml").count("nearly"), 0)
        out = self.good("explain", "--near", "1", "near.eml")
        self.assertEqual(out.count("nearly invite") + out.count("nearly reject"), 1)
        self.assertTrue(out.endswith("1 more that nearly match: --near 2\n"), out)

    def test_a_rule_that_did_match_is_no_near_miss(self):
        self.assertNotIn("nearly", self.good("explain", "a.eml"))

    def test_mail_that_is_not_looked_at_says_why(self):
        self.write("c.eml", mail("1@shop.example", INVITATION, fields="Auto-Submitted: auto-replied\n"))
        self.assertTrue(self.good("explain", "c.eml").endswith("not looked at: auto-reply\n"))

    def test_what_the_registry_says_is_told_for_a_recipient(self):
        yesterday = (datetime.now(timezone.utc) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.tell("affiliate", "reject", yesterday, "1@network.example", "lena@blog.example")
        out = self.good("explain", "--login", "press", "--recipient", "Lena@Blog.example", "--recipient", "tom@site.example", "a.eml")
        self.assertIn("department: press (" + RULES, out)
        self.assertRegex(out, r"Lena@Blog\.example: hold\n  invite after reject \(.*\): invite against reject by affiliate, .*, <1@network\.example>, ")
        self.assertIn("tom@site.example: pass\n", out)
        # Looking is not telling: nothing new is on record.
        self.assertEqual(len(self.good("decisions", "lena@blog.example").splitlines()), 1)

    def test_without_a_registry_none_is_made(self):
        done = self.run_it("explain", "--login", "press", "--recipient", "lena@blog.example", "a.eml")
        self.assertEqual(done.returncode, 75)
        self.assertEqual(done.stderr, f"onevoice: opening the registry '{self.path('registry.sqlite')}': there is none yet; "
                                      "the daemon makes it when it starts\n")
        self.assertFalse(os.path.exists(self.path("registry.sqlite")))
        self.assertFalse(os.path.exists(self.path("registry.key")))

    def test_a_sender_of_no_department_is_told(self):
        self.tell("affiliate", "reject", "2026-03-02T09:00:00Z", "1@network.example", "lena@blog.example")
        self.assertIn("department: none of login '', sender 'me@home.example': the message would not be looked at\n",
                      self.good("explain", "--sender", "me@home.example", "--recipient", "lena@blog.example", "a.eml"))

    def test_facts_are_shown_and_what_was_only_asked_is_not_stated(self):
        arrival = "Dear Lena,\n\nyour parcel 4711 arrives on 3 September 2026.\n"
        self.write("fact.eml", mail("1@shop.example", arrival))
        shown = self.good("explain", "fact.eml")
        self.assertIn('parcel 4711\n  states    date_arrival = 2026-09-03\n  evidence  "arrives on 3 September 2026" at', shown)
        self.assertNotIn("no act", shown)
        self.assertEqual(self.good("fingerprint", "fact.eml"), "fact.eml: no act, parcel 4711 date_arrival 2026-09-03\n")
        self.write("question.eml", mail("1@shop.example", arrival.replace("2026.", "2026?")))
        self.assertIn("not stated\n", self.good("explain", "question.eml"))


unittest.main()
