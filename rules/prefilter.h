// Prefilter: one vectorscan database over many literals; says where in a text which literal ends. Private to rules/.
//
// Memory: the database takes some 100 bytes a literal; every thread that scans needs a PrefilterScratch of some 2 to 200 KB,
// depending on the database, so scratches are pooled (session.h) and not made per message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

struct hs_database;
struct hs_scratch;

namespace onevoice::rules {

struct LiteralHit {
    std::uint32_t literal = 0;  ///< index into the literals that were compiled
    std::uint32_t end = 0;      ///< one past its last byte
};

class PrefilterScratch {
public:
    PrefilterScratch() = default;

private:
    friend class Prefilter;
    struct Free { void operator()(hs_scratch* p) const; };
    std::unique_ptr<hs_scratch, Free> scratch_;
};

class Prefilter {
public:
    /// Literals are compared byte by byte; no two may be equal. None at all is allowed and never hits.
    /// Errors: misconfigured, when vectorscan cannot be used on this machine or refuses the literals.
    static Result<Prefilter> compile(const std::vector<std::string>& literals);

    /// Makes `scratch` fit for this prefilter; a scratch may be made fit for several, one after the other.
    void prepare(PrefilterScratch& scratch) const;

    /// Appends all hits, in the order of their ends.
    void scan(std::string_view text, PrefilterScratch& scratch, std::vector<LiteralHit>& hits) const;

private:
    struct Free { void operator()(hs_database* p) const; };
    std::unique_ptr<hs_database, Free> database_;
};

}  // namespace onevoice::rules
