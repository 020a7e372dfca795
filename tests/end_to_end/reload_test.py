"""Reload and stop: new rules whole or not at all, and no message lost on the way."""

import json
import os
import signal
import threading
import time
import unittest

import house
from house import INVITE, NOTHING, OFFER, REJECT, HouseTest, wait_until


class Reload(HouseTest):
    def setUp(self):
        super().setUp()
        # A rules folder of its own, so that the tests can change it.
        daemon = self.house.daemon
        daemon.rules = [str(daemon.home / "rules.d")]
        daemon.write_settings()
        self.rules = daemon.home / "rules.d" / "rules.toml"
        self.rules.write_text(house.RULES.read_text())
        self.addCleanup(daemon.command, "reload")
        self.addCleanup(self.rules.write_text, house.RULES.read_text())
        daemon.command("reload")

    def test_new_rules_are_in_force_after_a_reload(self):
        self.send("partner", REJECT)
        self.assertFalse(self.is_held(self.send("presse", OFFER)))
        self.rules.write_text(house.RULES.read_text().replace('action = "annotate"', 'action = "hold"'))
        done = self.house.daemon.command("reload")
        self.assertRegex(done.stdout, r"^reloaded, rules [0-9a-f]+\n$")
        self.assertTrue(self.is_held(self.send("presse", OFFER)))

    def test_a_broken_file_leaves_the_old_rules_in_force_and_says_why(self):
        before = json.loads(self.house.daemon.command("status", "--json").stdout)["rules"]
        self.rules.write_text(house.RULES.read_text() + '\n[[conflict]]\nname = "x"\nnever = "invte"\nwith = "reject"\nwithin = "1d"\n')
        failed = self.house.daemon.command("reload", check=False)
        self.assertEqual(1, failed.returncode)
        self.assertRegex(failed.stderr, r"rules\.toml:\d+:\d+: error: .*invte.*did you mean 'invite'")
        self.assertIn(f"the old rules {before} stay in force", failed.stderr)
        self.assertEqual(before, json.loads(self.house.daemon.command("status", "--json").stdout)["rules"])
        entry = self.house.daemon.entries("reload-failed")[-1]
        self.assertIn("invte", entry["reason"])
        self.send("partner", REJECT)
        self.assertTrue(self.is_held(self.send("presse", INVITE)))

    def test_sighup_reloads_too_however_often_it_comes(self):
        count = len(self.house.daemon.entries("reloaded"))
        for _ in range(20):
            os.kill(self.house.daemon.pid, signal.SIGHUP)
            time.sleep(0.01)
        wait_until(lambda: len(self.house.daemon.entries("reloaded")) > count, "a reload")
        self.assertEqual("passed", self.entry(self.send("presse", NOTHING))["event"])

    def test_the_log_is_opened_anew_so_that_it_can_be_rotated(self):
        log = self.house.daemon.log_file
        os.rename(log, f"{log}.1")
        self.house.daemon.command("reload")
        self.send("presse", NOTHING)
        self.assertTrue(log.exists())
        self.assertEqual(["passed"], [e["event"] for e in self.house.daemon.entries() if e["event"] != "reloaded"])


class Stop(HouseTest):
    def test_sigterm_ends_the_daemon_soon_and_cleanly(self):
        self.send("presse", NOTHING)
        start = time.monotonic()
        self.assertEqual(0, self.house.daemon.stop())
        self.assertLess(time.monotonic() - start, 4)  # libmilter alone would take up to five seconds
        self.assertFalse(self.house.daemon.socket.exists())
        self.assertEqual("stopped", self.house.daemon.entries()[-1]["event"])
        self.house.daemon.start()

    def test_messages_that_are_under_way_are_answered(self):
        refused = []

        def sender(number):
            for index in range(20):
                try:
                    self.send("presse", NOTHING, [f"stop{number}-{index}@waldrand.example"])
                except Exception as error:  # noqa: BLE001  a refusal is an answer too; what must not be is silence
                    refused.append(error)

        threads = [threading.Thread(target=sender, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        self.house.daemon.stop()
        self.house.daemon.start()
        for thread in threads:
            thread.join(timeout=60)
        self.assertEqual([], [thread for thread in threads if thread.is_alive()])
        self.assertEqual({451} if refused else set(), {getattr(error, "smtp_code", None) for error in refused})


if __name__ == "__main__":
    house.main()
