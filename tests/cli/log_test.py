"""onevoice log: the hold log for people."""
import json
import os
import pty
import subprocess
import unittest

from office import ONEVOICE, Office


def entry(at, event, code, **more):
    return json.dumps({"at": at, "event": event, "code": code} | more) + "\n"


CONFLICT = {"rule": "invite after reject", "place": "ours.toml:7:1", "act": "invite", "evidence": "cordially \x1b[2Jinvited",
            "earlier": {"department": "affiliate", "act": "reject", "at": "2026-03-02T09:00:00.000Z", "same_contact": True}, "left": "76d"}
STARTED = entry("2026-03-16T08:00:00.000Z", "started", "OV900", mode="hold")
PASSED = entry("2026-03-16T09:00:00.000Z", "passed", "OV100", queue_id="Q1", department="press", sender="press@shop.example", message_id="1@shop.example",
               recipients=[{"recipient": "tom@site.example", "verdict": "pass", "intended": "pass"}])
HELD = entry("2026-03-16T10:00:00.000Z", "held", "OV300", queue_id="Q2", reference="H0123456789AB", department="press", sender="press@shop.example",
             recipients=[{"recipient": "lena+press@blog.example", "verdict": "hold", "intended": "hold", "conflict": CONFLICT}],
             acts=[{"act": "invite", "from": 0, "to": 1}])
SKIPPED = entry("2026-03-16T11:00:00.000Z", "skipped", "OV101", queue_id="Q3", reason="null-sender")
RELEASED = entry("2026-03-17T10:00:00.000Z", "released", "OV500", queue_id="Q2", reference="H0123456789AB", actor="maria", reason="they agreed")
ALL = [STARTED, PASSED, HELD, SKIPPED, RELEASED]

SHOWN = """\
2026-03-16T08:00:00.000Z  started       \n\
2026-03-16T09:00:00.000Z  passed         Q1 press <press@shop.example>
2026-03-16T10:00:00.000Z  held           Q2 H0123456789AB press <press@shop.example> invite
    lena+press@blog.example: hold, invite against reject by affiliate, 2026-03-02T09:00:00.000Z
        invite after reject (ours.toml:7:1), "cordially ?[2Jinvited"
2026-03-16T11:00:00.000Z  skipped        Q3: null-sender
2026-03-17T10:00:00.000Z  released       Q2 H0123456789AB by maria: they agreed
"""


class Log(Office):
    def setUp(self):
        super().setUp()
        self.write("log.jsonl", "".join(ALL))

    def test_the_log_is_shown_for_people(self):
        self.assertEqual(self.good("log"), SHOWN)

    def test_filters_and_their_combinations(self):
        for options, expected in ((["--event", "held"], [HELD]), (["-e", "OV300", "-e", "released"], [HELD, RELEASED]),
                                  (["--department", "press"], [PASSED, HELD]), (["--recipient", "tom@site.example"], [PASSED]),
                                  (["-r", "LENA@blog.example"], [HELD]), (["-r", "nobody@site.example"], []),
                                  (["--id", "Q2"], [HELD, RELEASED]), (["-i", "H0123456789AB"], [HELD, RELEASED]), (["-i", "1@shop.example"], [PASSED]),
                                  (["--conflicts"], [HELD]), (["--since", "2026-03-16T10:00:00Z"], [HELD, SKIPPED, RELEASED]),
                                  (["--since", "2026-03-16T11:00:00+01:00", "--until", "2026-03-17"], [HELD, SKIPPED]),
                                  (["--since", "1000000h", "-n", "2"], [SKIPPED, RELEASED]), (["--until", "36500d"], []),
                                  (["-n", "1", "-d", "press"], [HELD]), (["--last", "99"], ALL), (["-e", "held", "-d", "affiliate"], [])):
            with self.subTest(options):
                self.assertEqual(self.good("log", "--json", *options), "".join(expected))

    def test_another_file_may_be_named(self):
        self.write("log.jsonl.1", HELD)
        self.config = self.path("none.toml")
        self.assertEqual(self.good("log", "--json", self.path("log.jsonl.1")), HELD)

    def test_torn_lines_are_counted_and_the_others_shown(self):
        self.write("log.jsonl", HELD + SKIPPED[:40] + "\n" + RELEASED + PASSED[:50])
        done = self.run_it("log", "--json")
        self.assertEqual((done.returncode, done.stdout), (0, HELD + RELEASED))
        self.assertEqual(done.stderr, f"onevoice: reading the log '{self.path('log.jsonl')}': 1 lines are no entries\n")

    def test_what_cannot_be_meant_is_refused(self):
        self.assertIn("'hold' is no event: passed, skipped, annotated, ", self.run_it("log", "-e", "hold").stderr)
        self.assertEqual(self.run_it("log", "-e", "hold").returncode, 65)
        self.bad(65, "onevoice: reading a time: 'yesterday' is not RFC 3339, such as 2026-03-02T10:00:00+01:00, nor a duration such as 2d\n",
                 "log", "--since", "yesterday")
        self.bad(75, "onevoice: reading the log 'none': No such file or directory\n", "log", "none")
        self.bad(65, f"onevoice: reading the log '{self.folder}': it is a directory\n", "log", self.folder)

    def test_colours_are_for_a_terminal_only(self):
        self.assertIn("\x1b[31mheld", self.on_terminal("log"))
        self.assertIn("\x1b[32mreleased", self.on_terminal("log"))
        self.assertNotIn("\x1b", self.on_terminal("log", environment={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b", self.good("log"))
        self.assertEqual(self.on_terminal("log", "--json").replace("\r\n", "\n"), "".join(ALL))

    def test_following_shows_new_lines_and_a_new_file_after_logrotate(self):
        ours, theirs = pty.openpty()
        running = subprocess.Popen([ONEVOICE, "--config", self.config, "log", "--json", "-n", "1", "--follow"], stdout=theirs)
        os.close(theirs)
        try:
            def until(text):
                seen = ""
                while text.rstrip("\n") not in seen.replace("\r\n", "\n"):
                    seen += os.read(ours, 65536).decode()
                return seen
            self.assertNotIn("Q1", until(RELEASED))
            with open(self.path("log.jsonl"), "a") as log:
                log.write(SKIPPED)
                log.write(HELD[:30])
            until(SKIPPED)
            with open(self.path("log.jsonl"), "a") as log:
                log.write(HELD[30:])
            until(HELD)
            os.rename(self.path("log.jsonl"), self.path("log.jsonl.1"))
            self.write("log.jsonl", PASSED)
            until(PASSED)
        finally:
            running.terminate()
            running.wait()
            os.close(ours)


unittest.main()
