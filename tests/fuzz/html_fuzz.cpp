// HTML to lines, after the same cleaning that read() does.
#include "message/html_text.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string html;
    message::append_visible(html, fuzz::bytes_of(data, size));
    std::vector<message::Line> lines;
    message::append_html_lines(lines, html, 1 << 16);
    for (const message::Line& line : lines) {
        fuzz::promise_visible(line.text, "\t");
        fuzz::promise(line.quote_depth >= 0);
    }
    fuzz::promise(message::visible_characters(html) <= html.size());
    return 0;
}
