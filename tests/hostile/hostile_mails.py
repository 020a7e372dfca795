"""Mails that want to break their reader and are too large, or too odd for an editor, to keep as files."""

import base64
import random

HEADER = (b"From: Jana <partner@blattgold.example>\r\nTo: mara@firm.example\r\nSubject: %s\r\nMIME-Version: 1.0\r\n"
          b"Message-ID: <%s@hostile.example>\r\n")


def _mail(name, type_, body, extra=b""):
    return HEADER % (name.encode(), name.encode()) + b"Content-Type: " + type_ + b"\r\n" + extra + b"\r\n" + body


def _nested_multiparts(depth):
    out = b""
    for level in range(depth):
        out += b"Content-Type: multipart/mixed; boundary=\"b%d\"\r\n\r\n--b%d\r\n" % (level, level)
    return HEADER % (b"deep", b"deep") + out + b"Content-Type: text/plain\r\n\r\nat the bottom\r\n" + b"".join(
        b"--b%d--\r\n" % level for level in reversed(range(depth)))


def _nested_messages(depth):
    one = b"Content-Type: message/rfc822\r\n\r\n"
    return HEADER % (b"forwarded", b"forwarded") + one * depth + b"Content-Type: text/plain\r\n\r\nat the bottom\r\n"


def generated():
    """Names and bytes; always the same."""
    dice = random.Random(1)
    yield "hundred-thousand-parts", _mail("parts", b'multipart/mixed; boundary="b"', b"--b\r\n\r\nx\r\n" * 100_000 + b"--b--\r\n")
    yield "hundred-thousand-empty-parts", _mail("empty parts", b'multipart/mixed; boundary="b"', b"--b\r\n" * 100_000)
    yield "parts-of-alternatives", _mail("alternatives", b'multipart/alternative; boundary="b"', b"--b\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n" * 20_000)
    yield "ten-thousand-levels", _nested_multiparts(10_000)
    yield "levels-with-one-boundary", _mail("same", b'multipart/mixed; boundary="b"', b'--b\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n' * 20_000)
    yield "levels-with-prefix-boundaries", _nested_multiparts(49).replace(b'"b', b'"bb')
    yield "ten-thousand-forwards", _nested_messages(10_000)
    yield "header-of-ten-megabytes", _mail("header", b"text/plain", b"x\r\n", b"X-Long: " + b"a" * 10_000_000 + b"\r\n")
    yield "hundred-thousand-fields", _mail("fields", b"text/plain", b"x\r\n", b"".join(b"X-%d: y\r\n" % n for n in range(100_000)))
    yield "field-folded-hundred-thousand-times", _mail("folded", b"text/plain", b"x\r\n", b"X-Folded: a\r\n" + b" b\r\n" * 100_000)
    yield "hundred-thousand-addresses", _mail("addresses", b"text/plain", b"x\r\n", b"Cc: " + b", ".join(b"a%d@b.example" % n for n in range(100_000)) + b"\r\n")
    yield "comments-in-comments", _mail("comments", b"text/plain", b"x\r\n", b"Cc: " + b"(" * 50_000 + b" a@b.example\r\n")
    yield "quotes-in-an-address", _mail("quotes", b"text/plain", b"x\r\n", b"Cc: " + b'"\\' * 50_000 + b" <a@b.example>\r\n")
    yield "encoded-words", _mail("words", b"text/plain", b"x\r\n", b"X-Words: " + b"=?utf-8?q?=41?= " * 50_000 + b"\r\nSubject: " + b"=?utf-8?b?w?= " * 3_000 + b"\r\n")
    yield "parameters", _mail("parameters", b'multipart/mixed' + b"".join(b"; a*%d*=utf-8''%%41" % n for n in range(20_000)) + b"; boundary=b", b"--b\r\n\r\nx\r\n")
    yield "boundary-of-a-megabyte", _mail("boundary", b'multipart/mixed; boundary="' + b"b" * 1_000_000 + b'"', b"--" + b"b" * 1_000_000 + b"\r\n\r\nx\r\n")
    yield "line-of-twenty-megabytes", _mail("line", b"text/plain", b"a" * 20_000_000)
    yield "words-of-one-letter", _mail("letters", b"text/plain", b"a " * 5_000_000)
    yield "lines-of-nothing", _mail("nothing", b"text/plain", b"\r\n" * 5_000_000)
    yield "quoted-ten-thousand-deep", _mail("quoted", b"text/plain", b"".join(b">" * (n % 10_000) + b" x\r\n" for n in range(0, 10_000, 10)))
    yield "nuls", _mail("nuls", b"text/plain", b"a\0b\0\r\n" * 500_000)
    yield "random-bytes", dice.randbytes(3_000_000)
    yield "random-body", _mail("random", b"text/plain; charset=utf-8", dice.randbytes(3_000_000))
    yield "random-html", _mail("random html", b"text/html; charset=utf-8", bytes(dice.choice(b"<>/&;=\"'!-ap td\r\n") for _ in range(1_000_000)))
    yield "bare-cr", _mail("cr", b"text/plain", b"one\rtwo\r\r\nthree\n\rfour\r" * 100_000)
    yield "base64-of-rubbish", HEADER % (b"b64", b"b64") + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + dice.randbytes(2_000_000)
    yield "base64-without-end", HEADER % (b"b64", b"b64e") + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(b"Ihr Antrag " * 300_000)[:-7]
    yield "quoted-printable-of-signs", HEADER % (b"qp", b"qp") + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=" * 3_000_000
    yield "html-hundred-thousand-deep", _mail("deep html", b"text/html", b"<div>" * 100_000 + b"x")
    yield "html-tables-deep", _mail("tables", b"text/html", b"<table><tr><td>" * 20_000 + b"x")
    yield "html-unclosed", _mail("unclosed", b"text/html", b"<a href=\"" * 200_000)
    yield "html-attributes", _mail("attributes", b"text/html", b"<p " + b"".join(b"a%d=\"b\" " % n for n in range(100_000)) + b">x</p>")
    yield "html-references", _mail("references", b"text/html", b"&amp;&#x41;&#0;&#xffffffff;&notanentity;" * 50_000)
    yield "html-comments", _mail("comments", b"text/html", b"<!--" * 300_000)
    yield "html-hidden", _mail("hidden", b"text/html", b"<span style=\"display:none\">x" * 50_000)
    yield "html-blockquotes", _mail("blockquotes", b"text/html", b"<blockquote type=\"cite\">x" * 30_000)
    yield "html-doctype", _mail("doctype", b"text/html", b"<!DOCTYPE a [<!ENTITY x \"" + b"y" * 1000 + b"\"><!ENTITY z \"" + b"&x;" * 1000 + b"\">]><p>" + b"&z;" * 1000)
    yield "utf-7", _mail("utf-7", b"text/plain; charset=utf-7", b"+AGE-" * 300_000)
    yield "utf-16-cut-short", _mail("utf-16", b"text/plain; charset=utf-16", "Leider müssen wir absagen".encode("utf-16") * 20_000 + b"\xd8")
    yield "iso-2022-jp", _mail("escape", b"text/plain; charset=iso-2022-jp", b"\x1b$B\x1b(B" * 200_000)
    yield "combining-marks", _mail("marks", b"text/plain; charset=utf-8", ("a" + "\u0301" * 100_000 + " ").encode() * 3)
    yield "one-line-of-cyrillic", _mail("cyrillic", b"text/plain; charset=utf-8", "\u0436".encode() * 500_000)
    yield "one-line-of-cyrillic-words", _mail("cyrillic", b"text/plain; charset=utf-8", "\u0436 a\u20ac ".encode() * 100_000)
    yield "one-line-of-ligatures", _mail("ligatures", b"text/plain; charset=utf-8", "\ufdfa".encode() * 300_000)
    yield "directions", _mail("directions", b"text/plain; charset=utf-8", ("\u202e\u200b\u2066ab" * 200_000).encode())
    # What backtracking patterns hate: nearly an act, again and again.
    yield "nearly-an-act", _mail("nearly", b"text/plain; charset=utf-8", "Leider müssen wir Ihren Antrag auf Aufnahme in das ".encode() * 60_000)
    yield "nearly-an-act-without-sentences", _mail("nearly", b"text/plain; charset=utf-8", b"your application has unfortunately not we " * 60_000)
    yield "guards-only", _mail("guards", b"text/plain; charset=utf-8", b"if your application was rejected, we may refuse or terminate, unless " * 40_000)
    yield "acts-only", _mail("acts", b"text/plain; charset=utf-8", b"We regret to inform you that your application has been rejected. We have refunded the full price. " * 20_000)
    yield "date-after-date", _mail("dates", b"text/plain; charset=utf-8", b"We would like to invite you on 3.9.2026 12:30, 1.234,56 EUR until 30 June 2026. " * 20_000)
