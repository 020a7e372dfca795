"""onevoice fingerprint: which acts a message contains; the JSON form is an interface."""
import unittest

from office import FINGERPRINT_LINE, INVITATION, REJECTION, RULES, Office, lines, mail

REMINDER = "According to our books the bill below has not been paid; please settle it within ten days of this letter.\n"


class Fingerprint(Office):
    def test_acts_are_told_in_one_line_per_message(self):
        self.write("invitation.eml", mail("1@shop.example", INVITATION))
        self.write("talk.eml", mail("2@shop.example", "The weather is fine.\n"))
        self.write("auto.eml", mail("3@shop.example", INVITATION, fields="Auto-Submitted: auto-replied\n"))
        self.assertEqual(self.good("fingerprint", "invitation.eml", "talk.eml", "auto.eml"),
                         "invitation.eml: invite(press day)\ntalk.eml: no act\nauto.eml: not looked at: auto-reply\n")

    def test_the_json_form_is_exactly_the_documented_one(self):
        self.write("a.eml", mail("1@shop.example", REJECTION + "\n" + INVITATION))
        self.write("b.eml", mail("2@shop.example", REMINDER))
        self.write("c.eml", mail("3@shop.example", "The weather is fine.\n"))
        self.write("d.eml", mail("4@shop.example", INVITATION, fields="Auto-Submitted: auto-replied\n"))
        found = lines(self.good("fingerprint", "--json", "a.eml", "b.eml", "c.eml", "d.eml"))
        self.assertEqual([line["file"] for line in found], ["a.eml", "b.eml", "c.eml", "d.eml"])
        for line in found:
            self.is_exactly(line, FINGERPRINT_LINE)
        first, block, nothing, automatic = [line["fingerprint"] for line in found]
        self.assertEqual([act["act"] for act in first["acts"]], ["reject", "invite"])
        text = "Hello\n\n" + REJECTION + "\n" + INVITATION
        act = first["acts"][0]
        self.assertEqual((act["about"], act["rule"], act["keys"]), ("partnership", "application declined", {"number": "NO4711"}))
        self.assertEqual(text[act["from"]:act["to"]], act["evidence"])
        self.assertEqual(block["text_blocks"], [{"name": "second reminder", "contained": 1.0}])
        self.assertEqual(block["acts"][0]["act"], "dun")
        self.assertEqual(nothing, {"acts": [], "text_blocks": []})
        self.assertEqual(automatic, {"acts": [], "text_blocks": []})

    def test_the_json_form_is_ascii_whatever_the_mail_says(self):
        self.write("a.eml", mail("1@shop.example", "Lena\u202e, you are cordially\u2028invited \x1b[2J \u00e4\n"))
        out = self.good("fingerprint", "--json", "a.eml")
        self.assertTrue(all(0x20 <= ord(c) <= 0x7e for c in out.rstrip("\n")), out)
        self.assertEqual(out.count("\n"), 1)

    def test_rule_files_may_be_given_and_then_no_settings_are_needed(self):
        self.write("a.eml", mail("1@shop.example", INVITATION))
        self.config = self.path("none.toml")
        self.assertEqual(self.good("fingerprint", "--rules", RULES, "--", "a.eml"), "a.eml: invite(press day)\n")

    def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(self):
        self.write("a.eml", mail("1@shop.example", INVITATION))
        out = self.bad(75, "onevoice: reading 'none.eml': No such file or directory\n", "fingerprint", "none.eml", "a.eml")
        self.assertEqual(out, "a.eml: invite(press day)\n")

    def test_no_name_of_a_file_moves_the_cursor(self):
        self.write("\x1b[2Ja.eml", mail("1@shop.example", INVITATION))
        self.assertEqual(self.good("fingerprint", "\x1b[2Ja.eml"), "?[2Ja.eml: invite(press day)\n")


unittest.main()
