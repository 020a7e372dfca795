"""Holds: listed, shown, released, returned; and what happens when record and queue disagree."""

import json
import subprocess
import unittest

import house
from house import HEADER, INVITE, REJECT, HouseTest, body_and_headers, letter, wait_until


class Review(HouseTest):
    def hold(self, message=None):
        """A held message and its record."""
        self.send("partner", REJECT)
        queue = self.send("presse", INVITE, message=message)
        self.assertTrue(self.is_held(queue))
        return queue, self.record(queue)

    def record(self, queue):
        return json.loads(self.house.daemon.command("holds", "--json", queue).stdout)

    def decisions(self, address):
        lines = [json.loads(line) for line in self.house.daemon.command("decisions", "--json", address).stdout.splitlines()]
        return [line for line in lines if line["same_contact"]]

    def test_a_record_holds_everything_a_reviewer_needs(self):
        queue, record = self.hold()
        self.assertEqual((queue, "open", "press", True), (record["queue_id"], record["state"], record["department"], record["in_hold_queue"]))
        reason = record["reasons"][0]
        conflict, earlier = reason["conflict"], reason["conflict"]["earlier"]
        self.assertEqual((self.reader, "invite", "affiliate", "reject"),
                         (reason["recipient"], conflict["act"], earlier["department"], earlier["act"]))
        shown = self.house.daemon.command("holds", record["id"]).stdout
        for word in (record["id"], queue, "invite", "reject", "affiliate", self.reader, INVITE):
            self.assertIn(word, shown)

    def test_a_released_message_is_delivered_once_and_unchanged_but_for_the_reference(self):
        message = letter(INVITE, self.reader)
        queue, record = self.hold(message)
        done = self.house.daemon.command("release", record["id"], "-m", "agreed")
        self.assertIn(f"{record['id']} released", done.stdout)
        delivered = wait_until(lambda: [m for m in self.house.sink.messages() if INVITE.encode() in m["body"] and self.reader in m["recipients"]],
                               "the released letter")
        self.assertEqual(1, len(delivered))
        sent_header, _, sent_body = message.replace("\r\n", "\n").partition("\n\n")
        body, header = body_and_headers(delivered[0])
        self.assertEqual(sent_header.splitlines() + [f"{HEADER}: {record['id']}"], header)
        self.assertEqual(sent_body.rstrip(), body.decode().rstrip())
        self.assertEqual(["committed"], [d["state"] for d in self.decisions(self.reader) if d["act"] == "invite"])
        entry = self.house.daemon.entries("released")[-1]
        self.assertEqual((record["id"], queue, "agreed"), (entry["reference"], entry["queue_id"], entry["reason"]))

    def test_a_returned_message_goes_back_to_its_sender_and_never_to_its_recipient(self):
        queue, record = self.hold()
        self.assertIn("returned", self.house.daemon.command("return", record["id"]).stdout)
        notice = self.delivered_to("presse@blattgold.example")[-1]
        self.assertEqual("", notice["sender"])
        self.assertNotIn(b"affiliate", notice["raw"])
        self.assertEqual([], [m for m in self.delivered_to(self.reader) if INVITE.encode() in m["body"]])
        self.assertEqual(["retracted"], [d["state"] for d in self.decisions(self.reader) if d["act"] == "invite"])
        self.assertEqual("returned", self.record(record["id"])["state"])

    def test_a_hold_ends_only_once(self):
        _, record = self.hold()
        self.house.daemon.command("release", record["id"])
        for command in ("release", "return"):
            again = self.house.daemon.command(command, record["id"], check=False)
            self.assertEqual(65, again.returncode)
            self.assertIn(f"ending hold '{record['id']}': it was released at", again.stderr)

    def test_a_record_whose_message_was_deleted_is_shown_as_such(self):
        queue, record = self.hold()
        self.house.postfix.tool("postsuper", "-d", queue)
        self.assertFalse(self.record(queue)["in_hold_queue"])
        self.assertIn("no longer in the hold queue", self.house.daemon.command("holds", queue).stdout)
        failed = self.house.daemon.command("release", record["id"], check=False)
        self.assertEqual(65, failed.returncode)
        self.assertIn("it is not in the hold queue", failed.stderr)
        self.assertEqual("open", self.record(queue)["state"])
        self.assertIn(f"{record['id']} gone", self.house.daemon.command("close", record["id"], "-m", "deleted by mistake").stdout)
        self.assertEqual("gone", self.record(queue)["state"])
        self.assertEqual(["retracted"], [d["state"] for d in self.decisions(self.reader) if d["act"] == "invite"])

    def test_a_hold_whose_message_waits_cannot_be_closed(self):
        queue, record = self.hold()
        failed = self.house.daemon.command("close", record["id"], check=False)
        self.assertEqual((65, "open"), (failed.returncode, self.record(queue)["state"]))
        self.assertIn("still in the hold queue", failed.stderr)
        self.assertEqual(["held"], [d["state"] for d in self.decisions(self.reader) if d["act"] == "invite"])

    def test_a_message_that_was_held_by_hand_is_shown_as_such(self):
        self.house.sink.stop()  # so that it stays in the queue
        self.addCleanup(self.house.sink.start)
        queue = self.send("service", "we thank you")
        self.house.postfix.tool("postsuper", "-h", queue)
        line = next(json.loads(line) for line in self.house.daemon.command("holds", "--json").stdout.splitlines()
                    if json.loads(line)["queue_id"] == queue)
        self.assertEqual((False, True), (line["record"], line["in_hold_queue"]))
        self.assertIn("without a record", self.house.daemon.command("holds").stdout)

    def test_a_release_that_the_mta_refuses_leaves_the_hold_open_and_can_be_repeated(self):
        queue, record = self.hold()
        settings = self.house.daemon.settings
        good = settings.read_text()
        self.addCleanup(settings.write_text, good)
        settings.write_text(good.replace("[mta]", '[mta]\ntools = "/nonexistent"'))
        failed = self.house.daemon.command("release", record["id"], check=False)
        self.assertEqual(75, failed.returncode)
        self.assertIn("/nonexistent", failed.stderr)
        settings.write_text(good)
        self.assertEqual("open", self.record(queue)["state"])
        self.assertEqual(["held"], [d["state"] for d in self.decisions(self.reader) if d["act"] == "invite"])
        self.house.daemon.command("release", record["id"])

    def test_an_unknown_hold_is_named_in_the_error(self):
        failed = self.house.daemon.command("release", "HNOSUCHHOLD00", check=False)
        self.assertEqual((65, True), (failed.returncode, "HNOSUCHHOLD00" in failed.stderr))

    def test_two_reviewers_at_once_deliver_one_copy(self):
        _, record = self.hold()
        command = [str(self.house.daemon.binaries / "cli" / "onevoice"), "--config", str(self.house.daemon.settings), "release", record["id"]]
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)]
        self.assertEqual([0, 65], sorted(process.wait(timeout=60) for process in both))
        wait_until(lambda: [m for m in self.house.sink.messages() if INVITE.encode() in m["body"] and self.reader in m["recipients"]], "one copy")
        self.assertEqual(1, len([m for m in self.house.sink.messages() if INVITE.encode() in m["body"] and self.reader in m["recipients"]]))


if __name__ == "__main__":
    house.main()
