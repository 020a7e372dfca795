"""The circuit breaker: a rule that holds too much is only simulated, alarms once, and waits to be armed again."""

import itertools
import json
import pathlib
import shutil
import tempfile
import unittest

import house
from house import INVITE, NOTHING, OFFER, REJECT, HouseTest, MailHouse, letter, queue_id, wait_until

RULE = "invited and rejected"
_readers = itertools.count(1)


class Breaker(HouseTest):
    options = {"budget": 2, "extra": "\n"}

    def contradict(self):
        """Rejects and invites a new reader: the queue ID of the invitation, and the reader."""
        self.reader = f"contradicted{next(_readers)}@waldrand.example"
        self.send("partner", REJECT)
        return self.send("presse", INVITE), self.reader

    def alarms(self):
        return self.house.daemon.entries("breaker-tripped")

    def tripped(self):
        return [each["rule"] for each in json.loads(self.house.daemon.command("status", "--json").stdout)["tripped"]]

    def test_a_rule_trips_alarms_once_survives_a_restart_and_holds_again_once_armed(self):
        for _ in range(3):
            self.assertTrue(self.is_held(self.contradict()[0]))
        self.assertEqual([RULE], [alarm["rule"] for alarm in self.alarms()])
        self.assertEqual(("OV600", "3 of 6 messages were held within 1h, allowed are 2 and 5 %"),
                         (self.alarms()[0]["code"], self.alarms()[0]["reason"]))

        # The mail passes, and the log says what would have been.
        for _ in range(3):
            queue, reader = self.contradict()
            entry = self.entry(queue)
            self.assertEqual(("would-hold", "pass", "hold", True), (entry["event"], entry["recipients"][0]["verdict"],
                                                                    entry["recipients"][0]["intended"],
                                                                    entry["recipients"][0]["conflict"]["tripped"]))
            messages = self.delivered_to(reader)
            wait_until(lambda: len([m for m in self.house.sink.messages() if reader in m["recipients"]]) == 2, "both letters")
            self.assertTrue(all(house.HEADER not in message["header"] for message in messages))
        self.assertEqual(1, len(self.alarms()))
        self.assertIn(f"tripped: {RULE} since ", self.house.daemon.command("status").stdout)
        self.assertIn("breaker-tripped", self.house.daemon.command("log", "--conflicts").stdout)

        # Other rules are in force.
        self.send("partner", REJECT)
        self.assertEqual("annotated", self.entry(self.send("presse", OFFER))["event"])
        self.assertEqual("passed", self.entry(self.send("presse", NOTHING, ["nobody@waldrand.example"]))["event"])

        self.house.daemon.stop()
        self.house.daemon.start()
        self.assertEqual([RULE], self.tripped())
        self.assertFalse(self.is_held(self.contradict()[0]))
        self.assertEqual(1, len(self.alarms()))

        wrong = self.house.daemon.command("rearm", "invited", "-m", "mended", check=False)
        self.assertEqual((65, f"onevoice: arming the rule 'invited': it has not tripped; tripped: '{RULE}'\n"), (wrong.returncode, wrong.stderr))
        done = self.house.daemon.command("rearm", RULE, "-m", "the pattern was mended")
        self.assertRegex(done.stdout, rf"^{RULE} armed again; it had tripped at \S+: 3 of 6 messages were held within 1h, allowed are 2 and 5 %\n$")
        armed = self.house.daemon.entries("breaker-armed")
        self.assertEqual([("OV601", RULE, "the pattern was mended")], [(entry["code"], entry["rule"], entry["reason"]) for entry in armed])
        self.assertTrue(armed[0]["actor"])
        wait_until(lambda: self.tripped() == [], "the daemon to see it")
        self.assertTrue(self.is_held(self.contradict()[0]))

    def test_damaged_state_is_told_set_aside_and_stops_nothing(self):
        file = self.house.daemon.registry / "registry.sqlite.breaker"
        file.write_text("rubbish")
        entry = wait_until(lambda: next(iter(self.house.daemon.entries("breaker-failed")), None), "the failure in the log")
        self.assertEqual("OV602", entry["code"])
        self.assertIn("it is no JSON object; it was set aside as", entry["reason"])
        self.assertEqual("rubbish", (file.parent / (file.name + ".damaged")).read_text())
        self.assertEqual("passed", self.entry(self.send("presse", NOTHING))["event"])


class Shared(unittest.TestCase):
    """Two mail servers with a daemon each on one registry."""

    def setUp(self):
        root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        self.addCleanup(shutil.rmtree, root, ignore_errors=True)
        root.chmod(0o755)
        shared = root / "shared"
        shared.mkdir()
        shutil.chown(shared, "nobody", "nogroup")
        self.houses = []
        for name in ("one", "two"):
            (root / name).mkdir()
            mail_house = MailHouse(root / name, house.BINARIES, rules=[str(house.RULES)], registry=shared, budget=2)
            mail_house.__enter__()
            self.addCleanup(mail_house.stop)
            self.houses.append(mail_house)

    def contradict(self, mail_house):
        """The queue ID of an invitation to a reader who was rejected."""
        reader = f"shared{next(_readers)}@waldrand.example"
        mail_house.postfix.send("presse@blattgold.example", [reader], letter(REJECT, reader), login="partner")
        return queue_id(mail_house.postfix.send("presse@blattgold.example", [reader], letter(INVITE, reader), login="presse"))

    def test_daemons_of_one_registry_count_together_trip_together_and_alarm_once(self):
        first, second = self.houses
        for mail_house in (first, second, first):
            self.contradict(mail_house)
        self.assertEqual([RULE], [alarm["rule"] for alarm in first.daemon.entries("breaker-tripped")])
        wait_until(lambda: json.loads(second.daemon.command("status", "--json").stdout)["tripped"], "the other daemon to see it")
        for mail_house in self.houses:
            queue = self.contradict(mail_house)
            self.assertNotIn(queue, [message["queue_id"] for message in mail_house.postfix.held()])
        self.assertEqual([], second.daemon.entries("breaker-tripped"))


if __name__ == "__main__":
    house.main()
