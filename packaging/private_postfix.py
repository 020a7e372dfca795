"""A private Postfix on loopback, with a sink behind it: for the demonstration and the end-to-end tests.

Everything lives in one directory: configuration, queue, data and log. The machine's own Postfix is left alone; of its
package only the programs are used. Root is needed, because Postfix changes to its own user.
"""

import json
import os
import pathlib
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import time

# Services of master.cf that a relay needs; all unchrooted, because the queue directory has no copy of /etc.
_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
local unix - n n - - local
postlog unix-dgram n - n - 1 postlogd
"""

_MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/spool
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
shlib_directory = /usr/lib/postfix
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = {root}/log/maillog
maillog_file_prefixes = {root}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.corp.test
myorigin = corp.test
mydestination =
mynetworks = 127.0.0.0/8, 10.0.0.0/8
local_recipient_maps =
alias_maps =
alias_database =
relayhost = [127.0.0.1]:{sink_port}
smtp_host_lookup = native
disable_dns_lookups = yes
enable_long_queue_ids = yes
smtpd_authorized_xclient_hosts = 127.0.0.0/8
milter_protocol = 6
queue_run_delay = 5s
minimal_backoff_time = 5s
maximal_backoff_time = 10s
{extra}"""

_QUEUES = ("incoming", "active", "deferred", "bounce", "defer", "flush", "trace", "corrupt", "saved", "hold", "private")


def free_port():
    """A TCP port on loopback that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, seconds=20.0):
    """Polls `condition` until it is true and returns its value; RuntimeError names `what` when time is up."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise RuntimeError(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.02)


