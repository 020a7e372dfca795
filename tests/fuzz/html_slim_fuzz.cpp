// HTML read with and without what the parser is spared: the same lines, but for where the parser's limits cut.
#include "message/html_text.h"

#include "promises.h"

using namespace onevoice;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string html;
    message::append_visible(html, fuzz::bytes_of(data, size));
    std::vector<message::Line> slim, whole;
    const auto slim_outcome = message::append_html_lines(slim, html, 1 << 20, message::Slimming::on);
    const auto whole_outcome = message::append_html_lines(whole, html, 1 << 20, message::Slimming::off);
    if (slim_outcome.too_deep || whole_outcome.too_deep) return 0;  // what was spared is not counted as depth
    fuzz::promise(slim.size() == whole.size());
    for (std::size_t i = 0; i < slim.size(); ++i) {
        fuzz::promise(slim[i].text == whole[i].text);
        fuzz::promise(slim[i].quote_depth == whole[i].quote_depth && slim[i].hint == whole[i].hint);
    }
    return 0;
}
