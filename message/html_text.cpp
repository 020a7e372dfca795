#include "message/html_text.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <string>

#include "message/ascii.h"
#include "message/html_elements.h"
#include "message/html_lines.h"
#include "message/html_marks.h"
#include "message/html_slim.h"

namespace onevoice::message {
namespace {

// Replies to replies nest some ten elements each; clients give up displaying far earlier than here.
constexpr std::size_t deepest = 512;

/// The parser searches its whole stack of open elements for an end tag that closes none. So the more end tags there are,
/// the less deep it may go: 100 million comparisons take a fifth of a second. Real mail has fewer than 100,000 end tags.
std::size_t depth_for(std::string_view html) {
    constexpr std::size_t comparisons = 100'000'000;
    std::size_t end_tags = 1;
    for (std::size_t at = html.find("</"); at != std::string_view::npos; at = html.find("</", at + 2)) ++end_tags;
    return std::clamp<std::size_t>(comparisons / end_tags, 64, deepest);
}

class Reader {
public:
    Reader(std::vector<Line>& lines, std::size_t most, SlimHtml html) : html_(std::move(html)), writer_(lines, most) {
        frames_.push_back(Frame{});
    }

    HtmlOutcome read() {
        struct Free {
            void operator()(htmlParserCtxtPtr context) const { htmlFreeParserCtxt(context); }
        };
        const std::string& html = html_.markup;
        if (html.empty()) return {};
        const std::unique_ptr<htmlParserCtxt, Free> context(
            htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size())));
        if (!context) return {};
        context_ = context.get();
        depth_ = depth_for(html);
        htmlCtxtUseOptions(context_, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
        // A meta element's charset was true before the text was converted, and no longer is.
        xmlSwitchEncoding(context_, XML_CHAR_ENCODING_UTF8);
        std::memset(context_->sax, 0, sizeof *context_->sax);
        context_->sax->initialized = XML_SAX2_MAGIC;
        context_->sax->startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
            static_cast<Reader*>(self)->guarded([&](Reader& reader) { reader.start(name, attributes); });
        };
        context_->sax->endElement = [](void* self, const xmlChar* name) {
            static_cast<Reader*>(self)->guarded([&](Reader& reader) { reader.end(name); });
        };
        context_->sax->characters = context_->sax->ignorableWhitespace = [](void* self, const xmlChar* text, int length) {
            const std::string_view chunk(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
            static_cast<Reader*>(self)->guarded([&](Reader& reader) { reader.characters(chunk); });
        };
        context_->userData = this;
        htmlParseDocument(context_);
        if (failure_) std::rethrow_exception(failure_);
        writer_.end_line();
        outcome_.cut = writer_.full();
        return outcome_;
    }

private:
    /// The parser is C: an exception must not pass through it, and stops it instead.
    template <class Event>
    void guarded(Event event) noexcept {
        try {
            if (!failure_) event(*this);
        } catch (...) {
            failure_ = std::current_exception();
            xmlStopParser(context_);
        }
    }

    static std::string_view view(const xmlChar* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

    void start(const xmlChar* name, const xmlChar** attributes) {
        if (frames_.size() > depth_) {
            outcome_.too_deep = true;
            return xmlStopParser(context_);
        }
        Frame frame = frames_.back();
        frame.quote_mixed = frame.marked = frame.tight = false;
        frame.item = 0;
        frame.element = element_of(view(name));
        if (frame.element == Element::unseen) frame.hidden = true;
        if (frame.element == Element::preformatted) frame.keeps_breaks = true;
        bool indents = false;
        for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2)
            attribute(view(attributes[0]), view(attributes[1]), frame, indents);
        if (frame.element == Element::blockquote && !indents) ++frame.depth;
        frames_.push_back(frame);
        if (!frame.hidden) open(frame);
    }

    void attribute(std::string_view name, std::string_view value, Frame& frame, bool& indents) {
        if (name == "style") {
            const StyleMarks marks = style_marks(value);
            frame.hidden |= marks.hidden;
            frame.keeps_breaks |= marks.keeps_breaks;
            frame.tight |= marks.tight;
            indents |= marks.indents;
            return;
        }
        if (name == "hidden") frame.hidden = true;
        if (name != "class" && name != "id" && name != "name" && !name.starts_with("data-")) return;
        if (starts_same(value, "mso")) frame.tight = true;  // Word's paragraphs have no margin
        const Container container = container_of(name, value);
        if (container == Container::none || frame.hint != Role::own) return;
        frame.marked = true;
        switch (container) {
            case Container::none: break;
            case Container::quote_mixed: frame.quote_mixed = true; [[fallthrough]];
            case Container::quote: frame.hint = Role::quote; break;
            case Container::forward: frame.hint = Role::forward; break;
            case Container::signature: frame.hint = Role::signature; break;
            case Container::quote_onward: frame.hint = frames_.back().hint = Role::quote; break;
        }
        // Gmail gives its blockquotes the class of its container.
        if (frame.element == Element::blockquote) {
            frame.quote_mixed = frame.marked = false;
            frame.hint = frames_.back().hint;
        }
    }

