"""onevoice rearm: ends the trip of a conflict rule's breaker, with or without a daemon."""
import json
import unittest

from office import Office, lines

TRIPPED = {"tripped": [{"rule": "invite after reject", "at": "2026-03-16T10:00:00.000Z", "holds": 21, "messages": 40,
                        "budget": {"holds": 20, "share": 5, "window": 3600}}], "holds": [], "messages": []}


class Rearm(Office):
    def test_a_tripped_rule_is_armed_and_the_log_says_by_whom_and_why(self):
        self.write("registry.sqlite.breaker", json.dumps(TRIPPED))
        out = self.good("rearm", "invite after reject", "-m", "the pattern was mended")
        self.assertEqual(out, "invite after reject armed again; it had tripped at 2026-03-16T10:00:00.000Z: 21 of 40 messages were held within 1h, "
                              "allowed are 20 and 5 %\n")
        with open(self.path("registry.sqlite.breaker"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["tripped"], [])
        with open(self.path("log.jsonl"), encoding="utf-8") as file:
            (entry,) = lines(file.read())
        self.assertEqual((entry["event"], entry["rule"], entry["reason"]), ("breaker-armed", "invite after reject", "the pattern was mended"))
        self.assertRegex(self.good("log"), r" breaker-armed  invite after reject by \S+: the pattern was mended\n")

    def test_a_rule_that_has_not_tripped_is_refused(self):
        self.bad(65, "onevoice: arming the rule 'invite after reject': it has not tripped, nor has any other\n", "rearm", "invite after reject", "-m", "x")

    def test_it_takes_a_reason(self):
        done = self.run_it("rearm", "invite after reject")
        self.assertEqual(done.returncode, 64)
        self.assertIn("--comment is required", done.stderr)

    def test_damaged_state_is_an_error(self):
        self.write("registry.sqlite.breaker", "rubbish")
        done = self.run_it("rearm", "invite after reject", "-m", "x")
        self.assertEqual((done.returncode, done.stdout), (65, ""))
        self.assertIn("it has not tripped", done.stderr)


unittest.main()
