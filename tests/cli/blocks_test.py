"""onevoice blocks: rules for text blocks out of sample mails, and where text blocks stand in mails."""
import email.message
import os
import pathlib
import unittest

from office import BLOCKS_LINE, RULES, SOURCE, Office, lines, mail

PACKS = os.path.join(SOURCE, "rules/packs")
MAILS = os.path.join(SOURCE, "tests/accuracy/mails")

# Text blocks as companies have them: what varies stands in braces.
REJECTION = """Dear {0},

thank you for applying to the partner programme of our paper shop. We have read your pages at {1} with care.

We regret that we cannot admit you to the programme at present. {2}
You are welcome to apply again after six months.

Kind regards
{3}
"""
REJECTED = [("Ms Field", "https://hedgerow.example/", "Your pages have no imprint.", "Ida Stone"),
            ("Mr Ortiz", "www.night-train.example", "They are about trains, and we sell paper.", "Tom Hill"),
            ("Dr Weaver", "loom.example/blog", "We have partners for this subject already, and want no more of them.", "Ida Stone")]
REMINDER = """Guten Tag {0},

für die Rechnung {1} über {2} Euro haben wir bis heute keinen Zahlungseingang auf unserem Konto gefunden. Bitte überweisen Sie
den offenen Betrag bis zum {3}, damit wir die Sache nicht aus der Hand geben müssen.

Ihre Buchhaltung
"""
REMINDED = [("Frau Feld", "2026-117", "49,90", "12. Mai"), ("Herr Stein", "2026-9", "1.200,00", "3. Juni"),
            ("Firma Weber & Söhne", "2025-4411", "310,05", "kommenden Freitag")]
INVITATION = """Chère {0},

nous avons le plaisir de vous inviter à la soirée d'atelier que notre maison organise le {1} dans ses locaux. Merci de nous dire
avant le {2} si vous serez des nôtres, seule ou accompagnée.

{3}
"""
INVITED = [("Madame Dubois", "3 septembre", "20 août", "Le service de presse"), ("Claire", "premier jeudi d'octobre", "15", "À bientôt, Jeanne"),
           ("amie de la maison", "12 mai", "30 avril", "La maison")]
FAMILIES = {"rejection": (REJECTION, REJECTED, "reject"), "reminder": (REMINDER, REMINDED, "dun"), "invitation": (INVITATION, INVITED, "invite")}


def encoded(subject, text, transfer):
    """The same text as another client would send it."""
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "partner@shop.example", "ann@hedgerow.example", subject
    message["Message-ID"], message["Date"] = "<1@shop.example>", "Mon, 02 Mar 2026 10:00:00 +0100"
    if transfer == "html":
        paragraphs = "".join("<p>" + part.replace("\n", " ").replace(" the ", " <b>the</b>&nbsp;") + "</p>" for part in text.split("\n\n"))
        message.set_content("<html><body><table><tr><td>" + paragraphs + "</td></tr></table></body></html>", subtype="html", cte="base64")
    else:
        message.set_content(text, cte=transfer)
    return message.as_bytes()


