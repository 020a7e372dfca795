"""The blogger's story, with the shipped rules, exactly as packaging/demo plays it."""

import pathlib
import unittest

import house

import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "packaging" / "story"))

import play  # noqa: E402


class Story(unittest.TestCase):
    def test_the_invitation_after_the_rejection_is_held(self):
        play.play(house.BINARIES, play.first_order)

    def test_the_rejection_after_the_invitation_is_held(self):
        play.play(house.BINARIES, play.second_order)


if __name__ == "__main__":
    house.main()
