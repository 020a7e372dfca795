"""onevoice contacts: who belongs to which contact and why, and changes of the rule files."""
import os
import stat
import unittest

from office import Office, lines

OURS = """# ours, kept as it is
[[contact]]
name      = "Hill"   # the blogger
addresses = [
    "anna@hill.example",  # private
]

# The second one.
[[contact]]
name      = "Valley"
addresses = ["tom@valley.example"]
urls      = ["https://valley.example/"]

[[department]]
name   = "more"
logins = ["more"]
"""


class Contacts(Office):
    def setUp(self):
        super().setUp()
        self.ours = self.write("rules.d/ours.toml", OURS)
        with open(self.config, encoding="utf-8") as file:
            text = file.read()
        self.write("onevoice.toml", text.replace('files = ["', f'files = ["{self.path("rules.d")}", "'))

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def test_contacts_are_listed_for_people_and_programs(self):
        self.assertIn(f"Hill  ({self.ours}:2:1)\n    address  anna@hill.example\n", self.good("contacts", "list"))
        listed = lines(self.good("contacts", "list", "--json"))
        self.assertEqual([line["contact"] for line in listed], ["Hill", "Valley", "blogger Lena"])
        self.assertEqual(listed[1], {"contact": "Valley", "addresses": ["tom@valley.example"], "names": [], "urls": ["https://valley.example/"],
                                     "place": f"{self.ours}:9:1"})

    def test_somebody_is_shown_with_the_contact_and_the_reason(self):
        for who, because in (("Hill", "its name"), ("Anna+x@HILL.example", "its address anna@hill.example"),
                             ("www.valley.example/about", "its web address valley.example/about"), ("hilltop LETTERS", 'it goes by "hilltop letters"')):
            with self.subTest(who):
                self.assertTrue(self.good("contacts", "show", who).startswith(f"{who}: by {because}\n"))
        self.assertEqual(lines(self.good("contacts", "show", "--json", "tom@valley.example"))[0]["because"], "its address tom@valley.example")

    def test_whoever_belongs_to_no_contact_is_a_contact_of_their_own(self):
        self.assertEqual(self.bad(1, "", "contacts", "show", "info@hill.example", "hill.example"),
                         "info@hill.example: no contact lists it; info@hill.example is a contact of its own\n"
                         "hill.example: no contact goes by it\n")

    def test_an_addition_keeps_what_is_there_and_a_copy(self):
        os.chmod(self.ours, 0o640)
        self.assertEqual(self.good("contacts", "add", "Hill", "--address", "ANNA@hill.example", "a.hill@club.example", "--url", "www.hill.example"),
                         f"added to contact 'Hill' in {self.ours}\n")
        self.assertEqual(self.read(self.ours), OURS.replace('''    "anna@hill.example",  # private
]
''', '''    "anna@hill.example",  # private
    'a.hill@club.example',
]
urls      = ['www.hill.example']
'''))
        self.assertEqual(self.read(self.ours + "~"), OURS)
        self.assertEqual(stat.S_IMODE(os.stat(self.ours).st_mode), 0o640)
        self.assertEqual(sorted(os.listdir(self.path("rules.d"))), ["ours.toml", "ours.toml~"])
        self.assertIn("Hill", self.good("contacts", "show", "a.hill@club.example"))

    def test_a_new_contact_goes_into_a_file_of_its_own(self):
        made = self.path("rules.d/contacts.toml")
        self.assertEqual(self.good("contacts", "add", "Lake", "--address", "lea@lake.example", "--name", "Lake \"Notes\""), f"added contact 'Lake' in {made}\n")
        self.good("contacts", "add", "Sea", "--url", "sea.example/blog", "--address", "s@sea.example")
        self.assertEqual(self.read(made), "[[contact]]\nname      = 'Lake'\naddresses = ['lea@lake.example']\nnames     = ['Lake \"Notes\"']\n\n"
                                          "[[contact]]\nname      = 'Sea'\naddresses = ['s@sea.example']\nurls      = ['sea.example/blog']\n")
        self.assertIn("Sea", self.good("contacts", "show", "https://www.sea.example/blog/today"))

    def test_what_the_rules_would_refuse_is_not_written(self):
        done = self.run_it("contacts", "add", "Hill", "--address", "tom@valley.example")
        self.assertEqual(done.returncode, 65)
        self.assertIn("nothing was written", done.stderr)
        self.assertIn(f"{self.ours}:12:14: error: address 'tom@valley.example' already belongs to contact 'Hill' at {self.ours}:6:5", done.stderr)
        self.assertEqual(self.run_it("contacts", "add", "Hill", "--url", "https://www.facebook.com/").returncode, 65)
        self.assertEqual(self.run_it("contacts", "add", "Lake", "--name", "Blog").returncode, 65)
        self.assertEqual(self.read(self.ours), OURS)
        self.assertEqual(os.listdir(self.path("rules.d")), ["ours.toml"])

    def test_what_is_of_no_use_is_refused(self):
        self.bad(65, f"onevoice: {self.ours}:2:1: adding to contact 'Hill': there is nothing that it has not already\n", "contacts", "add", "Hill", "--address",
                 "anna+x@hill.example")
        self.bad(65, "onevoice: adding contact 'Lake': neither an address, a name nor a web address is given\n", "contacts", "add", "Lake")
        elsewhere = self.path("elsewhere.toml")
        self.bad(78, f"onevoice: changing '{elsewhere}': it is none of the rule files that the settings name, nor in a folder of them\n",
                 "contacts", "add", "Lake", "--address", "lea@lake.example", "--file", elsewhere)
        self.assertFalse(os.path.exists(elsewhere))
        self.bad(65, "onevoice: merging contacts: there is none of name or address 'Nobody'\n", "contacts", "merge", "Hill", "Nobody")
        self.bad(65, f"onevoice: {self.ours}:2:1: merging contacts: 'Hill' and 'anna@hill.example' are one contact already\n",
                 "contacts", "merge", "Hill", "anna@hill.example")
        self.assertEqual(self.read(self.ours), OURS)

    def test_two_contacts_become_one_with_the_comments_of_both(self):
        self.assertEqual(self.good("contacts", "merge", "Hill", "tom@valley.example"), f"merged contact 'Valley' into 'Hill' in {self.ours}\n")
        self.assertEqual(self.read(self.ours), OURS[:OURS.index("]\n\n# The")] + '''    'tom@valley.example',
]
urls      = ['https://valley.example/']
# The second one.

[[department]]
name   = "more"
logins = ["more"]
''')
        self.assertIn("Hill", self.good("contacts", "show", "valley.example"))

    def test_the_one_below_can_be_the_one_that_stays(self):
        self.good("contacts", "merge", "Valley", "Hill")
        self.assertIn("addresses = [\"tom@valley.example\", 'anna@hill.example']\n", self.read(self.ours))
        self.assertTrue(self.read(self.ours).startswith("# The second one.\n[[contact]]\nname      = \"Valley\"\n"))
        self.assertIn("# ours, kept as it is\n# the blogger\n# private\n", self.read(self.ours))

    def test_contacts_of_two_files_become_one_where_the_first_stands(self):
        self.good("contacts", "add", "Lake", "--address", "lea@lake.example")
        self.good("contacts", "merge", "Valley", "Lake")
        self.assertIn("addresses = [\"tom@valley.example\", 'lea@lake.example']\n", self.read(self.ours))
        self.assertEqual(self.read(self.path("rules.d/contacts.toml")), "")
        self.assertIn("Valley", self.good("contacts", "show", "lea@lake.example"))

    def test_a_contact_that_an_exception_names_is_not_merged_away(self):
        self.write("rules.d/exception.toml", '[[exception]]\ncontacts = ["Valley"]\nowner = "o@shop.example"\nreason = "r"\nuntil = 2099-01-01\n')
        done = self.run_it("contacts", "merge", "Hill", "Valley")
        self.assertEqual(done.returncode, 65)
        self.assertIn("unknown contact 'Valley'", done.stderr)
        self.assertEqual(self.read(self.ours), OURS)

    def test_rules_with_errors_are_not_changed(self):
        self.write("rules.d/wrong.toml", "[[contact]]\nnames = 1\n")
        done = self.run_it("contacts", "add", "Hill", "--address", "x@hill.example")
        self.assertEqual(done.returncode, 78)
        self.assertIn("wrong.toml", done.stderr)
        self.assertEqual(self.read(self.ours), OURS)


unittest.main()
