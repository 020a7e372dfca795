"""onevoice holds, release, return, with scripts for Postfix's tools; a real Postfix is tried end to end."""
import json
import os
import unittest

from office import Office

REASON = {"recipient": "lena@blog.example", "conflict": {
    "rule": "invite after reject", "place": "ours.toml:7:1", "act": "invite", "evidence": "cordially \x1b[2Jinvited", "evidence_rule": "cordially invited",
    "earlier": {"department": "affiliate", "act": "reject", "at": "2026-03-02T09:00:00.000Z", "message_id": "1@network.example", "same_contact": True},
    "left": "76d"}}


class Holds(Office):
    def setUp(self):
        super().setUp()
        self.queue()
        self.tool("postsuper", "touch $0.done")

    def tool(self, name, body):
        os.chmod(self.write("tools/" + name, "#!/bin/sh\n" + body + "\n"), 0o755)

    def queue(self, *held):
        """What postqueue lists, until postsuper was called."""
        listing = "\n".join(json.dumps({"queue_name": "hold", "queue_id": each, "arrival_time": 1773655200, "message_size": 1,
                                        "sender": "press@shop.example", "recipients": [{"address": "lena@blog.example"}]}) for each in held)
        self.tool("postqueue", f"test -e {self.path('tools/postsuper.done')} || cat <<'END'\n{listing}\nEND" if held else "exit 0")

    def hold(self, name, queue_id, **more):
        self.write(f"holds/{name}.json", json.dumps({
            "id": name, "queue_id": queue_id, "message_id": "2@shop.example", "department": "press", "sender": "press@shop.example",
            "login": "press", "subject": "Our press day", "recipients": ["lena@blog.example", "tom@site.example"], "reasons": [REASON],
            "at": "2026-03-16T10:00:00.000Z", "deadline": "2026-03-21T10:00:00.000Z", "state": "open"} | more))

    def test_a_hold_is_shown_with_its_whole_reason(self):
        self.hold("H1", "Q1")
        self.queue("Q1")
        self.assertRegex(self.good("holds"), r"""^H1  Q1  open  2026-03-16T10:00:00\.000Z  press <press@shop\.example>
    subject: Our press day
    held whole: 2 recipients, of whom 1 conflict
    lena@blog\.example: invite against reject by affiliate, 2026-03-02T09:00:00\.000Z
      rule      invite after reject \(ours\.toml:7:1\), ends by itself 2026-05-31T10:00:00\.000Z
      evidence  "cordially \?\[2Jinvited" \(cordially invited\)
      earlier   <1@network\.example>
    deadline 2026-03-21T10:00:00\.000Z( overdue)?
$""")

    def test_a_deadline_that_has_passed_is_overdue(self):
        self.queue("Q1")
        self.hold("H1", "Q1", deadline="2001-01-01T00:00:00Z")
        self.assertIn(" overdue\n", self.good("holds"))
        self.hold("H1", "Q1", deadline="2999-01-01T00:00:00Z")
        self.assertNotIn(" overdue", self.good("holds"))

    def test_what_the_fail_mode_held_tells_the_failure(self):
        self.hold("H1", "Q1", reasons=[], unchecked="asking the registry: it is away")
        self.queue("Q1")
        self.assertIn("    not judged: asking the registry: it is away\n", self.good("holds"))

    def test_a_record_without_its_message_and_a_message_without_its_record_are_shown_as_such(self):
        self.hold("H1", "Q1")
        self.queue("Q9")
        out = self.good("holds")
        self.assertIn("its message is no longer in the hold queue\n", out)
        self.assertIn("-  Q9  a held message without a record: held by hand, or by another filter\n", out)
        joined = [json.loads(line) for line in self.good("holds", "--json").splitlines()]
        self.assertEqual([(line["queue_id"], line["record"], line["in_hold_queue"]) for line in joined], [("Q1", True, False), ("Q9", False, True)])

    def test_ended_holds_are_shown_when_asked_for(self):
        self.hold("H1", "Q1", state="released", ended="2026-03-17T08:00:00Z", ended_by="maria", comment="they agreed")
        self.hold("H2", "Q2", state="gone", ended="2026-03-17T08:00:00Z")
        self.assertEqual(self.good("holds"), "no holds\n")
        out = self.good("holds", "--all")
        self.assertIn("    released 2026-03-17T08:00:00.000Z by maria: they agreed\n", out)
        self.assertIn("    gone 2026-03-17T08:00:00.000Z\n", out)
        self.assertTrue(self.good("holds", "Q1").startswith("H1"))
        self.bad(65, "onevoice: listing holds: none of that hold ID or queue ID\n", "holds", "H9")

    def test_a_damaged_record_is_named_and_the_others_are_shown(self):
        self.hold("H1", "Q1")
        self.write("holds/H2.json", "{")
        out = self.bad(1, f"onevoice: {self.path('holds/H2.json')}: reading a hold record: it is no JSON object\n", "holds")
        self.assertTrue(out.startswith("H1"))

    def test_a_release_is_reported_recorded_and_logged(self):
        self.tell("affiliate", "reject", "2026-03-02T09:00:00Z", "1@network.example", "lena@blog.example")
        self.hold("H1", "Q1")
        self.queue("Q1")
        self.assertEqual(self.good("release", "-m", "they agreed", "Q1"), "H1 released: Q1 left the MTA's queue\n")
        with open(self.path("holds/H1.json")) as record:
            self.assertEqual(json.load(record)["comment"], "they agreed")
        self.assertIn("released       Q1 H1 press <press@shop.example> by ", self.good("log"))
        done = self.run_it("return", "H1")
        self.assertEqual(done.returncode, 65)
        self.assertRegex(done.stderr, "^onevoice: ending hold 'H1': it was released at .* by .*\n$")

    def test_a_release_that_the_mta_refuses_changes_nothing(self):
        self.tell("affiliate", "reject", "2026-03-02T09:00:00Z", "1@network.example", "lena@blog.example")
        self.hold("H1", "Q1")
        self.queue("Q1")
        self.tool("postsuper", "echo 'postsuper: fatal: only root' >&2; exit 1")
        self.bad(75, "onevoice: running postsuper: exit status 1: postsuper: fatal: only root\n", "release", "H1")
        with open(self.path("holds/H1.json")) as record:
            self.assertEqual(json.load(record)["state"], "open")


unittest.main()
