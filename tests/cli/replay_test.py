"""onevoice replay: history through the rules; the JSON form is an interface."""
import json
import os
import unittest

from office import FINGERPRINT, INVITATION, REJECTION, REPLAY_LINE, Office, lines, mail

FIRST = mail("1@shop.example", REJECTION, "Mon, 02 Mar 2026 10:00:00 +0100", "affiliate@shop.example")
SECOND = mail("2@shop.example", INVITATION, "Mon, 16 Mar 2026 10:00:00 +0100", to="tom@site.example, lena@blog.example, boss@shop.example")
HELD = {"rule": "invite after reject",
        "earlier": {"department": "affiliate", "act": "reject", "at": "2026-03-02T09:00:00.000Z", "message_id": "1@shop.example"}}
RECIPIENTS = [{"recipient": "tom@site.example", "verdict": "pass"},
              {"recipient": "lena@blog.example", "verdict": "hold", "conflict": HELD},
              {"recipient": "boss@shop.example", "verdict": "pass"}]


def mbox(*messages):
    return "".join("From somebody Mon Mar  2 10:00:00 2026\n" + message + "\n" for message in messages)


def entry(at, message, login="", recipients=("lena@blog.example",), **more):
    return json.dumps({"at": at, "login": login, "client": "", "sender": f"{login}@shop.example", "recipients": list(recipients),
                       "message": message} | more) + "\n"


