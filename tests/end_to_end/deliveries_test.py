"""What became of a message is read in the MTA's log: delivered is committed, bounced is retracted."""

import json
import pathlib
import shutil
import tempfile
import unittest

import house
from house import INVITE, REJECT, HouseTest, wait_until
from private_postfix import Sink


class Deliveries(HouseTest):
    @classmethod
    def setUpClass(cls):
        # A second sink refuses every recipient for good.
        refusing = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        cls.addClassCleanup(shutil.rmtree, refusing, ignore_errors=True)
        refusing.chmod(0o755)
        sink = Sink(refusing, "-f", "rcpt")
        sink.start()
        cls.addClassCleanup(sink.stop)
        cls.postfix_extra = f"transport_maps = inline:{{ {{bounce.example = smtp:[127.0.0.1]:{sink.port}}} }}\n"
        super().setUpClass()

    def setUp(self):
        super().setUp()
        settings = self.house.daemon.settings
        if "maillog" not in settings.read_text():
            log = self.house.postfix.maillog
            log.touch()
            for path in (log.parent, log):
                path.chmod(0o755)
            settings.write_text(settings.read_text() + f'log = "{log}"\n')
            self.house.daemon.stop()
            self.house.daemon.start()

    def states(self, address):
        lines = self.house.daemon.command("decisions", "--json", address).stdout.splitlines()
        return [json.loads(line)["state"] for line in lines if json.loads(line)["same_contact"]]

    def test_a_delivered_decision_is_committed(self):
        self.send("partner", REJECT)
        wait_until(lambda: self.states(self.reader) == ["committed"], "the decision to be committed")

    def test_a_bounced_decision_is_retracted_and_contradicts_nothing(self):
        reader = self.reader.replace("waldrand", "bounce")
        self.send("partner", REJECT, [reader])
        wait_until(lambda: self.states(reader) == ["retracted"], "the decision to be retracted")
        self.assertFalse(self.is_held(self.send("presse", INVITE, [reader])))

    def test_of_two_recipients_each_has_its_own_fate(self):
        gone = self.reader.replace("waldrand", "bounce")
        self.send("partner", REJECT, [self.reader, gone])
        wait_until(lambda: (self.states(self.reader), self.states(gone)) == (["committed"], ["retracted"]), "both fates")


if __name__ == "__main__":
    house.main()
