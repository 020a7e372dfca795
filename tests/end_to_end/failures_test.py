"""What happens when something breaks: nothing is lost, nothing is doubled, and the log says so."""

import json
import os
import smtplib
import sqlite3
import subprocess
import threading
import unittest

import house
from house import INVITE, NOTHING, REJECT, HouseTest, letter, wait_until
from private_postfix import queue_id


class RegistryAway(HouseTest):
    """The registry's file is locked by somebody else for longer than the time budget."""

    options = {"extra": ""}

    def setUp(self):
        super().setUp()
        settings = self.house.daemon.settings
        if "time_budget" not in settings.read_text():
            settings.write_text(settings.read_text().replace("[filter]", '[filter]\ntime_budget = "1s"'))
            self.house.daemon.stop()
            self.house.daemon.start()

    def with_locked_registry(self, action):
        connection = sqlite3.connect(self.house.daemon.home / "lib" / "registry.sqlite", isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            return action()
        finally:
            connection.close()


class PassUnchecked(RegistryAway):
    def test_an_unchecked_message_passes_is_logged_and_raises_a_late_alarm(self):
        self.send("partner", REJECT)
        queue = self.with_locked_registry(lambda: self.send("presse", INVITE))
        self.assertFalse(self.is_held(queue))
        entry = self.entry(queue)
        self.assertEqual(("unchecked", "OV400", "pass"), (entry["event"], entry["code"], entry["mode"]))
        self.delivered_to(self.reader)
        late = wait_until(lambda: [e for e in self.house.daemon.entries("late-conflict") if e["queue_id"] == queue], "the late alarm", 40)
        self.assertEqual((1, "reject"), (len(late), late[0]["recipients"][0]["conflict"]["earlier"]["act"]))
        self.assertFalse((self.house.daemon.home / "lib" / "journal.jsonl").exists())

    def test_a_message_without_an_act_never_asks_the_registry(self):
        queue = self.with_locked_registry(lambda: self.send("presse", NOTHING))
        self.assertEqual("passed", self.entry(queue)["event"])


class Tempfail(RegistryAway):
    options = {"fail_mode": "tempfail"}

    def test_the_client_is_asked_to_come_again_and_learns_nothing(self):
        with self.assertRaises(smtplib.SMTPResponseException) as refused:
            self.with_locked_registry(lambda: self.send("presse", INVITE))
        self.assertEqual((451, b"4.7.1 Message could not be checked, please try again later"),
                         (refused.exception.smtp_code, refused.exception.smtp_error))
        self.assertEqual("tempfail", self.house.daemon.entries("unchecked")[-1]["mode"])
        self.assertEqual("passed", self.entry(self.send("presse", INVITE))["event"])


class HoldUnchecked(RegistryAway):
    options = {"fail_mode": "hold"}

    def test_the_message_waits_in_the_hold_queue(self):
        queue = self.with_locked_registry(lambda: self.send("presse", INVITE))
        self.assertTrue(self.is_held(queue))
        self.assertEqual("hold", self.entry(queue)["mode"])


class DiskFull(HouseTest):
    """The directory of holds lies on a file system of its own that is full."""

    options = {"fail_mode": "tempfail"}

    def test_a_hold_that_cannot_be_recorded_is_not_accepted(self):
        holds = self.house.daemon.home / "lib" / "holds"
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "none", holds], check=True)
        self.addCleanup(subprocess.run, ["umount", holds], check=True)
        self.send("partner", REJECT)
        filler = holds / "filler"
        try:
            filler.write_bytes(b"x" * 1_000_000)
        except OSError:
            pass
        with self.assertRaises(smtplib.SMTPResponseException) as refused:
            self.send("presse", INVITE)
        self.assertEqual(451, refused.exception.smtp_code)
        self.assertIn("No space left on device", self.house.daemon.entries("unchecked")[-1]["reason"])
        self.assertEqual([], [name for name in os.listdir(holds) if name.endswith((".json", ".new"))])
        filler.unlink()
        self.assertTrue(self.is_held(self.send("presse", INVITE)))


class Crash(HouseTest):
    def test_a_dead_daemon_delays_mail_and_loses_none(self):
        self.house.daemon.kill()
        with self.assertRaises(smtplib.SMTPResponseException) as refused:
            self.send("presse", NOTHING)
        self.assertEqual(451, refused.exception.smtp_code)
        self.house.daemon.start()
        self.assertEqual("passed", self.entry(self.send("presse", NOTHING))["event"])

    def test_kills_under_load_leave_every_message_delivered_held_or_refused(self):
        clients, each = 4, 40
        outcomes, lock = {}, threading.Lock()

        def client(number):
            for index in range(each):
                reader = f"load{number}-{index}@waldrand.example"
                for login, text in (("partner", REJECT), ("presse", INVITE)):
                    message = letter(text, reader)
                    try:
                        outcome = queue_id(self.house.postfix.send("presse@blattgold.example", [reader], message, login=login))
                    except (smtplib.SMTPException, OSError):
                        outcome = None  # refused: the client keeps it
                    with lock:
                        outcomes[message.split("Message-ID: ")[1].split("\r\n")[0]] = (outcome, reader, text)

        threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for _ in range(3):
            threading.Event().wait(0.5)
            self.house.daemon.kill()
            self.house.daemon.start()
        for thread in threads:
            thread.join()

        held = {message["queue_id"] for message in self.house.postfix.held()}
        accepted = {id: queue for id, (queue, _, _) in outcomes.items() if queue is not None}
        expected = {id for id, queue in accepted.items() if queue not in held}
        self.assertGreater(len(expected), 0)

        def delivered():
            return [line.split(": ", 1)[1] for m in self.house.sink.messages() for line in m["header"].splitlines()
                    if line.startswith("Message-ID: ") and line.split(": ", 1)[1] in outcomes]

        wait_until(lambda: len(delivered()) >= len(expected), "all deliveries", 60)
        self.assertEqual(sorted(expected), sorted(delivered()))
        # Of a pair that was accepted both times, the second is held, whatever died in between.
        by_reader = {}
        for id, (queue, reader, text) in outcomes.items():
            by_reader.setdefault(reader, {})[text] = queue
        pairs = [pair for pair in by_reader.values() if None not in pair.values()]
        self.assertGreater(len(pairs), 0)
        self.assertEqual([], [pair for pair in pairs if pair[INVITE] not in held])


if __name__ == "__main__":
    house.main()
