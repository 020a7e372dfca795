"""Facts that contradict, and one voice that repeats itself, with the shipped rules."""

import itertools
import json
import unittest

import house
from house import HEADER, HouseTest, body_and_headers, letter, wait_until

PACKS = str(house.HERE.parent.parent / "rules" / "packs")
DEPARTMENTS = str(house.HERE.parent.parent / "packaging" / "story" / "departments.toml")

_orders = itertools.count(4711)


class Facts(HouseTest):
    options = {"rules": [PACKS, DEPARTMENTS]}

    def setUp(self):
        super().setUp()
        self.order = next(_orders)

    def says(self, login, sentence, headers=(), message=None):
        """Sends one sentence, with the number of this test's order in it."""
        text = sentence.format(order=self.order)
        message = message or letter("", self.reader, headers=headers).replace("today .", text)
        return self.send(login, text, message=message), message

    def conflict(self, queue):
        return self.entry(queue)["recipients"][0]["conflict"]

    def test_two_prices_for_one_order_are_held_and_both_are_shown_inside_only(self):
        first, _ = self.says("partner", "The total of order {order} is EUR 1,240.00.")
        self.assertEqual("passed", self.entry(first)["event"])
        queue, message = self.says("service", "For order {order} the total is EUR 1,420.00.")
        self.assertTrue(self.is_held(queue))

        difference = {"key_name": "order", "key": str(self.order), "value_name": "amount_price", "value": "1420.00 EUR",
                      "earlier": "1240.00 EUR"}
        logged = self.conflict(queue)
        self.assertEqual(("two prices", "", difference, "affiliate"),
                         (logged["rule"], logged["act"], logged["difference"], logged["earlier"]["department"]))
        record = json.loads(self.house.daemon.command("holds", "--json", queue).stdout)
        self.assertEqual(difference, record["reasons"][0]["conflict"]["difference"])
        self.assertIn(f"order {self.order}: amount_price 1420.00 EUR against 1240.00 EUR by affiliate",
                      self.house.daemon.command("holds", record["id"]).stdout)
        self.assertIn("1420.00 EUR against 1240.00 EUR", self.house.daemon.command("log", "--conflicts").stdout)

        self.house.daemon.command("release", record["id"], "-m", "the list price changed")
        delivered = wait_until(lambda: next((m for m in self.delivered_to(self.reader) if b"1,420.00" in m["body"]), None),
                               "the released letter")
        sent_header, _, sent_body = message.replace("\r\n", "\n").partition("\n\n")
        body, header = body_and_headers(delivered)
        self.assertEqual(sent_header.splitlines() + [f"{HEADER}: {record['id']}"], header)
        self.assertEqual(sent_body.rstrip(), body.decode().rstrip())

        # What a third department would hear, had it the old price in mind; the letter itself is not told by asking.
        draft = self.root / "draft.eml"
        draft.write_text(letter("", self.reader).replace("today .", f"The total of order {self.order} is EUR 1,300.00."))
        explained = self.house.daemon.command("explain", "--login", "presse", "--recipient", self.reader, str(draft)).stdout
        for earlier in ("1240.00 EUR by affiliate", "1420.00 EUR by support"):
            self.assertIn(f"order {self.order}: amount_price 1300.00 EUR against {earlier}", explained)

        again, _ = self.says("service", "As said, the total of order {order} is EUR 1,420.00.")
        self.assertEqual("passed", self.entry(again)["event"])

    def test_another_delivery_date_by_another_department_is_annotated_and_a_correction_passes(self):
        self.says("partner", "Your order {order} will be delivered on 3 September 2026.")
        corrected, _ = self.says("partner", "Your order {order} will be delivered on 5 September 2026.")
        self.assertEqual("passed", self.entry(corrected)["event"])
        same, _ = self.says("service", "Ihre Bestellung {order} wird am 5.9.2026 geliefert.")
        self.assertEqual("passed", self.entry(same)["event"])
        another, _ = self.says("service", "Votre commande {order} sera livrée le 7 septembre 2026.",
                               headers=("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"))
        self.assertEqual("annotated", self.entry(another)["event"])
        self.assertEqual("2026-09-05", self.conflict(another)["difference"]["earlier"])

    def test_what_was_held_was_not_stated_and_what_is_forgotten_contradicts_nobody(self):
        self.says("partner", "The total of order {order} is EUR 10.00.")
        held, _ = self.says("service", "The total of order {order} is EUR 20.00.")
        self.assertTrue(self.is_held(held))
        stated = [json.loads(line) for line in self.house.daemon.command("decisions", "--json", self.reader).stdout.splitlines()]
        self.assertEqual([("held", "20.00 EUR"), ("pending", "10.00 EUR")],
                         [(each["state"], each["values"]["amount_price"]) for each in stated if each["same_contact"]])
        self.assertIn(f"order {self.order}: amount_price 20.00 EUR", self.house.daemon.command("decisions", self.reader).stdout)
        self.assertEqual("passed", self.entry(self.says("presse", "The total of order {order} is EUR 10.00.")[0])["event"])
        self.house.daemon.command("forget", self.reader)
        self.assertEqual("passed", self.entry(self.says("service", "The total of order {order} is EUR 20.00.")[0])["event"])

    def test_the_third_invitation_by_press_and_agency_to_one_day_is_annotated(self):
        def invites(login, client, sentence):
            message = letter("", self.reader).replace("today .", sentence)
            return self.send(login, sentence, message=message, client=client,
                             sender="presse@blattgold.example" if login else "team@agency.example"), message

        first, message = invites("presse", "", "we cordially invite you to our workshop on 3 September 2026.")
        self.assertEqual("passed", self.entry(first)["event"])
        repeated = self.send("presse", "", message=message)
        self.assertEqual("passed", self.entry(repeated)["event"])
        second, _ = invites("", "10.77.3.4", "on behalf of Blattgold we invite you to the open workshop on 3 September 2026.")
        self.assertEqual("passed", self.entry(second)["event"])
        another, _ = invites("presse", "", "we cordially invite you to our breakfast on 12 October 2026.")
        self.assertEqual("passed", self.entry(another)["event"])
        third, _ = invites("presse", "", "you are invited to an evening among looms on 3 September 2026.")
        self.assertEqual("annotated", self.entry(third)["event"])
        self.assertEqual(("invited again and again", 3, "agency"),
                         (self.conflict(third)["rule"], self.conflict(third)["times"], self.conflict(third)["earlier"]["department"]))


if __name__ == "__main__":
    house.main()