    void open(const Frame& frame) {
        if (frame.marked) writer_.end_line();
        switch (frame.element) {
            case Element::inline_text:
            case Element::unseen: break;
            case Element::line: writer_.end_line(); break;
            case Element::paragraph: frame.tight ? writer_.end_line() : writer_.gap(); break;
            case Element::blockquote:
            case Element::preformatted:
            case Element::rule: writer_.gap(); break;
            case Element::break_line: writer_.break_line(frame); break;
            case Element::list:
            case Element::ordered_list: writer_.end_line(); break;
            case Element::item: item(frame); break;
            case Element::cell: writer_.cell(); break;
        }
    }

    void item(const Frame& frame) {
        writer_.end_line();
        Frame& parent = frames_[frames_.size() - 2];
        if (parent.element == Element::ordered_list) writer_.mark(std::to_string(++parent.item) + ". ", frame);
        else writer_.mark("- ", frame);
    }

    void end(const xmlChar* name) {
        if (frames_.size() < 2 || frames_.back().element != element_of(view(name))) return;
        const Frame frame = frames_.back();
        frames_.pop_back();
        if (frame.hidden) return;
        switch (frame.element) {
            case Element::inline_text:
            case Element::unseen:
            case Element::break_line:
            case Element::rule:
            case Element::cell: break;
            case Element::paragraph: frame.tight ? writer_.end_line() : writer_.gap(); break;
            case Element::blockquote:
                writer_.gap();
                if (frames_.back().quote_mixed) frames_.back().hint = Role::own;
                break;
            case Element::preformatted: writer_.gap(); break;
            case Element::item:
                writer_.end_line();
                writer_.drop_mark();
                break;
            case Element::list:
            case Element::ordered_list:
            case Element::line: writer_.end_line(); break;
        }
        if (frame.marked) writer_.end_line();
    }

    void characters(std::string_view text) {
        const Frame& frame = frames_.back();
        while (!text.empty()) {
            const std::size_t at = run_ < html_.ends.size() ? std::min(text.find(stand_in), text.size()) : text.size();
            if (!frame.hidden && at != 0) writer_.text(text.substr(0, at), frame);
            if (at == text.size()) break;
            const std::size_t from = run_ == 0 ? 0 : html_.ends[run_ - 1];
            if (!frame.hidden) writer_.words(std::string_view(html_.words).substr(from, html_.ends[run_] - from), frame);
            ++run_;
            text.remove_prefix(at + stand_in.size());
        }
        if (writer_.full()) xmlStopParser(context_);
    }

    SlimHtml html_;
    std::size_t run_ = 0;  ///< the next one to stand in for
    htmlParserCtxtPtr context_ = nullptr;
    LineWriter writer_;
    std::size_t depth_ = deepest;
    std::vector<Frame> frames_;
    HtmlOutcome outcome_;
    std::exception_ptr failure_;
};

/// Blanks Word's conditions, "<![if !mso]>": they are no comments, and the parser takes them for text.
std::string without_conditions(std::string_view html) {
    std::string out(html);
    for (std::size_t at = out.find("<!["); at != std::string::npos; at = out.find("<![", at + 3)) {
        constexpr std::size_t longest = 100;  // "<![if !supportLists]>" and its like
        const std::size_t end = std::string_view(out).substr(at, longest).find_first_of("]\n");
        if (end == std::string_view::npos || !std::string_view(out).substr(at + end).starts_with("]>")) continue;
        out.replace(at, end + 2, end + 2, ' ');
    }
    return out;
}

std::size_t count_visible(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_blank(c); }));
}

}  // namespace

HtmlOutcome append_html_lines(std::vector<Line>& lines, std::string_view html, std::size_t most, Slimming slimming) {
    std::string store;
    if (html.find("<![") != std::string_view::npos) html = store = without_conditions(html);
    return Reader(lines, most, slimming == Slimming::on ? slim_html(html) : SlimHtml{std::string(html), {}, {}}).read();
}

std::size_t visible_characters(std::string_view html) {
    std::size_t count = 0;
    std::size_t at = 0;
    bool pairs = true;  // until one has no end in the case it began with: looking for each end would cost the square
    while (at < html.size()) {
        const std::size_t open = std::min(html.find('<', at), html.size());
        count += count_visible(html.substr(at, open - at));
        if (open == html.size()) break;
        const std::string_view tag = html.substr(open);
        std::string_view until = ">";
        if (pairs && tag.starts_with("<!--")) until = "-->";
        else if (pairs && tag.starts_with("<style")) until = "</style";
        else if (pairs && tag.starts_with("<script")) until = "</script";
        else if (pairs && tag.starts_with("<title")) until = "</title";
        std::size_t close = html.find(until, open + 1);
        if (close == std::string_view::npos && until != ">") {
            pairs = false;
            until = ">";
            close = html.find(until, open + 1);
        }
        if (close == std::string_view::npos) break;
        at = close + until.size();
        if (until.starts_with("</")) at = close;
    }
    return count;
}

}  // namespace onevoice::message
