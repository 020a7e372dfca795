#include "rules/prefilter.h"

#include <hs/hs.h>

#include <algorithm>
#include <new>
#include <numeric>
#include <stdexcept>

namespace onevoice::rules {

void PrefilterScratch::Free::operator()(hs_scratch* p) const { hs_free_scratch(p); }
void Prefilter::Free::operator()(hs_database* p) const { hs_free_database(p); }

Result<Prefilter> Prefilter::compile(const std::vector<std::string>& literals) {
    Prefilter out;
    if (literals.empty()) return out;
    if (hs_valid_platform() != HS_SUCCESS) return Error{Kind::misconfigured, "prefilter: this processor lacks SSSE3, which vectorscan needs"};

    std::vector<const char*> texts;
    std::vector<std::size_t> lengths;
    for (const auto& literal : literals) {
        texts.push_back(literal.data());
        lengths.push_back(literal.size());
    }
    std::vector<unsigned> ids(literals.size());
    std::iota(ids.begin(), ids.end(), 0u);
    const std::vector<unsigned> flags(literals.size(), 0u);

    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    const auto code = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(), static_cast<unsigned>(literals.size()), HS_MODE_BLOCK,
                                           nullptr, &database, &error);
    if (code == HS_NOMEM) throw std::bad_alloc();
    if (code != HS_SUCCESS) {
        std::string what = "prefilter: cannot compile " + std::to_string(literals.size()) + " literals: " + (error != nullptr ? error->message : "unknown");
        hs_free_compile_error(error);
        return Error{Kind::misconfigured, std::move(what)};
    }
    out.database_.reset(database);
    return out;
}

void Prefilter::prepare(PrefilterScratch& scratch) const {
    if (!database_) return;
    // Grows an existing scratch where this database needs more; on failure the old one is still ours.
    hs_scratch_t* raw = scratch.scratch_.release();
    const auto code = hs_alloc_scratch(database_.get(), &raw);
    scratch.scratch_.reset(raw);
    if (code != HS_SUCCESS) throw std::bad_alloc();
}

void Prefilter::scan(std::string_view text, PrefilterScratch& scratch, std::vector<LiteralHit>& hits) const {
    if (!database_ || text.empty()) return;
    // No exception may pass through vectorscan's frames: the first failure ends the scan and is thrown afterwards.
    struct Sink {
        std::vector<LiteralHit>& hits;
        bool failed = false;
    } sink{hits};
    const auto collect = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) noexcept {
        auto& into = *static_cast<Sink*>(context);
        try {
            into.hits.push_back({id, static_cast<std::uint32_t>(to)});
            return 0;
        } catch (const std::bad_alloc&) {
            into.failed = true;
            return 1;
        }
    };
    const std::size_t before = hits.size();
    const auto code = hs_scan(database_.get(), text.data(), static_cast<unsigned>(text.size()), 0, scratch.scratch_.get(), collect, &sink);
    if (sink.failed) throw std::bad_alloc();
    if (code != HS_SUCCESS) throw std::logic_error("prefilter: the scratch was not prepared for this database");
    // Vectorscan reports in this order, but promises none.
    const auto first = hits.begin() + static_cast<std::ptrdiff_t>(before);
    const auto ends_before = [](const LiteralHit& a, const LiteralHit& b) { return a.end < b.end; };
    if (!std::is_sorted(first, hits.end(), ends_before)) std::stable_sort(first, hits.end(), ends_before);
}

}  // namespace onevoice::rules
