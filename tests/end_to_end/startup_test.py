"""A daemon that cannot start says why, where, and with which exit status; and it takes nothing away from a running one."""

import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

import house
from private_onevoice import Daemon


class Startup(unittest.TestCase):
    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-test-"))
        self.addCleanup(shutil.rmtree, self.root, ignore_errors=True)
        self.root.chmod(0o755)
        (self.root / "etc").mkdir()
        (self.root / "spool").mkdir()
        self.daemon = Daemon(self.root, house.BINARIES, rules=[str(house.RULES)])
        self.daemon.prepare()

    def change(self, old, new):
        text = self.daemon.settings.read_text()
        self.assertIn(old, text)
        self.daemon.settings.write_text(text.replace(old, new))

    def fails(self, status, *words):
        binary = self.daemon.binaries / "milter" / "onevoice-milter"
        done = subprocess.run([binary, "--config", self.daemon.settings], text=True, capture_output=True, timeout=60)
        self.assertEqual(status, done.returncode, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertFalse(self.daemon.socket.exists())
        return done.stderr

    def test_missing_settings(self):
        self.daemon.settings.unlink()
        self.fails(78, "onevoice.toml", "No such file or directory")

    def test_a_misspelt_setting(self):
        self.change("fail_mode", "fail_mod")
        self.fails(78, "onevoice.toml:", "did you mean 'fail_mode'")

    def test_a_broken_rule_file(self):
        broken = self.root / "broken.toml"
        broken.write_text("[[conflict]\n")
        self.change(str(house.RULES), str(broken))
        self.fails(78, "broken.toml:1:")

    def test_an_unknown_user(self):
        self.change('user = "nobody"', 'user = "nosuchuser"')
        self.fails(78, "no user 'nosuchuser'")

    def test_a_missing_directory_of_holds(self):
        (self.daemon.home / "lib" / "holds").rmdir()
        self.fails(78, str(self.daemon.home / "lib" / "holds"))

    def test_a_log_that_cannot_be_written(self):
        self.daemon.log_file.mkdir()
        self.fails(78, "opening the hold log", "Is a directory")

    def test_a_registry_of_a_newer_schema(self):
        self.daemon.start()
        self.daemon.stop()
        file = self.daemon.home / "lib" / "registry.sqlite"
        with sqlite3.connect(file) as connection:
            connection.execute("PRAGMA user_version = 4711")
        self.fails(78, str(file), "4711")

    def test_a_registry_that_is_no_database(self):
        file = self.daemon.home / "lib" / "registry.sqlite"
        file.write_text("this is no database, and long enough to be sure of it " * 20)
        shutil.chown(file, "nobody", "nogroup")
        self.fails(78, str(file))

    def test_a_key_that_others_can_read(self):
        self.daemon.start()
        self.daemon.stop()
        key = self.daemon.home / "lib" / "registry.key"
        key.chmod(0o644)
        self.fails(78, str(key))

    def test_a_socket_in_use_stays_with_the_daemon_that_has_it(self):
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        binary = self.daemon.binaries / "milter" / "onevoice-milter"
        second = subprocess.run([binary, "--config", self.daemon.settings], text=True, capture_output=True, timeout=60)
        self.assertEqual(78, second.returncode)
        self.assertIn("another daemon answers there", second.stderr)
        self.change('control.sock"', 'control2.sock"')
        self.change('run/pid"', 'run/pid2"')
        third = subprocess.run([binary, "--config", self.daemon.settings], text=True, capture_output=True, timeout=60)
        self.assertEqual(78, third.returncode)
        self.assertIn("in use by another process", third.stderr)
        self.change('control2.sock"', 'control.sock"')
        self.assertIn("pid ", self.daemon.command("status").stdout)

    def test_a_stale_socket_is_no_obstacle(self):
        self.daemon.start()
        self.daemon.kill()
        self.assertTrue(self.daemon.socket.exists())
        self.daemon.start()
        self.assertEqual(0, self.daemon.stop())

    def test_checking_alone_opens_nothing(self):
        binary = self.daemon.binaries / "milter" / "onevoice-milter"
        done = subprocess.run([binary, "--check", "--config", self.daemon.settings], text=True, capture_output=True, timeout=60)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertFalse(self.daemon.socket.exists())
        self.assertEqual([], list((self.daemon.home / "lib").glob("registry*")))


if __name__ == "__main__":
    house.main()
