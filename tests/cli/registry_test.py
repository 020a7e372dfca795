"""onevoice decisions, forget: what one contact was told, and how to erase it."""
import json
import os
import unittest

from office import Office


class Registry(Office):
    def setUp(self):
        super().setUp()
        self.tell("affiliate", "reject", "2026-03-02T09:00:00Z", "1@network.example", "lena@blog.example", "partnership")
        self.tell("press", "invite", "2026-03-16T09:00:00Z", "2@shop.example", "tom@site.example")

    def test_decisions_are_listed_for_any_spelling_of_an_address(self):
        for address in ("lena@blog.example", "Lena+shop@BLOG.example", "<lena@blog.example>"):
            self.assertEqual(self.good("decisions", address),
                             "2026-03-02T09:00:00.000Z  affiliate  reject about partnership  pending  <1@network.example>\n")
        self.assertEqual(self.good("decisions", "nobody@site.example"), "no decisions\n")

    def test_decisions_are_listed_for_every_address_of_a_contact(self):
        self.assertIn("reject about partnership", self.good("decisions", "lena.b@letters.example"))

    def test_decisions_are_listed_for_programs(self):
        self.assertEqual(json.loads(self.good("decisions", "--json", "lena@blog.example")),
                         {"at": "2026-03-02T09:00:00.000Z", "department": "affiliate", "act": "reject", "about": "partnership",
                          "state": "pending", "message_id": "1@network.example", "same_contact": True})
        self.assertEqual(self.good("decisions", "--json", "nobody@site.example"), "")

    def test_one_contact_is_erased_and_no_other(self):
        self.assertEqual(self.good("forget", "LENA@blog.example"), "1 decisions erased\n")
        self.assertEqual(self.good("decisions", "lena@blog.example"), "no decisions\n")
        self.assertIn("invite", self.good("decisions", "tom@site.example"))
        self.assertEqual(self.good("forget", "lena@blog.example"), "0 decisions erased\n")

    def test_what_is_no_address_is_refused(self):
        for command in ("decisions", "forget"):
            done = self.run_it(command, "lena")
            self.assertEqual((done.returncode, done.stdout), (65, ""))
            self.assertIn("'lena'", done.stderr)

    def test_without_a_registry_none_is_made(self):
        os.remove(self.path("registry.sqlite"))
        self.bad(75, f"onevoice: opening the registry '{self.path('registry.sqlite')}': there is none yet; the daemon makes it when it starts\n",
                 "decisions", "lena@blog.example")
        self.assertFalse(os.path.exists(self.path("registry.sqlite")))

    def test_a_damaged_registry_is_named(self):
        self.write("registry.sqlite", "no database " * 1000)
        done = self.run_it("decisions", "lena@blog.example")
        self.assertEqual(done.returncode, 78)
        self.assertIn(self.path("registry.sqlite"), done.stderr)


unittest.main()
