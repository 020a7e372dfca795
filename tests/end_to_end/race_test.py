"""Two mail servers with a daemon each on one registry: of two contradicting messages, exactly one passes."""

import pathlib
import shutil
import tempfile
import threading
import unittest

import house
from house import INVITE, REJECT, MailHouse, letter
from private_postfix import queue_id


class Race(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.root.chmod(0o755)
        shared = self.root / "shared"
        shared.mkdir()
        shutil.chown(shared, "nobody", "nogroup")
        self.houses = []
        for name in ("one", "two"):
            (self.root / name).mkdir()
            mail_house = MailHouse(self.root / name, house.BINARIES, rules=[str(house.RULES)], registry=shared)
            mail_house.__enter__()
            self.addCleanup(mail_house.stop)
            self.houses.append(mail_house)

    def test_of_two_contradicting_messages_exactly_one_passes(self):
        pairs = 60
        queues = [[None] * pairs, [None] * pairs]
        together = threading.Barrier(2)

        def side(number, login, text):
            for index in range(pairs):
                reader = f"racer{index}@waldrand.example"
                together.wait(timeout=60)
                reply = self.houses[number].postfix.send("presse@blattgold.example", [reader], letter(text, reader), login=login)
                queues[number][index] = queue_id(reply)

        threads = [threading.Thread(target=side, args=(0, "partner", REJECT)), threading.Thread(target=side, args=(1, "presse", INVITE))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=120)
        self.assertNotIn(None, queues[0] + queues[1])
        held = [{message["queue_id"] for message in mail_house.postfix.held()} for mail_house in self.houses]
        held_of_pair = [(queues[0][i] in held[0]) + (queues[1][i] in held[1]) for i in range(pairs)]
        self.assertEqual([1] * pairs, held_of_pair)

    def test_the_command_line_reads_and_writes_beside_both(self):
        reader = "shared@waldrand.example"
        self.houses[0].postfix.send("presse@blattgold.example", [reader], letter(REJECT, reader), login="partner")
        seen = self.houses[1].daemon.command("decisions", reader).stdout
        self.assertIn("affiliate  reject", seen)
        self.assertIn("1 decisions erased", self.houses[1].daemon.command("forget", reader).stdout)
        queue = queue_id(self.houses[0].postfix.send("presse@blattgold.example", [reader], letter(INVITE, reader), login="presse"))
        self.assertEqual([], [m for m in self.houses[0].postfix.held() if m["queue_id"] == queue])


if __name__ == "__main__":
    house.main()
