#include "message/html_text.h"

#include <doctest/doctest.h>

#include <string>

#include "message/html_marks.h"

using namespace onevoice::message;

namespace {

constexpr std::size_t plenty = 1 << 20;

std::string text_of(std::string_view html) {
    std::vector<Line> lines;
    append_html_lines(lines, html, plenty);
    std::string out;
    for (const Line& line : lines) out += line.text + '\n';
    return out;
}

/// Only the lines with text, as "role depth|text".
std::string marked(std::string_view html) {
    std::vector<Line> lines;
    append_html_lines(lines, html, plenty);
    std::string out;
    for (const Line& line : lines)
        if (!line.text.empty())
            out += std::string(role_name(line.hint)) + ' ' + std::to_string(line.quote_depth) + '|' + line.text + '\n';
    return out;
}

}  // namespace

TEST_CASE("HTML becomes the lines that a reader sees") {
    struct Row {
        const char* html;
        const char* text;
    };
    const Row rows[] = {
        {"", ""},
        {"just text", "just text\n"},
        {"<p>one</p><p>two</p>", "one\n\ntwo\n"},
        {"<div>one</div><div>two</div>", "one\ntwo\n"},
        {"one<br>two<br><br>three", "one\ntwo\n\nthree\n"},
        {"<div>one</div><div><br></div><div>two</div>", "one\n\ntwo\n"},
        {"<p class=MsoNormal>one</p><p class=MsoNormal>two</p>", "one\ntwo\n"},
        {"<p style='margin:0'>one</p><p style='margin:0'>two</p>", "one\ntwo\n"},
        {"  a \n  b\t c  ", "a b c\n"},
        {"<b>a</b><i>b</i> c", "ab c\n"},
        {"wrap<wbr>ped so&shy;ft zero&#8203;width", "wrapped soft zerowidth\n"},
        {"a&nbsp;&nbsp;b &lt;c&gt; &euro; &#228; &#xe4; &amp;amp;", "a b <c> € ä ä &amp;\n"},
        {"&nosuch; &#0; &#x202e;x &#27;[1m", "&nosuch; x [1m\n"},
        {"<ul><li>one</li><li>two</li></ul>", "- one\n- two\n"},
        {"<ol><li>one<li>two</ol>", "1. one\n2. two\n"},
        {"<ul><li><p>one</p></li><li></li></ul>two", "- one\n\ntwo\n"},
        {"<table><tr><td>a</td><td>b</td></tr><tr><th>c</th><td></td></tr></table>", "a\tb\nc\n"},
        {"<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\n\nb\n"},
        {"<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc\n"},
        {"<div style='white-space: pre-wrap'>a\nb</div>", "a\nb\n"},
        {"<h1>Title</h1>text<hr>more", "Title\n\ntext\n\nmore\n"},
        {"<html><head><title>t</title><style>p{color:red}</style></head><body>x<script>y()</script></body></html>", "x\n"},
        {"<a href='https://shop.example/'>the link</a>", "the link\n"},
        {"<img alt='picture' src='x'>text", "text\n"},
        {"<!-- comment --><!--[if mso]>office<![endif]-->all", "all\n"},
        {"<![if !mso]>others<![endif]>", "others\n"},
        {"<o:p>&nbsp;</o:p>a<o:p></o:p>", "a\n"},
        {"<p>no <b>end <i>here", "no end here\n"},
        {"</p></div>x</td></table>y", "xy\n"},
        {"<p>--</p><p>me</p>", "-- \n\nme\n"},
        {"<button>Press</button> <span>here</span>", "Press here\n"},
        {"text<a href=\"never closed", "text\n"},
        {"a < b and b > c", "a < b and b > c\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.html);
        CHECK(text_of(row.html) == row.text);
    }
}

TEST_CASE("text that HTML hides is left out") {
    const char* hidden[] = {
        "display:none",
        "DISPLAY : NONE !important",
        "color:red; visibility:hidden",
        "font-size:0",
        "font-size: 0px;",
        "font-size:0.0em",
        "opacity:0",
        "max-height:0;overflow:hidden",
        "max-height:0px;mso-hide:all",
        "mso-hide:all;font-size:1px;line-height:1px",
        "height:0;overflow:hidden",
    };
    for (const char* style : hidden) {
        CAPTURE(style);
        CHECK(text_of("<div style='" + std::string(style) + "'>no <b>no</b><br>no</div>yes") == "yes\n");
    }
    CHECK(text_of("<div hidden>no</div>yes") == "yes\n");
    const char* visible[] = {
        "display:block",
        "visibility:visible",
        "font-size:0.9em",
        "font-size:10px",
        "opacity:0.5",
        "max-height:0",
        "mso-hide:all",
        "max-height:100px;overflow:hidden",
        "",
        ";;:",
        "display",
        "display:",
    };
    for (const char* style : visible) {
        CAPTURE(style);
        CHECK(text_of("<span style='" + std::string(style) + "'>yes</span>") == "yes\n");
    }
}

TEST_CASE("what a client marks as quoted, forwarded or signature carries that mark") {
    struct Row {
        const char* html;
        const char* lines;
    };
    const Row rows[] = {
        {"own<blockquote>said<blockquote>before</blockquote></blockquote>own",
         "own 0|own\nown 1|said\nown 2|before\nown 0|own\n"},
        {"<blockquote style='margin:0 0 0 40px;border:none;padding:0'>indented</blockquote>", "own 0|indented\n"},
        {"own<div class='gmail_quote'><div class='gmail_attr'>On Monday:</div><blockquote "
         "class='gmail_quote'>said</blockquote></div>",
         "own 0|own\nquote 0|On Monday:\nquote 1|said\n"},
        {"<div class='gmail_quote'>On Monday:<blockquote "
         "class='gmail_quote'>said</blockquote>reply<blockquote>said</blockquote></div>",
         "quote 0|On Monday:\nquote 1|said\nown 0|reply\nown 1|said\n"},
        {"own<div class='x_gmail_quote other'>said</div>", "own 0|own\nquote 0|said\n"},
        {"own<div class='moz-cite-prefix'>wrote:</div><blockquote type='cite'>said</blockquote>",
         "own 0|own\nquote 0|wrote:\nown 1|said\n"},
        {"<div>own<hr><div id='divRplyFwdMsg'>From: x</div><div>said</div></div>after",
         "own 0|own\nquote 0|From: x\nquote 0|said\nown 0|after\n"},
        {"own<div id='appendonsend'></div><div>said</div>", "own 0|own\nquote 0|said\n"},
        {"own<div id='ydp1yahoo_quoted_12' class='yahoo_quoted'>said</div>", "own 0|own\nquote 0|said\n"},
        {"own<div class='moz-forward-container'>fwd<div class='moz-signature'>sig</div></div>",
         "own 0|own\nforward 0|fwd\nforward 0|sig\n"},
        {"own<div class='gmail_signature'>sig</div>", "own 0|own\nsignature 0|sig\n"},
        {"own <span data-smartmail=gmail_signature>sig</span>", "own 0|own\nsignature 0|sig\n"},
        {"own<div id='Signature'><p>sig</p></div>", "own 0|own\nsignature 0|sig\n"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.html);
        CHECK(marked(row.html) == row.lines);
    }
}

TEST_CASE("HTML nested without end stops at the limit, in bounded time") {
    for (const char* piece : {"<div>", "<b>", "<blockquote>", "<table><tr><td>", "<b></i>", "</p>", "<a href=x", "<", "&",
                              "<!--", "<style", "<li>", "</"}) {
        CAPTURE(piece);
        std::string html = "start";
        while (html.size() < (1 << 18)) html += piece;
        std::vector<Line> lines;
        append_html_lines(lines, html, plenty);
        REQUIRE_FALSE(lines.empty());
        CHECK(lines.front().text.starts_with("start"));
        CHECK(visible_characters(html) <= html.size());
    }
    std::string deep;
    for (int i = 0; i < 10000; ++i) deep += "<div>";
    std::vector<Line> lines;
    CHECK(append_html_lines(lines, deep + "x", plenty).too_deep);
}

TEST_CASE("HTML text stops at the limit of text") {
    std::string html;
    for (int i = 0; i < 10000; ++i) html += "<p>paragraph</p>";
    std::vector<Line> lines;
    CHECK(append_html_lines(lines, html, 1000).cut);
    std::size_t bytes = 0;
    for (const Line& line : lines) bytes += line.text.size() + 1;
    CHECK(bytes < 1100);
}

TEST_CASE("the estimate of visible characters leaves out tags, styles, scripts and comments") {
    CHECK(visible_characters("<p>abc d</p>") == 4);
    CHECK(visible_characters("<style>p{}</style>ab<script>x()</script>c<!-- > no -->d<title>no</title>") == 4);
    CHECK(visible_characters("<STYLE>p</STYLE>ab") >= 2);
    CHECK(visible_characters("a<b") == 1);
    CHECK(visible_characters("") == 0);
}

TEST_CASE("what the parser is spared changes no line") {
    const char* pages[] = {
        "<html><head><title>A &#8211; B</title><style>p > b {x:y}</style></head><body lang=DE><p class=MsoNormal>vielen "
        "<b>Dank</b> f&uuml;r <span style='font-family:\"Arial\"'>Ihre</span> Mail<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>",
        "<body><a href=x>one <a href=y>two</a> three</a> <a style='display:none'>hidden <a>seen</a></a>",
        "<body>a &am<b>p; b</b> &l<i></i>t; <<b></b>b> x <b>y<p>z</b> w",
        "<body><pre> two  blanks\n  and <b>breaks</b></pre><span style=\"white-space:pre\">a  b\nc</span> d  e",
        "<body>a&#64976;b<b>c</b> \uFDD0 d &#xfdd0; e",
        "<title>a &#64976; b</title><body>c <b>d</b> e",
        "<body>a <!;- b &#64976;> c",
        "<body>a &#8232; b &#8288;c",
        "<p>before<!-- > -- --><b>bold<!----></b> <!doctype html> <?xml x?> after</p><script>if (a<b) '</b>'</script>",
        "<body></body>text <b>below</b> the body</html> <i>and</i> the end",
        "<div style='margin:0' style='display:none'>a</div><div hidden class=x id=y>b</div><div data-a=1 data-marker=__SIG_POST__>c</div>",
        "<div style='margin:0 0 0 4em;border:none&amp;'>a</div><blockquote style='margin:0 4em;border:none'>b</blockquote>",
        "<p id=msonormal>a</p><p class='MsoNormal x' style='display:none;&lt;'>b</p>c&nbsp;&nbsp;d &#8203; e &shy; f",
        "<table><tr><td>a<td><b>b</b><td>&nbsp;c</table><ul><li> <b>x</b><li>y</ul><ol><li>z</ol>",
        "<div><title><p></p></title></head><b>text</b> more</div><body><em><em><em>deep</em></em> x</em>",
    };
    for (const char* page : pages) {
        CAPTURE(page);
        std::vector<Line> slim, whole;
        append_html_lines(slim, page, 10000, Slimming::on);
        append_html_lines(whole, page, 10000, Slimming::off);
        REQUIRE(slim.size() == whole.size());
        for (std::size_t i = 0; i < slim.size(); ++i) {
            CHECK(slim[i].text == whole[i].text);
            CHECK(slim[i].quote_depth == whole[i].quote_depth);
            CHECK(slim[i].hint == whole[i].hint);
        }
    }
}
