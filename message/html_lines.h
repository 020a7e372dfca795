// LineWriter: text between the events of an HTML parser, collected into lines. Private to message/.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "message/ascii.h"
#include "message/html_elements.h"
#include "message/lines.h"
#include "message/visible_text.h"

namespace onevoice::message {

/// An open element, with what it hands down to its children.
struct Frame {
    Element element = Element::inline_text;
    bool hidden = false;
    bool keeps_breaks = false;
    bool tight = false;
    bool quote_mixed = false;  ///< what follows its blockquotes may be a reply
    bool marked = false;       ///< its hint differs from its parent's: lines must not run across its edges
    int depth = 0;
    Role hint = Role::own;
    int item = 0;  ///< of an ordered list: the number of the last item
};

/// Collapses blanks as HTML does, joins what stands on one line, and parts paragraphs by one empty line.
class LineWriter {
public:
    LineWriter(std::vector<Line>& lines, std::size_t most) : lines_(lines), most_(most), first_(lines.size()) {}

    [[nodiscard]] bool full() const { return bytes_ >= most_; }

    void text(std::string_view chunk, const Frame& frame) {
        visible_.clear();
        append_visible(visible_, chunk);
        if (frame.keeps_breaks) return preformatted(frame);
        std::size_t at = 0;
        while (at < visible_.size()) {
            std::size_t end = at;
            while (end < visible_.size() && !is_blank(visible_[end])) ++end;
            if (end != at) {
                begin(frame);
                if (blank_due_ && !line_.text.empty() && line_.text.back() != '\t') line_.text += ' ';
                blank_due_ = false;
                line_.text.append(visible_, at, end - at);
            }
            at = end;
            while (at < visible_.size() && is_blank(visible_[at])) ++at;
            if (at != end) blank_due_ = true;
        }
    }

    /// Visible text that begins with a word, with one blank between words.
    void words(std::string_view run, const Frame& frame) {
        begin(frame);
        if (blank_due_ && !line_.text.empty() && (frame.keeps_breaks || line_.text.back() != '\t')) line_.text += ' ';
        blank_due_ = run.back() == ' ';
        if (blank_due_) run.remove_suffix(1);
        line_.text += run;
    }

    /// Text that stands in front of the line to come: the mark of a list item.
    void mark(std::string_view text, const Frame& frame) {
        drop_mark();
        begin(frame);
        line_.text += text;
        marks_only_ = true;
    }

    /// An item without text needs no mark.
    void drop_mark() {
        if (!marks_only_) return;
        line_ = Line{};
        started_ = marks_only_ = false;
    }

    void cell() {
        if (started_ && !line_.text.empty() && line_.text.back() != '\t' && !marks_only_) line_.text += '\t';
        blank_due_ = false;
    }

    void end_line() {
        blank_due_ = false;
        if (!started_ || marks_only_) return;  // a paragraph in a list item starts on the line of its mark
        while (!line_.text.empty() && (line_.text.back() == ' ' || line_.text.back() == '\t')) line_.text.pop_back();
        if (line_.text == "--") line_.text += ' ';  // the signature line, whose blank HTML does not keep
        if (!line_.text.empty()) push(std::move(line_));
        line_ = Line{};
        started_ = false;
    }

    void break_line(const Frame& frame) {
        if (started_) return end_line();
        blank_due_ = false;
        if (lines_.size() > first_ && !lines_.back().text.empty()) push(Line{"", frame.depth, frame.hint});
    }

    void gap() {
        end_line();
        gap_due_ = true;
    }

private:
    void begin(const Frame& frame) {
        if (marks_only_) marks_only_ = false;
        if (started_) return;
        started_ = true;
        line_.quote_depth = frame.depth;
        line_.hint = frame.hint;
    }

    void preformatted(const Frame& frame) {
        std::size_t at = 0;
        while (at <= visible_.size()) {
            const std::size_t end = std::min(visible_.find('\n', at), visible_.size());
            if (end != at) {
                begin(frame);
                if (blank_due_ && !line_.text.empty()) line_.text += ' ';
                blank_due_ = false;
                line_.text.append(visible_, at, end - at);
            }
            if (end < visible_.size()) break_line(frame);
            at = end + 1;
        }
    }

    void push(Line line) {
        if (full()) return;
        const bool after_text = lines_.size() > first_ && !lines_.back().text.empty();
        if (gap_due_ && after_text && !line.text.empty()) {
            lines_.push_back(Line{"", line.quote_depth, line.hint});
            ++bytes_;
        }
        gap_due_ = false;
        bytes_ += line.text.size() + 1;
        lines_.push_back(std::move(line));
    }

    std::vector<Line>& lines_;
    std::size_t most_;
    std::size_t first_;
    std::size_t bytes_ = 0;
    std::string visible_;
    Line line_;
    bool started_ = false;     ///< line_ is being written
    bool marks_only_ = false;  ///< and holds nothing but a list mark
    bool blank_due_ = false;
    bool gap_due_ = false;
};

}  // namespace onevoice::message
