"""The program as a whole: help, exit statuses, wrong usage, the daemon's absence."""
import socket
import threading
import unittest

from office import Office

SUBCOMMANDS = ["blocks", "check", "close", "contacts", "decisions", "diff", "explain", "fingerprint", "forget", "holds", "log", "rearm", "release", "reload", "replay", "return", "schema", "status", "test"]


class Program(Office):
    def test_the_help_names_every_subcommand(self):
        out = self.good("--help", config=False)
        named = sorted(line.split()[0] for line in out.split("Subcommands:")[1].splitlines() if line.strip())
        self.assertEqual(named, SUBCOMMANDS)

    def test_every_subcommand_has_help_that_explains_each_option(self):
        for name in SUBCOMMANDS:
            with self.subTest(name):
                out = self.good(name, "--help", config=False)
                self.assertIn(f"Usage: onevoice {name}", out)
                for line in out.splitlines():
                    if line.startswith("  -"):
                        self.assertRegex(line, r"  \S.*\s{2,}\S", "an option without an explanation")

    def test_the_version_is_told(self):
        self.assertRegex(self.good("--version", config=False), r"^onevoice \d+\.\d+\.\d+\n$")

    def test_wrong_usage_has_its_own_exit_status(self):
        for arguments in ([], ["frobnicate"], ["log", "--frobnicate"], ["release"], ["decisions"], ["log", "-n", "many"]):
            with self.subTest(arguments):
                done = self.run_it(*arguments)
                self.assertEqual(done.returncode, 64)
                self.assertEqual(done.stdout, "")
                self.assertNotEqual(done.stderr, "")

    def test_a_misspelt_subcommand_is_named_with_what_was_probably_meant(self):
        done = self.run_it("relaese", "H1")
        self.assertEqual((64, "onevoice: unknown subcommand 'relaese' (did you mean 'release'?), see onevoice --help\n"),
                         (done.returncode, done.stderr))

    def test_settings_may_be_named_behind_the_subcommand(self):
        self.write("log.jsonl", "")
        self.good("log", "--config", self.config, config=False)

    def test_missing_settings_are_misconfiguration(self):
        for arguments in (["log"], ["holds"], ["status"], ["replay", "box"], ["decisions", "a@b.example"], ["release", "H1"]):
            with self.subTest(arguments):
                done = self.run_it("-c", self.path("none.toml"), *arguments, config=False)
                self.assertEqual(done.returncode, 78)
                self.assertIn(self.path("none.toml"), done.stderr)

    def test_a_daemon_that_does_not_run_is_unavailable(self):
        for command in ("status", "reload"):
            self.bad(75, f"onevoice: asking the daemon at '{self.path('control.sock')}': No such file or directory\n", command)

    def answered(self, answer, *arguments):
        """A run against a control socket that gives one answer; the question, and what the run did."""
        questions = []
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(self.path("control.sock"))
            server.listen()

            def serve():
                peer, _ = server.accept()
                with peer:
                    questions.append(peer.recv(100))
                    peer.sendall(answer)
            thread = threading.Thread(target=serve)
            thread.start()
            done = self.run_it(*arguments)
            thread.join()
        return questions[0], done

    def test_a_reload_that_failed_says_why_and_what_is_in_force(self):
        question, done = self.answered(b'{"ok": false, "messages": ["rules.toml:1:1: error: \\u001bno"], "rules": "0123abcd"}\n', "reload")
        self.assertEqual(question, b"reload\n")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, "rules.toml:1:1: error: ?no\nonevoice: not reloaded: the old rules 0123abcd stay in force\n")

    def test_an_answer_that_is_no_json_is_an_error(self):
        _, done = self.answered(b"hello\n", "status")
        self.assertEqual((done.returncode, done.stderr), (75, "onevoice: asking the daemon: its answer is no JSON\n"))


unittest.main()
