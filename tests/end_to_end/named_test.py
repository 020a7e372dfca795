"""The network writes to an address that nobody knows, and names the blogger by her blog: both orders, on a real Postfix."""

import json
import unittest

import house

CONTACT = """
[[contact]]
name      = "blogger {number}"
addresses = ["mara{number}@waldrand.example", "mara{number}@letters.example"]
names     = ["Waldrand Notizen {number}"]
urls      = ["https://www.waldrand{number}.example/"]
"""

REJECTIONS = ("about your URL account 'Waldrand Notizen {number}' we reject you", "we reject you with your blog www.waldrand{number}.example")


class Named(house.HouseTest):
    @classmethod
    def setUpClass(cls):
        # Written before the house reads it; each story has a contact of its own.
        cls.folder = house.tempfile.mkdtemp(prefix="onevoice-test-")
        cls.addClassCleanup(house.shutil.rmtree, cls.folder, ignore_errors=True)
        contacts = house.pathlib.Path(cls.folder) / "contacts.toml"
        contacts.write_text("".join(CONTACT.format(number=number) for number in range(1, 5)), encoding="utf-8")
        cls.options = {"rules": [str(house.RULES), str(contacts)]}
        super().setUpClass()

    def test_the_invitation_after_a_rejection_that_names_the_blogger_is_held(self):
        for number, text in enumerate(REJECTIONS, 1):
            stranger = f"publisher-{number}@network.example"
            self.send("partner", text.format(number=number), [stranger])
            self.delivered_to(stranger)
            invitation = self.send("presse", house.INVITE, [f"mara{number}@letters.example"])
            entry = self.entry(invitation)
            self.assertEqual(entry["event"], "held")
            self.assertTrue(self.is_held(invitation))
            earlier = entry["recipients"][0]["conflict"]["earlier"]
            self.assertEqual(earlier["told_as"], (f"waldrand notizen {number}", f"waldrand{number}.example")[number - 1])
            self.assertIn(f"told to a stranger about {earlier['told_as']}", self.house.daemon.command("holds", invitation).stdout)
            # The stranger's mail server was told nothing of it, the recipient of the invitation neither.
            self.not_delivered_to(f"mara{number}@letters.example")

    def test_a_rejection_that_names_the_blogger_is_held_after_the_invitation(self):
        self.send("presse", house.INVITE, ["mara3@waldrand.example"])
        self.delivered_to("mara3@waldrand.example")
        stranger = "publisher-3@network.example"
        rejection = self.send("partner", REJECTIONS[1].format(number=3), [stranger])
        entry = self.entry(rejection)
        self.assertEqual(entry["event"], "held")
        self.assertEqual([name["contact"] for name in entry["named"]], ["blogger 3"])
        record = json.loads(self.house.daemon.command("holds", "--json", rejection).stdout)
        self.assertEqual(record["named"][0]["words"], "www.waldrand3.example")
        self.house.daemon.command("release", rejection)
        message = self.delivered_to(stranger)[0]
        header = [line for line in message["header"].splitlines() if line.startswith(house.HEADER)]
        self.assertEqual(len(header), 1)
        self.assertNotIn("waldrand", header[0].lower())
        # Released, it stands against the next invitation; forgetting the blogger forgets it.
        self.assertIn("told to a stranger", self.house.daemon.command("decisions", "mara3@letters.example").stdout)
        self.house.daemon.command("forget", "mara3@letters.example")
        self.assertEqual(self.house.daemon.command("decisions", "mara3@letters.example").stdout, "no decisions\n")
        self.assertNotIn("reject", self.house.daemon.command("decisions", "mara3@waldrand.example").stdout)

    def test_a_mere_mention_holds_nobody(self):
        stranger = "publisher-4@network.example"
        self.send("partner", "we reject you. We like to read Waldrand Notizen 4", [stranger])
        self.delivered_to(stranger)
        self.send("presse", house.INVITE, ["mara4@waldrand.example"])
        self.delivered_to("mara4@waldrand.example")


if __name__ == "__main__":
    house.main()