def listening(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Sink:
    """Postfix's smtp-sink: takes every message and writes each into a file; `options` are further ones of its own."""

    def __init__(self, root, *options):
        self.directory = pathlib.Path(root) / "sink"
        self.options = options
        self.port = free_port()
        self._process = None

    def start(self):
        self.directory.mkdir(exist_ok=True)
        shutil.chown(self.directory, "nobody")
        self._process = subprocess.Popen(
            ["/usr/sbin/smtp-sink", *self.options, "-u", "nobody", "-d", f"{self.directory}/%H%M%S.", f"127.0.0.1:{self.port}", "100"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        wait_until(lambda: listening(self.port), "the sink to listen")

    def stop(self):
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def messages(self):
        """What was delivered: dictionaries with sender, recipients, header lines and body, oldest first."""
        out = []
        for file in sorted(self.directory.iterdir(), key=lambda path: path.stat().st_mtime_ns):
            raw = file.read_bytes()
            head, _, rest = raw.partition(b"\n\n")
            # smtp-sink puts its own X-…-Args lines before the message.
            lines = raw.split(b"\n")
            envelope = {"recipients": []}
            index = 0
            while index < len(lines) and lines[index].startswith(b"X-"):
                name, _, value = lines[index].partition(b": ")
                if name == b"X-Mail-Args":
                    envelope["sender"] = value.decode().split(">")[0].lstrip("<")
                elif name == b"X-Rcpt-Args":
                    envelope["recipients"].append(value.decode().split(">")[0].lstrip("<"))
                elif name not in (b"X-Client-Addr", b"X-Client-Proto", b"X-Helo-Args"):
                    break
                index += 1
            message = b"\n".join(lines[index:])
            header, _, body = message.partition(b"\n\n")
            envelope.update(header=header.decode("utf-8", "surrogateescape"), body=body, raw=message, file=file)
            out.append(envelope)
        return out


class Postfix:
    """One private instance. `milter` is what smtpd_milters is set to; empty for none."""

    def __init__(self, root, sink_port, milter="", default_action="tempfail", extra=""):
        self.root = pathlib.Path(root)
        self.port = free_port()
        self.sink_port = sink_port
        self.milter = milter
        self.default_action = default_action
        self.extra = extra
        self._process = None

    @property
    def config(self):
        return self.root / "etc"

    @property
    def maillog(self):
        return self.root / "log" / "maillog"

    def prepare(self):
        """Makes directories and configuration."""
        owner = pwd.getpwnam("postfix")
        for parent in (self.root, self.config, self.root / "log", self.root / "spool", self.root / "data"):
            parent.mkdir(parents=True, exist_ok=True)
            parent.chmod(0o755)
        os.chown(self.root / "data", owner.pw_uid, owner.pw_gid)
        (self.root / "data").chmod(0o700)
        spool = self.root / "spool"
        for queue in _QUEUES:
            (spool / queue).mkdir(exist_ok=True)
            (spool / queue).chmod(0o700)
            shutil.chown(spool / queue, "postfix", "root")
        for name, mode in (("public", 0o710), ("maildrop", 0o730)):
            (spool / name).mkdir(exist_ok=True)
            shutil.chown(spool / name, "postfix", "postdrop")
            (spool / name).chmod(mode)
        (spool / "pid").mkdir(exist_ok=True)
        self.write_configuration()

    def write_configuration(self):
        milter = ""
        if self.milter:
            milter = (f"smtpd_milters = {self.milter}\nnon_smtpd_milters = {self.milter}\n"
                      f"milter_default_action = {self.default_action}\n")
        main = _MAIN.format(root=self.root, sink_port=self.sink_port, extra=milter + self.extra)
        (self.config / "main.cf").write_text(main)
        (self.config / "master.cf").write_text(_SERVICES.format(port=self.port))
        # Postfix re-reads a main.cf younger than two seconds again and again and starts slowly: date it back.
        past = time.time() - 30
        for name in ("main.cf", "master.cf"):
            os.utime(self.config / name, (past, past))

    def start(self):
        with open(self.root / "log" / "out", "ab") as out:
            self._process = subprocess.Popen(["/usr/lib/postfix/sbin/master", "-c", str(self.config)], cwd=self.root / "spool",
                                             stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True)
        wait_until(lambda: listening(self.port), "Postfix to listen")

    def reload(self):
        self.write_configuration()
        self._process.send_signal(signal.SIGHUP)
        time.sleep(0.5)  # master gives no sign when its children were replaced

    def stop(self):
        if self._process is None:
            return
        self._process.terminate()
        self._process.wait(timeout=30)
        self._process = None

    def tool(self, name, *arguments):
        """Runs one of Postfix's own commands on this instance; its output."""
        return subprocess.run([f"/usr/sbin/{name}", "-c", str(self.config), *arguments], check=True, text=True,
                              capture_output=True).stdout

    def queue(self):
        """postqueue -j as a list of dictionaries."""
        return [json.loads(line) for line in self.tool("postqueue", "-j").splitlines()]

    def held(self):
        return [message for message in self.queue() if message["queue_name"] == "hold"]

    def send(self, sender, recipients, message, login="", client=""):
        """One message over SMTP, as that login and from that client address (XCLIENT). Returns the reply's text."""
        if isinstance(message, str):
            message = message.encode("utf-8")
        with smtplib.SMTP("127.0.0.1", self.port, timeout=60) as smtp:
            smtp.ehlo("client.corp.test")
            if login or client:
                attributes = ([f"LOGIN={login}"] if login else []) + ([f"ADDR={client}", "NAME=client.corp.test"] if client else [])
                code, text = smtp.docmd("XCLIENT", " ".join(attributes))
                if code != 220:
                    raise RuntimeError(f"XCLIENT was refused: {code} {text!r}")
                smtp.ehlo("client.corp.test")
            for code, text in [smtp.mail(sender)] + [smtp.rcpt(recipient) for recipient in recipients]:
                if code not in (250, 251):
                    raise smtplib.SMTPResponseException(code, text)
            code, text = smtp.data(message)
            if code != 250:
                raise smtplib.SMTPResponseException(code, text)
            return text.decode()


def queue_id(reply):
    """The queue ID in "2.0.0 Ok: queued as 4abc…"."""
    return reply.rsplit(" ", 1)[-1]
