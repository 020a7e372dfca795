"""The blogger's story, told by the machine: packaging/demo calls this with the folder of the binaries."""

import email.utils
import pathlib
import shutil
import sys
import tempfile
import uuid

STORY = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(STORY.parent))

from private_onevoice import MailHouse  # noqa: E402
from private_postfix import queue_id, wait_until  # noqa: E402

HEADER = "X-OneVoice-Reference:"


def say(text=""):
    print(text, flush=True)


def show(title, text):
    say(f"    $ {title}")
    for line in text.rstrip("\n").splitlines():
        say(f"    {line}")


def letter(name):
    """One of the story's letters with a date and a Message-ID of its own, as bytes with CRLF."""
    text = (STORY / f"{name}.eml").read_text(encoding="utf-8")
    text = text.replace("{date}", email.utils.formatdate(localtime=True)).replace("{id}", uuid.uuid4().hex)
    return text.replace("\n", "\r\n").encode("utf-8")


def without_trace_headers(raw):
    """A delivered message without what every relay adds, and without our header: what must be what was sent."""
    header, _, body = raw.partition(b"\n\n")
    kept, keep = [], True
    for line in header.split(b"\n"):
        if not line.startswith((b" ", b"\t")):
            keep = not line.startswith((b"Received:", HEADER.encode()))
        if keep:
            kept.append(line)
    return b"\n".join(kept) + b"\n\n" + body


def check(condition, what):
    if not condition:
        raise SystemExit(f"demo: this went wrong: {what}")


class Story:
    def __init__(self, house):
        self.house = house
        self.delivered = 0

    def send(self, who, sender, recipient, name, login):
        say(f"{who} writes to {recipient}")
        sent = letter(name)
        reply = self.house.postfix.send(sender, [recipient], sent, login=login)
        say(f"    Postfix says: {reply}")
        return sent, queue_id(reply)

    def passes(self, who, sender, recipient, name, login):
        sent, _ = self.send(who, sender, recipient, name, login)
        self.delivered += 1
        message = self.house.delivered(self.delivered)[-1]
        check(without_trace_headers(message["raw"]).rstrip() == sent.replace(b"\r\n", b"\n").rstrip(), "the delivered mail was changed")
        check(HEADER not in message["header"], "an unsuspicious mail got our header")
        say("    delivered, and not a byte of it was touched.\n")

    def is_held(self, who, sender, recipient, name, login):
        sent, queue = self.send(who, sender, recipient, name, login)
        wait_until(lambda: any(entry["queue_id"] == queue for entry in self.house.postfix.held()), "the message to be held")
        check(len(self.house.sink.messages()) == self.delivered, "a contradicting mail was delivered")
        say("    accepted, and held: the recipient has not seen it.")
        return sent, queue

    def release(self, sent, queue):
        say("A reviewer has asked both departments, and lets the mail go.")
        show(f"onevoice release {queue} -m \"agreed with both departments\"",
             self.house.daemon.command("release", queue, "-m", "agreed with both departments").stdout)
        self.delivered += 1
        message = self.house.delivered(self.delivered)[-1]
        check(without_trace_headers(message["raw"]).rstrip() == sent.replace(b"\r\n", b"\n").rstrip(), "the released mail was changed")
        header = [line for line in message["header"].splitlines() if line.startswith(HEADER)]
        check(len(header) == 1, "the released mail lacks our header")
        say(f"    delivered, byte for byte as sent but for one header: {header[0]}\n")


REJECTION = ("The affiliate programme", "partner@blattgold.example", "mara.lindt@waldrand-blog.example", "rejection", "partner")
INVITATION = ("The press office", "presse@blattgold.example", "redaktion@waldrand-blog.example", "invitation", "presse")
UNRELATED = ("A colleague of the customer service", "service@blattgold.example", "mara.lindt@waldrand-blog.example", "unrelated", "service")


def first_order(house):
    say("== The affiliate programme rejects the blogger; then the press office invites her ==\n")
    story = Story(house)
    story.passes(*REJECTION)
    sent, queue = story.is_held(*INVITATION)
    show("postqueue -p", house.postfix.tool("postqueue", "-p"))
    show("onevoice holds", house.daemon.command("holds").stdout)
    say()
    story.passes(*UNRELATED)
    story.release(sent, queue)


def second_order(house):
    say("== The other way round: she is invited, then the affiliate programme rejects her ==\n")
    story = Story(house)
    story.passes(*INVITATION)
    sent, queue = story.is_held(*REJECTION)
    show("onevoice log --event held", house.daemon.command("log", "--event", "held").stdout)
    say()
    story.release(sent, queue)


def play(binaries, act, keep=False):
    root = pathlib.Path(tempfile.mkdtemp(prefix="onevoice-demo-"))
    house = MailHouse(root, binaries, rule_files=[STORY / "departments.toml"])
    try:
        with house:
            act(house)
            if keep:
                wait_for_player(house, binaries)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def wait_for_player(house, binaries):
    say(f"""Everything stays up until you press Enter.
    send mail    swaks --server 127.0.0.1:{house.postfix.port} --from presse@blattgold.example --to somebody@else.example
    ask onevoice {binaries}/cli/onevoice --config {house.daemon.settings} holds
    rules        {house.daemon.home}/rules.d, then: onevoice reload
    sink         {house.sink.directory}""")
    try:
        input()
    except (EOFError, KeyboardInterrupt):
        pass


def main(arguments):
    binaries = pathlib.Path(arguments[0])
    keep = "--keep" in arguments[1:]
    play(binaries, first_order)
    play(binaries, second_order, keep)
    say("""Both stories ended as they should, and nothing is left running.
Where to look next:
    README.md               what it is, and how to install it beside your own Postfix
    rules/packs/            the rules that recognised the two letters
    docs/architecture.md    the life of a message
    packaging/demo --keep   the same, and it stays up for playing with""")


if __name__ == "__main__":
    main(sys.argv[1:])
