"""onevoice test: labelled mails and scenarios as a test suite of the rules."""
import json
import unittest

from office import INVITATION, REJECTION, Office, mail

LABEL = {"lang": "en", "labels": [], "also_ok": [], "hard": False, "source": "own"}


def sentence(body, *labels, **more):
    return json.dumps(LABEL | {"labels": list(labels), "body": body} | more) + "\n"


def step(at, message, login, expect, **more):
    return json.dumps({"at": at, "login": login, "sender": f"{login}@shop.example", "recipients": ["lena@blog.example"], "message": message,
                       "expect": expect} | more) + "\n"


class Labelled(Office):
    def label(self, *lines):
        self.write("suite/mails/sentences.jsonl", "".join(lines))

    def tally(self, *options, status):
        done = self.run_it("test", "--json", *options, "suite")
        self.assertEqual((done.returncode, done.stderr), (status, ""))
        return json.loads(done.stdout)

    def scenario(self, expect="hold", **more):
        self.write("suite/scenarios/eml/1.eml", mail("1@shop.example", REJECTION))
        self.write("suite/scenarios/eml/2.eml", mail("2@shop.example", INVITATION))
        self.write("suite/scenarios/blogger.jsonl", step("2026-03-02T10:00:00Z", "eml/1.eml", "affiliate", "pass") +
                   step("2026-03-16T10:00:00Z", "eml/2.eml", "press", expect, **more))

    def test_what_is_right_missed_another_act_or_a_false_alarm_is_counted_by_language_and_act(self):
        self.label(sentence("You are cordially invited.", "invite"),
                   sentence("Your application no. 1 was declined.", "reject"),
                   sentence("Please come to us.", "invite"),
                   sentence("Your application no. 2 was declined.", "invite"),
                   sentence("You are cordially invited.", "neutral", lang="de", hard=True),
                   sentence("Good morning.", lang="de", hard=True))
        done = self.run_it("test", "suite")
        self.assertEqual((done.returncode, done.stderr), (1, ""))
        self.assertEqual(done.stdout, """\
lang  act                 mails   right  missed  wrong act  false alarms
de    invite                  0       0       0          0             1
de    neutral                 2       1       0          0             1
en    invite                  3       1       1          1             0
en    reject                  1       1       0          0             0
      all                     6       3       1          1             1

lang  label              taken for                 mails
de    neutral            invite                        1
en    invite             neutral                       1
en    invite             reject                        1

right: 50.0 % (of the 2 hard ones 50.0 %), false alarms on neutral mail: 1
""")
        counted = self.tally(status=1)
        self.assertEqual(counted["good"], False)
        self.assertEqual(counted["mails"]["all"], {"mails": 6, "right": 3, "missed": 1, "wrong_act": 1, "false_alarms": 1})
        self.assertEqual(counted["mails"]["hard"], {"mails": 2, "right": 1, "missed": 0, "wrong_act": 0, "false_alarms": 1})
        self.assertIn({"lang": "en", "label": "invite", "taken_for": "reject", "mails": 1}, counted["mails"]["confusions"])
        self.assertEqual([(wrong["message"], wrong["labels"], wrong["found"]) for wrong in counted["mails"]["wrong"]],
                         [("sentences.jsonl:3", ["invite"], []), ("sentences.jsonl:4", ["invite"], ["reject"]), ("sentences.jsonl:5", [], ["invite"])])
        self.assertEqual(counted["scenarios"], {"mails": 0, "right": 0, "wrong": []})

    def test_what_is_wrong_is_listed_with_the_label_the_rule_and_what_prevented_it(self):
        self.label(sentence("Good morning.", "neutral"), sentence("You are cordially invited.", "neutral"),
                   sentence("If your application no. 1 was declined, call us.", "reject"))
        out = self.run_it("test", "-v", "suite").stdout
        self.assertRegex(out, r'suite/mails/sentences\.jsonl:2: sentences\.jsonl:2: neutral was taken for invite\n'
                              r'    invite by cordially invited \(.*story\.toml:\d+:\d+\): "cordially invited"\n')
        self.assertRegex(out, r'sentences\.jsonl:3: reject was taken for neutral\n    no reject by application declined, prevented by if: "If" beside ".*declined"\n')

    def test_a_suite_in_which_all_is_right_succeeds(self):
        self.label(sentence("You are cordially invited.", "invite"), sentence("Good morning."))
        self.scenario()
        out = self.good("test", "suite")
        self.assertTrue(out.endswith("right: 100.0 %, false alarms on neutral mail: 0\nscenarios: 2 of 2 mails right\n"), out)
        self.assertEqual(self.tally(status=0)["good"], True)

    def test_an_act_that_is_also_right_need_not_be_found_and_nothing_else_may(self):
        rejection, both = "Your application no. 1 was declined.", "Your application no. 1 was declined. You are cordially invited."
        for body, labels, also_ok, right in ((rejection, ["reject"], ["invite"], True), (rejection, ["invite"], ["reject"], True),
                                             (rejection, ["invite"], [], False), (rejection, ["invite", "reject"], [], True),
                                             (both, ["reject"], ["invite"], True), (both, ["reject"], [], False),
                                             ("Hello.", ["invite"], ["neutral"], True), ("Hello.", ["invite"], ["reject"], False)):
            self.label(sentence(body, *labels, also_ok=also_ok))
            self.assertEqual(self.tally(status=0 if right else 1)["good"], right, (body, labels, also_ok))

    def test_thresholds_say_how_much_may_be_wrong(self):
        self.label(sentence("You are cordially invited.", "neutral"), *[sentence("Good morning.")] * 3)
        self.scenario("pass")
        loose = ["--require-right", "75", "--allow-false-alarms", "1", "--allow-wrong-verdicts", "1"]
        self.assertEqual(self.tally(*loose, status=0)["good"], True)
        for option, strict in (("--require-right", "75.1"), ("--allow-false-alarms", "0"), ("--allow-wrong-verdicts", "0")):
            changed = list(loose)
            changed[changed.index(option) + 1] = strict
            self.tally(*changed, status=1)

    def test_only_the_language_and_source_that_are_asked_for_are_tried(self):
        self.label(sentence("You are cordially invited.", "invite", source="shop: a"), sentence("Hello.", lang="de", source="shop: b"),
                   sentence("Hello.", source="press"))
        for options, count in ((["--language", "en"], 2), (["--source", "shop"], 2), (["--language", "en", "--source", "shop"], 1), ([], 3)):
            self.assertEqual(self.tally(*options, status=0)["mails"]["all"]["mails"], count, options)

    def test_a_scenario_is_played_with_an_empty_registry_and_a_wrong_verdict_is_named(self):
        self.scenario("annotate", also_ok=["pass"])
        done = self.run_it("test", "suite")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout, "blogger.jsonl: eml/2.eml: hold instead of annotate or pass\nscenarios: 1 of 2 mails right\n")
        (wrong,) = self.tally(status=1)["scenarios"]["wrong"]
        self.assertEqual((wrong["scenario"], wrong["message"], wrong["expected"], wrong["verdict"]),
                         ("blogger.jsonl", "eml/2.eml", ["annotate", "pass"], "hold"))
        # The second one does not know what the first one told.
        self.scenario()
        self.write("suite/scenarios/later.jsonl", step("2026-03-17T10:00:00Z", "eml/2.eml", "press", "pass"))
        self.good("test", "suite")

    def test_a_scenario_may_be_one_object_and_bring_its_company(self):
        self.scenario()
        mails = [{"at_abs": f"2026-03-{day}T10:00:00+01:00", "sasl_user": login, "envelope_from": f"{login}@firm.example",
                  "envelope_rcpt": ["lena@blog.example"], "eml": f"eml/{number}.eml", "expect": expect}
                 for day, login, number, expect in (("02", "purchase", 1, "pass"), ("16", "sales", 2, "annotate-or-hold"))]
        self.write("suite/scenarios/two.json", json.dumps({"title": "two offices", "mails": mails}))
        self.write("suite/scenarios/_config.json", json.dumps({"own_domains": ["firm.example"], "departments": {
            "purchase": {"senders": ["purchase@firm.example"], "sasl_users": ["purchase"]}, "sales": {"sasl_users": ["sales"]}}}))
        self.assertIn("scenarios: 4 of 4 mails right\n", self.good("test", "suite"))

    def test_what_keeps_it_from_an_answer_is_trouble_and_named(self):
        self.write("suite/mails/a.eml", mail("1@shop.example", INVITATION))
        for lines, cause in ((["{\n"], "suite/mails/sentences.jsonl:1: reading a label: the line is no JSON object"),
                             (["\n", '{"lang": "en", "body": "x"}\n'], "suite/mails/sentences.jsonl:2: reading a label: 'labels' is missing"),
                             ([sentence("x", "invit")], "suite/mails/sentences.jsonl:1: reading a label: no rule file has the act 'invit' (did you mean 'invite'?)"),
                             ([json.dumps(LABEL | {"file": "none.eml"})],
                              "suite/mails/sentences.jsonl:1: reading 'suite/mails/none.eml': No such file or directory"),
                             ([], "reading the tests in 'suite': no label in mails/labels.jsonl or mails/sentences.jsonl that is asked for, and no "
                                  "scenario in scenarios/")):
            self.label(*lines)
            self.bad(2, f"onevoice: {cause}\n", "test", "suite")
        self.label(sentence("x"))
        self.write("suite/scenarios/a.jsonl", step("2026-03-02T10:00:00Z", "eml/1.eml", "press", "holt"))
        self.bad(2, "onevoice: suite/scenarios/a.jsonl:1: reading a scenario: 'holt' is none of 'pass', 'annotate', 'hold', 'annotate-or-hold'\n",
                 "test", "suite")
        self.assertEqual(self.run_it("test", "suite", "--rules", "none.toml").returncode, 2)
        self.bad(2, "onevoice: reading the tests in 'siute': no such directory\n", "test", "siute")

    def test_rule_files_on_the_command_line_need_no_settings(self):
        self.config = self.path("none.toml")
        self.label(sentence("You shine.", "praise"))
        self.write("rules.toml", '[[act]]\nname = "praise"\n[[pattern]]\nname = "shine"\nact = "praise"\nmatch = "you shine"\n')
        self.good("test", "suite", "--rules", "rules.toml")


unittest.main()
