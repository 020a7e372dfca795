#!/usr/bin/env python3
"""Mail that wants to break its reader, through onevoice-milter over the milter protocol.

    hostile_test.py BUILD [DIRECTORY…] [--valgrind]

Without directories: the mails kept beside this file and the generated ones. Prints the slowest, and the daemon's memory
before and after; fails when a message is not answered, the daemon dies, or its memory does not stay bounded. In a build
with sanitizers a report of theirs fails it too.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent / "bench"))
from daemon_process import Daemon  # noqa: E402
from hostile_mails import generated  # noqa: E402

# One hostile mail may cost time, but an MTA waits 300 seconds at the most, and others wait with it.
PATIENCE = 30
# What costs the square of its size shows here: everything else takes half a second at the most.
SLOWEST_MS = 5000
# 50 MB is the largest message that is read; raw, decoded and as text it may be there three times, twice over for two passes.
MOST_MB = 400
_SLOWER = 20  # what valgrind and the sanitizers together cost


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build")
    parser.add_argument("directories", nargs="*")
    parser.add_argument("--valgrind", action="store_true", help="run the daemon under memcheck: errors and leaks fail the test")
    parser.add_argument("--rules", nargs="+", help="rule files instead of the shipped packs")
    parser.add_argument("--slowest", type=int, default=8)
    return parser.parse_args()


def files_of(options, root):
    folders = [pathlib.Path(name) for name in options.directories]
    if not folders:
        folders = [FOLDER / "mails", root / "generated"]
        folders[1].mkdir()
        for name, content in generated():
            (folders[1] / f"{name}.eml").write_bytes(content)
    return sorted(str(path) for folder in folders for path in folder.rglob("*") if path.is_file())


def main():
    options = arguments()
    build = pathlib.Path(options.build).resolve()
    sanitized = "ONEVOICE_SANITIZE:BOOL=ON" in (build / "CMakeCache.txt").read_text()
    slow = sanitized or options.valgrind
    wrapper = []
    if options.valgrind:
        wrapper = ["valgrind", "--quiet", "--leak-check=full", "--show-leak-kinds=definite", "--errors-for-leak-kinds=definite",
                   "--error-exitcode=99", f"--suppressions={FOLDER / 'memcheck.supp'}"]
    with tempfile.TemporaryDirectory(prefix="onevoice-hostile-") as name:
        root = pathlib.Path(name)
        files = files_of(options, root)
        daemon = Daemon(root / "daemon", build, rules=options.rules, wrapper=wrapper).start()
        try:
            before = daemon.resident()[0]
            done = subprocess.run([str(build / "tests" / "hostile" / "hostile_run"), daemon.socket, str(PATIENCE * (_SLOWER if slow else 1)), *files],
                                  text=True, stdout=subprocess.PIPE)
            after, most = daemon.resident() if daemon.process.poll() is None else (0, 0)
        finally:
            status = daemon.stop()
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        output = (root / "daemon" / "output").read_text(errors="replace")

    failures = [f"{answer['file']}: {answer['failure']}" for answer in answers if "failure" in answer]
    if len(answers) != len(files):
        failures.append(f"{len(files)} mails, but {len(answers)} answers")
    if status != 0:
        failures.append(f"the daemon ended with {status}: {output[-6000:]}")
    if not slow and most > MOST_MB * 1024:
        failures.append(f"the daemon took {most // 1024} MB")

    if not slow:
        failures += [f"{answer['file']} took {answer['ms'] / 1000:.1f} s" for answer in answers if answer.get("ms", 0) > SLOWEST_MS]
    answered = sorted((answer for answer in answers if "ms" in answer), key=lambda answer: -answer["ms"])
    for answer in answered[:options.slowest]:
        print(f"{answer['ms']:10.1f} ms  {answer['bytes']:10} bytes  {pathlib.Path(answer['file']).name}")
    print(f"{len(answers)} mails, resident {before / 1024:.1f} MB before, {after / 1024:.1f} MB after, {most / 1024:.1f} MB at the most")
    for failure in failures:
        print("FAILED " + failure)
    return 1 if failures or not answers else 0


if __name__ == "__main__":
    sys.exit(main())