class Blocks(Office):
    def learnt(self, family="rejection", *more):
        """The file of the entry that is learnt from all letters of a family."""
        block, filled, act = FAMILIES[family]
        samples = [self.write(f"{family}/{number}.eml", mail(f"{number}@shop.example", block.format(*values))) for number, values in enumerate(filled)]
        file = self.path(f"{family}.toml")
        self.good("blocks", "learn", *samples, "--rules", RULES, "--act", act, "--name", family, "--output", file, *more)
        return file

    def found(self, rules, *files):
        """Message → names of the text blocks found in it."""
        return {line["message"]: [block["name"] for block in line["text_blocks"]]
                for line in lines(self.good("blocks", "match", *files, "--json", "--rules", RULES, *rules))}

    def test_the_entry_says_what_is_shared_what_varied_and_the_act_that_was_found(self):
        for number, values in enumerate(REJECTED):
            self.write(f"in/{number}.eml", mail(f"{number}@shop.example", REJECTION.format(*values)))
        out = self.good("blocks", "learn", "in", "--rules", PACKS)
        self.assertIn("# Learnt from 3 mails by onevoice blocks learn.", out)
        self.assertIn('#   {1}  "https://hedgerow.example", "www.night-train.example", "loom.example/blog"\n', out)
        self.assertIn("act       = 'reject'  # found in 3 of 3 mails, first by ", out)
        self.assertIn("name      = 'reject-thank-you-for-applying'\n", out)
        self.assertIn("contained = 0.7\ntext      = '''\nthank you for applying to the partner programme of our paper shop. We have read your pages at {1}\nwith care.\n",
                      out)

    def test_a_learnt_block_is_found_filled_in_rewrapped_as_html_and_inside_a_long_letter(self):
        rules = [self.learnt()]
        text = REJECTION.format("Mx Lane", "https://www.canal.example/about-me/", "Too few pages are your own.", "The partner desk")
        one_line = "\n\n".join(part.replace("\n", " ") for part in text.split("\n\n"))
        narrow = "\n".join(line for paragraph in text.split("\n\n") for line in [paragraph.replace(" ", "\n"), ""])
        story = "Yesterday the canal froze, and the ducks walked home over it while we looked on. " * 30
        files = [self.write("new/rewrapped.eml", mail("1@shop.example", narrow)),
                 self.write("new/long-lines.eml", encoded("A", one_line, "quoted-printable")),
                 self.write("new/base64.eml", encoded("B", text, "base64")),
                 self.write("new/html.eml", encoded("C", text, "html")),
                 self.write("new/letter.eml", mail("1@shop.example", story + "\n\n" + text.split("\n\n", 1)[1] + "\n\n" + story))]
        self.assertEqual(self.found(rules, *files), {file: ["rejection"] for file in files})
        # Quoting it is not saying it.
        quoted = self.write("new/quoted.eml", mail("1@shop.example", "Dear Ann,\n\nwhich letter is it?\n\n" + "".join(f"> {line}\n" for line in text.split("\n"))))
        self.assertEqual(self.found(rules, quoted), {quoted: []})

    def test_no_unrelated_mail_has_a_learnt_block(self):
        rules = [self.learnt(family, "--against", MAILS) for family in FAMILIES]
        mails = len([file for file in os.listdir(MAILS) if file.endswith(".eml")])
        self.assertGreater(mails, 400)
        found = self.found(rules, MAILS)
        self.assertEqual(len(found), mails)
        self.assertEqual({name: blocks for name, blocks in found.items() if blocks}, {})
        for family in FAMILIES:
            self.assertEqual(set(map(tuple, self.found(rules, family).values())), {(family,)})

    def test_no_unrelated_mail_has_the_block_that_the_documentation_shows(self):
        text = pathlib.Path(SOURCE, "docs/rules.md").read_text(encoding="utf-8")
        at = text.index("[[text_block]]")
        rules = [self.write("shown.toml", text[at:text.index("```", at)])]
        self.assertIn("text      =", pathlib.Path(rules[0]).read_text(encoding="utf-8"))
        self.assertEqual([name for name, blocks in self.found(rules, MAILS).items() if blocks], [])

    def test_mails_that_share_too_little_give_figures_and_no_file(self):
        for number, values in enumerate(REJECTED):
            self.write(f"in/{number}.eml", mail(f"{number}@shop.example", REJECTION.format(*values)))
        self.write("in/stranger.eml", mail("s@shop.example", "Dear Ann,\n\nthe kettle that you ordered leaves our house tomorrow.\n"))
        error = ("onevoice: learning a text block: the mails share too little: 0 runs of three words beside greetings, at least 8 are needed\n")
        done = self.run_it("blocks", "learn", "in", "--rules", RULES, "--output", "out.toml")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertTrue(done.stderr.startswith(error), done.stderr)
        self.assertIn("  in/stranger.eml: 11 words; without it the others share ", done.stderr)
        self.assertFalse(os.path.exists(self.path("out.toml")))

    def test_little_that_long_mails_share_asks_for_a_comparison(self):
        block = "Your claim was examined by our adjusters, and the insurance does not pay for wear and tear of the bicycle.\n"
        for number, word in enumerate(["canal", "duck", "winter"]):
            self.write(f"in/{number}.eml", mail(f"{number}@shop.example", " ".join(f"{word}{at}" for at in range(60)) + ". " + block))
        advice = "# That is little: try --against with other mail, to see that not all your mails share it.\n"
        self.assertIn(advice, self.good("blocks", "learn", "in", "--rules", RULES, "--act", "reject"))
        self.write("other/1.eml", mail("o@shop.example", "Dear Ann,\n\nyou are cordially invited.\n"))
        self.assertNotIn(advice, self.good("blocks", "learn", "in", "--rules", RULES, "--act", "reject", "--against", "other"))

    def test_one_mail_is_too_few(self):
        self.write("a.eml", mail("1@shop.example", REJECTION.format(*REJECTED[0])))
        self.bad(65, "onevoice: learning a text block takes two mails or more, found 1\n", "blocks", "learn", "a.eml")

    def test_a_file_that_is_there_is_replaced_only_by_force(self):
        file = self.learnt()
        before = pathlib.Path(file).read_text(encoding="utf-8")
        self.bad(65, f"onevoice: writing the rule file '{file}': it is there already; --force replaces it\n", "blocks", "learn", "rejection", "--output", file)
        self.assertEqual(pathlib.Path(file).read_text(encoding="utf-8"), before)
        out = self.good("blocks", "learn", "rejection", "--rules", RULES, "--act", "reject", "--name", "other", "--output", file, "--force")
        self.assertEqual(out, f"written to {file}\n")
        self.assertIn("name      = 'other'", pathlib.Path(file).read_text(encoding="utf-8"))

    def test_an_unrelated_mail_that_says_the_same_forbids_the_rule(self):
        self.learnt()
        self.write("sent/4.eml", mail("4@shop.example", REJECTION.format("Mx Lane", "canal.example", "So be it.", "Ida")))
        done = self.run_it("blocks", "learn", "rejection", "--rules", RULES, "--against", "sent", "--output", "out.toml")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(done.stderr, "onevoice: learning a text block: what the mails share tells them from no other mail: sent/4.eml contains 100 % of it\n")
        self.assertFalse(os.path.exists(self.path("out.toml")))

    def test_without_an_act_in_the_mails_one_has_to_be_said(self):
        text = "The meeting room of the second floor is being painted in the colour of the sea, so please use the stairs of the yard, {0}."
        for number, name in enumerate(["Ann", "Bob of the kitchen"]):
            self.write(f"in/{number}.eml", mail(f"{number}@shop.example", text.format(name)))
        self.bad(1, "onevoice: learning a text block: the rules find no act in the mails; say it with --act\n", "blocks", "learn", "in", "--rules", RULES)
        self.bad(65, "onevoice: no act is called 'invit' (did you mean 'invite'?)\n", "blocks", "learn", "in", "--rules", RULES, "--act", "invit")
        out = self.good("blocks", "learn", "in", "--rules", RULES, "--act", "invite", "--about", "stairs")
        self.assertIn("act       = 'invite'\nabout     = 'stairs'\n", out)

    def test_a_name_that_is_taken_is_refused(self):
        self.learnt()
        done = self.run_it("blocks", "learn", "rejection", "--rules", RULES, "--act", "reject", "--name", "second reminder")
        self.assertEqual((done.returncode, done.stdout), (65, ""))
        self.assertIn("onevoice: trying the entry beside the other rules: ", done.stderr)
        self.assertIn("second reminder", done.stderr)

    def test_a_match_is_shown_with_its_share_and_place(self):
        body = ("Dear Ann,\n\nAccording to our books the bill below has not been paid; please settle it within ten days of this letter.\n")
        self.write("a.eml", mail("1@shop.example", body))
        self.write("b.eml", mail("2@shop.example", "Dear Ann,\n\nAccording to our books the bill below has not been forgotten.\n"))
        out = self.good("blocks", "match", "a.eml", "b.eml", "--near")
        self.assertRegex(out, r"(?s)\Aa\.eml\n  second reminder  100 % \(needs 70 %\)  dun  \S+story\.toml:\d+:1\n    at 18-122: \"According to our books"
                              r".*\"\nb\.eml: no text block\n  near: second reminder  4\d % \(needs 70 %\)  \S+\n\Z")
        first, second = lines(self.good("blocks", "match", "a.eml", "b.eml", "--near", "--json"))
        for line in (first, second):
            self.is_exactly(line, BLOCKS_LINE)
        self.assertEqual((len(first["text_blocks"]), first["near"], second["text_blocks"], len(second["near"])), (1, [], [], 1))
        self.assertTrue(first["text_blocks"][0]["text"].startswith("According to our books the bill"))


unittest.main()