class Replay(Office):
    def history(self, source):
        """The two messages of the story out of any source: checked, and their names."""
        found = lines(self.good("replay", "--json", source))
        self.assertEqual(len(found), 2)
        for line in found:
            self.is_exactly(line, REPLAY_LINE)
        first, second = found
        self.assertEqual((first["verdict"], first["recipients"]), ("pass", [{"recipient": "lena@blog.example", "verdict": "pass"}]))
        self.assertEqual([act["act"] for act in first["fingerprint"]["acts"]], ["reject"])
        self.assertEqual((second["verdict"], second["recipients"]), ("hold", RECIPIENTS))
        self.assertEqual([act["act"] for act in second["fingerprint"]["acts"]], ["invite"])
        return [first["message"], second["message"]]

    def test_an_mbox(self):
        self.write("box", mbox(FIRST, SECOND))
        self.assertEqual(self.history("box"), ["box#1", "box#2"])

    def test_a_maildir_is_read_in_the_order_of_dates_and_not_written_to(self):
        self.write("mail/cur/a:2,S", SECOND)
        self.write("mail/new/b", FIRST)
        os.makedirs(self.path("mail/tmp"))
        state = lambda: sorted((folder, tuple(sorted(files)), os.stat(folder).st_mtime_ns) for folder, _, files in os.walk(self.path("mail")))
        before = state()
        self.assertEqual(self.history("mail"), ["mail/new/b", "mail/cur/a:2,S"])
        self.assertEqual(state(), before)

    def test_a_directory_of_eml_files(self):
        self.write("letters/1.eml", SECOND)
        self.write("letters/2.eml", FIRST)
        self.write("letters/notes.txt", "no mail")
        self.assertEqual(self.history("letters"), ["letters/2.eml", "letters/1.eml"])

    def test_a_manifest_with_times_of_any_offset(self):
        self.write("mail/a.eml", FIRST)
        self.write("mail/b.eml", SECOND)
        self.write("mail/manifest", entry("2026-03-02T04:30:00-04:30", "a.eml", "affiliate") + "\n" +
                   entry("2026-03-16T10:00:00+01:00", "b.eml", "press", ["<tom@site.example>", "lena@blog.example", "boss@shop.example"]))
        self.assertEqual(self.history("mail/manifest"), ["a.eml", "b.eml"])

    def test_a_single_message(self):
        self.write("a.eml", SECOND)
        (line,) = lines(self.good("replay", "--json", "a.eml"))
        self.is_exactly(line, REPLAY_LINE)
        self.assertEqual((line["message"], line["verdict"], len(line["recipients"])), ("a.eml", "pass", 3))

    def test_the_messages_own_time_is_the_clock(self):
        self.write("a.eml", FIRST)
        self.write("b.eml", SECOND)
        for at, verdict in (("2026-05-30T12:00:00Z", "hold"), ("2026-06-01T12:00:00Z", "pass")):
            self.write("manifest", entry("2026-03-02T12:00:00Z", "a.eml", "affiliate") + entry(at, "b.eml", "press"))
            self.assertEqual(lines(self.good("replay", "--json", "manifest"))[1]["verdict"], verdict)

    def test_messages_without_a_message_id_are_compared_too(self):
        self.write("a.eml", mail("", REJECTION))
        self.write("b.eml", mail("", INVITATION))
        self.write("manifest", entry("2026-03-02T12:00:00Z", "a.eml", "affiliate") + entry("2026-03-03T12:00:00Z", "b.eml", "press"))
        held = lines(self.good("replay", "--json", "manifest"))[1]
        self.is_exactly(held, REPLAY_LINE)
        self.assertEqual((held["verdict"], held["recipients"][0]["conflict"]["earlier"]["message_id"]), ("hold", ""))

    def test_mail_that_is_not_looked_at_passes_for_every_recipient(self):
        self.write("a.eml", mail("1@shop.example", INVITATION, fields="Auto-Submitted: auto-replied\n"))
        self.write("manifest", entry("2026-03-02T12:00:00Z", "a.eml", "press", ["lena@blog.example", "boss@shop.example"]))
        self.assertEqual(lines(self.good("replay", "--json", "manifest")), [{
            "message": "a.eml", "verdict": "pass", "recipients": [{"recipient": "lena@blog.example", "verdict": "pass"},
                                                                  {"recipient": "boss@shop.example", "verdict": "pass"}],
            "fingerprint": {"acts": [], "text_blocks": []}}])

    def test_the_summary_counts_by_rule(self):
        self.write("box", mbox(FIRST, SECOND, mail("3@shop.example", INVITATION, fields="Auto-Submitted: auto-replied\n")))
        self.assertEqual(self.good("replay", "box"), "3 messages, 1 not looked at (auto-reply)\nact   invite: 1\nact   reject: 1\n"
                                                     "rule  invite after reject: 1 would be held, 0 annotated\n")
        self.write("one.eml", FIRST)
        self.assertEqual(self.good("replay", "one.eml"), "1 messages\nact   reject: 1\nno conflict\n")

    def test_the_registry_of_the_daemon_is_not_touched(self):
        self.write("box", mbox(FIRST, SECOND))
        self.good("replay", "box")
        self.assertFalse(os.path.exists(self.path("registry.sqlite")))

    def test_an_mbox_with_crlf_is_refused(self):
        self.write("box", mbox(FIRST).replace("\n", "\r\n"))
        self.bad(65, "onevoice: reading the mailbox 'box': an mbox with CRLF line ends: convert it with dos2unix first\n", "replay", "--json", "box")

    def test_a_wrong_line_of_a_manifest_is_named(self):
        good = entry("2026-03-02T12:00:00Z", "a.eml", "press")
        self.write("a.eml", FIRST)
        for wrong, cause in (("{\n", "the line is no JSON object"), ("[]\n", "the line is no JSON object"),
                             ('{"at": "2026-03-02T12:00:00Z", "recipients": []}\n', "'message' is missing"),
                             ('{"message": "a.eml", "recipients": []}\n', "'at' is missing"),
                             ('{"at": "2026-03-02T12:00:00Z", "message": "a.eml"}\n', "'recipients' is missing"),
                             (entry("2026-03-02T12:00:00Z", "a.eml", client=7), "'client' is no string"),
                             (entry("2026-03-02T12:00:00Z", "a.eml") .replace('["lena@blog.example"]', '"lena"'), "'recipients' is no list of strings"),
                             (entry("2 March", "a.eml"),
                              "reading a time: '2 March' is not RFC 3339, such as 2026-03-02T10:00:00+01:00")):
            self.write("manifest", good + "\n" + wrong + good)
            self.assertEqual(self.bad(65, f"onevoice: manifest:3: reading a manifest: {cause}\n", "replay", "--json", "manifest"), "")

    def test_a_message_that_is_missing_is_named_with_the_line_that_wants_it(self):
        self.write("manifest", entry("2026-03-02T12:00:00Z", "none.eml", "press"))
        self.bad(75, "onevoice: manifest:1: reading 'none.eml': No such file or directory\n", "replay", "--json", "manifest")

    def test_what_is_no_mail_is_refused(self):
        os.mkdir(self.path("empty"))
        self.bad(65, "onevoice: reading the mailbox 'empty': neither a Maildir nor a directory with .eml files\n", "replay", "--json", "empty")
        self.bad(75, "onevoice: reading the mailbox 'none': No such file or directory\n", "replay", "--json", "none")

    def test_a_message_beyond_the_limit_has_its_line_and_is_told(self):
        with open(self.config, "a") as settings:
            settings.write('[limits]\nmessage = "1K"\n')
        self.write("a.eml", mail("1@shop.example", "x" * 2000))
        self.write("manifest", entry("2026-03-02T12:00:00Z", "a.eml", "press"))
        done = self.run_it("replay", "--json", "manifest")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stderr.startswith("onevoice: a.eml: "), done.stderr)
        (line,) = lines(done.stdout)
        self.is_exactly(line, REPLAY_LINE)

    def test_a_progress_bar_is_for_a_terminal_only(self):
        self.write("box", mbox(FIRST, SECOND))
        self.assertIn("2/2", self.on_terminal("replay", "box", stdout=False))
        self.assertIn("2/2", self.on_terminal("replay", "--json", "box", stdout=False))
        self.assertNotIn("2/2", self.on_terminal("replay", "--quiet", "box", stdout=False))
        self.assertNotIn("2/2", self.on_terminal("replay", "--json", "box"))
        self.assertNotIn("2/2", self.on_terminal("replay", "box", stderr=False))
        self.assertEqual(self.run_it("replay", "box").stderr, "")

    def test_a_contradiction_tells_both_values_and_a_repetition_its_number(self):
        arrival = "Dear Lena,\n\nyour parcel 4711 arrives on {} September 2026.\n"
        reminder = "Dear Lena,\n\nour invoice of 12.00 EUR is still open. Please let us have the amount soon.\n"
        messages = [mail("1@shop.example", arrival.format(3), "Mon, 02 Mar 2026 10:00:00 +0100", "affiliate@shop.example"),
                    mail("2@shop.example", arrival.format(5), "Tue, 03 Mar 2026 10:00:00 +0100")]
        messages += [mail(f"{n}@shop.example", reminder, f"Wed, 04 Mar 2026 1{n}:00:00 +0100", "affiliate@shop.example") for n in (3, 4, 5)]
        self.write("box", mbox(*messages))
        found = lines(self.good("replay", "--json", "box"))
        for line in found:
            self.is_exactly(line, REPLAY_LINE)
        self.assertEqual([line["verdict"] for line in found], ["pass", "hold", "pass", "pass", "annotate"])
        self.assertEqual(found[1]["recipients"][0]["conflict"],
                         {"rule": "two arrivals",
                          "earlier": {"department": "affiliate", "act": "", "at": "2026-03-02T09:00:00.000Z", "message_id": "1@shop.example"},
                          "difference": {"key_name": "parcel", "key": "4711", "value_name": "date_arrival", "value": "2026-09-05",
                                         "earlier": "2026-09-03"}})
        self.assertEqual([(fact["key_name"], fact["key"], fact["value_name"], fact["value"], fact["evidence"], fact["rule"])
                          for fact in found[1]["fingerprint"]["facts"]],
                         [("parcel", "4711", "date_arrival", "2026-09-05", "arrives on 5 September 2026", "arrival")])
        self.assertNotIn("facts", found[2]["fingerprint"])
        conflict = found[4]["recipients"][0]["conflict"]
        self.assertEqual((conflict["rule"], conflict["times"], conflict["earlier"]["message_id"]), ("dunned again and again", 3, "4@shop.example"))


unittest.main()
