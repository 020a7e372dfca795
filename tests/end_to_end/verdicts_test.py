"""What happens to messages: passed untouched, annotated, held, skipped, simulated."""

import pathlib
import shutil
import smtplib
import socket
import subprocess
import tempfile
import unittest

import house
from house import HEADER, INVITE, NOTHING, OFFER, REJECT, HouseTest, body_and_headers, letter
from private_postfix import queue_id


class Verdicts(HouseTest):
    postfix_extra = "relay_domains = corp.test\nmessage_size_limit = 0\n"

    def test_a_contradicting_message_is_held_with_its_reason(self):
        self.send("partner", REJECT)
        queue = self.send("presse", INVITE)
        self.assertTrue(self.is_held(queue))
        entry = self.entry(queue)
        self.assertEqual(("held", "OV300", "press"), (entry["event"], entry["code"], entry["department"]))
        conflict = entry["recipients"][0]["conflict"]
        self.assertEqual(("invited and rejected", "affiliate", "reject"),
                         (conflict["rule"], conflict["earlier"]["department"], conflict["earlier"]["act"]))
        self.assertEqual(INVITE, conflict["evidence"])

    def test_the_other_order_is_held_too(self):
        self.send("presse", INVITE)
        self.assertTrue(self.is_held(self.send("partner", REJECT)))

    def test_a_message_that_contradicts_nothing_is_not_touched(self):
        message = letter(INVITE, self.reader)
        self.send("presse", INVITE, message=message)
        sent_header, _, sent_body = message.replace("\r\n", "\n").partition("\n\n")
        body, header = body_and_headers(self.delivered_to(self.reader)[0])
        self.assertEqual(sent_header.splitlines(), header)
        self.assertEqual(sent_body.rstrip(), body.decode().rstrip())

    def test_an_annotated_message_carries_an_opaque_reference_and_nothing_else(self):
        self.send("partner", REJECT)
        message = letter(OFFER, self.reader)
        queue = self.send("presse", OFFER, message=message)
        self.assertFalse(self.is_held(queue))
        _, header = body_and_headers(house.wait_until(
            lambda: next((m for m in self.delivered_to(self.reader) if OFFER.encode() in m["body"]), None), "the annotated letter"))
        ours = [field for field in header if field.startswith(HEADER)]
        self.assertRegex(ours[0], rf"^{HEADER}: H[0-9A-Z]{{12}}$")
        self.assertEqual(message.replace("\r\n", "\n").partition("\n\n")[0].splitlines(), [f for f in header if f not in ours])
        self.assertEqual("annotated", self.entry(queue)["event"])

    def test_two_departments_of_one_voice_do_not_conflict(self):
        self.send("presse", REJECT)
        queue = self.send("", INVITE, client="10.77.3.4", sender="team@agency.example")
        self.assertEqual(("passed", "agency"), (self.entry(queue)["event"], self.entry(queue)["department"]))

    def test_the_agency_is_recognised_by_its_client_address(self):
        self.send("partner", REJECT)
        self.assertTrue(self.is_held(self.send("", INVITE, client="10.77.3.4", sender="team@agency.example")))

    def test_the_login_decides_and_not_the_header(self):
        self.send("partner", REJECT)
        queue = self.send("presse", INVITE, sender="partner@blattgold.example")
        self.assertEqual("press", self.entry(queue)["department"])
        self.assertTrue(self.is_held(queue))

    def test_plus_tags_and_case_are_the_same_contact(self):
        local, domain = self.reader.split("@")
        self.send("partner", REJECT, [f"{local}+shop@{domain}"])
        self.assertTrue(self.is_held(self.send("presse", INVITE, [f"{local.upper()}@{domain.title()}"])))

    def test_a_message_with_one_conflicting_recipient_is_held_whole_and_names_every_conflict(self):
        second, innocent = f"b{self.reader}", f"c{self.reader}"
        self.send("partner", REJECT, [self.reader])
        self.send("partner", REJECT, [second])
        queue = self.send("presse", INVITE, [innocent, self.reader, second])
        self.assertTrue(self.is_held(queue))
        self.assertEqual({self.reader, second}, {r["recipient"] for r in self.entry(queue)["recipients"] if r["verdict"] == "hold"})
        self.not_delivered_to(innocent)

    def test_a_held_message_does_not_count_as_said(self):
        self.send("partner", REJECT)
        self.assertTrue(self.is_held(self.send("presse", INVITE)))
        self.assertEqual("passed", self.entry(self.send("partner", REJECT))["event"])

    def test_the_same_message_sent_again_does_not_meet_itself(self):
        message = letter(REJECT, self.reader)
        for _ in range(2):
            self.assertEqual("passed", self.entry(self.send("partner", REJECT, message=message))["event"])

    def test_what_is_nobodys_decision_is_skipped_and_says_why(self):
        inside = "lena@blattgold.example"
        cases = {
            "null-sender": lambda: self.send("presse", INVITE, sender=""),
            "no-external-recipient": lambda: self.send("presse", INVITE, [inside]),
            "no-department": lambda: self.send("janitor", INVITE),
            "auto-reply": lambda: self.send("presse", INVITE, headers=["Auto-Submitted: auto-replied"]),
        }
        for reason, send in cases.items():
            with self.subTest(reason):
                entry = self.entry(send())
                self.assertEqual(("skipped", reason), (entry["event"], entry["reason"]))

    def test_mail_from_outside_is_not_looked_at(self):
        # 198.51.100.7 is in no network of ours; Postfix takes its mail only for a domain of its own here.
        queue = self.send("", INVITE, ["lena@corp.test"], sender="someone@else.example", client="198.51.100.7")
        self.assertEqual("not-outbound", self.entry(queue)["reason"])

    def test_mail_of_the_sendmail_command_is_filtered_too(self):
        self.send("partner", REJECT)
        message = letter(INVITE, self.reader, "cron@blattgold.example")
        subprocess.run(["/usr/sbin/sendmail", "-C", self.house.postfix.config, "-f", "cron@blattgold.example", self.reader],
                       input=message.replace("\r\n", "\n").encode(), check=True)
        entry = house.wait_until(lambda: [e for e in self.house.daemon.entries("held") if e["department"] == "machine"], "the hold")[0]
        self.assertTrue(self.is_held(entry["queue_id"]))

    def test_a_department_in_simulate_mode_is_only_logged(self):
        self.send("partner", REJECT)
        queue = self.send("trainee", INVITE)
        self.assertFalse(self.is_held(queue))
        entry = self.entry(queue)
        self.assertEqual(("would-hold", "pass", "hold"),
                         (entry["event"], entry["recipients"][0]["verdict"], entry["recipients"][0]["intended"]))

    def test_one_connection_keeps_nothing_from_message_to_message(self):
        self.send("partner", REJECT)
        with smtplib.SMTP("127.0.0.1", self.house.postfix.port, timeout=30) as smtp:
            smtp.ehlo("client.corp.test")
            smtp.docmd("XCLIENT", "LOGIN=presse")
            smtp.ehlo("client.corp.test")
            queues = []
            for text in (INVITE, NOTHING, INVITE):
                smtp.mail("presse@blattgold.example")
                smtp.rcpt(self.reader)
                queues.append(queue_id(smtp.data(letter(text, self.reader).encode())[1].decode()))
                smtp.mail("presse@blattgold.example")
                smtp.rset()
        self.assertEqual([True, False, True], [self.is_held(queue) for queue in queues])

    def test_a_large_message_is_judged(self):
        self.send("partner", REJECT)
        attachment = "\r\n".join(["QUJD" * 18] * 140_000)  # about 10 MB of base64
        message = letter(INVITE, self.reader, headers=["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="x"'])
        header, _, body = message.partition("\r\n\r\n")
        message = (f"{header}\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n{body}\r\n--x\r\nContent-Type: application/pdf\r\n"
                   f"Content-Transfer-Encoding: base64\r\n\r\n{attachment}\r\n--x--\r\n")
        self.assertTrue(self.is_held(self.send("presse", INVITE, message=message)))


class Limits(HouseTest):
    options = {"extra": '[limits]\nmessage = "64K"\n'}

    def test_a_message_beyond_the_limit_is_judged_by_its_first_bytes_and_the_log_says_so(self):
        self.send("partner", REJECT)
        queue = self.send("presse", INVITE, message=letter(INVITE, self.reader) + "padding\r\n" * 10_000)
        self.assertTrue(self.is_held(queue))
        self.assertEqual(["message-limit"], self.entry(queue)["oddities"])
        small = self.send("presse", NOTHING)
        self.assertNotIn("oddities", self.entry(small))


class Simulate(HouseTest):
    options = {"mode": "simulate"}

    @staticmethod
    def transcript(postfix, message, recipient):
        """Everything that the server says to one message, with what differs by nature taken out."""
        said = []
        with socket.create_connection(("127.0.0.1", postfix.port), timeout=30) as connection:
            lines = connection.makefile("rb")

            def hear():
                while True:
                    line = lines.readline()
                    said.append(line)
                    if line[3:4] != b"-":
                        return line

            hear()
            for command in ("EHLO client.corp.test", "XCLIENT LOGIN=presse", "EHLO client.corp.test", "MAIL FROM:<presse@blattgold.example>",
                            f"RCPT TO:<{recipient}>", "DATA", None, "QUIT"):
                connection.sendall((message + "\r\n." if command is None else command).encode() + b"\r\n")
                line = hear()
                if command is None:
                    queue = line.decode().split()[-1]
                    said[-1] = line.replace(queue.encode(), b"QUEUEID")
        return b"".join(said), queue

    def test_the_smtp_transcript_is_that_of_a_postfix_without_onevoice(self):
        self.send("partner", REJECT)
        plain_root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        self.addCleanup(shutil.rmtree, plain_root, ignore_errors=True)
        plain_root.chmod(0o755)
        plain = house.MailHouse(plain_root, house.BINARIES).postfix
        plain.sink_port, plain.milter = self.house.sink.port, ""
        plain.prepare()
        plain.start()
        self.addCleanup(plain.stop)
        message = letter(INVITE, self.reader)
        without, _ = self.transcript(plain, message, self.reader)
        with_onevoice, queue = self.transcript(self.house.postfix, message, self.reader)
        self.assertEqual(without, with_onevoice)
        self.assertEqual("would-hold", self.entry(queue)["event"])
        both = house.wait_until(lambda: (lambda found: found if len(found) == 2 else None)(
            [m for m in self.house.sink.messages() if INVITE.encode() in m["body"]]), "both letters")
        self.assertEqual(*map(body_and_headers, both))


if __name__ == "__main__":
    house.main()
