#include "rules/abbreviations.h"

#include <algorithm>
#include <array>

#include "rules/dates.h"

namespace onevoice::rules {
namespace {

using Words = std::string_view;

// Never the last word of a sentence.
constexpr auto always = std::to_array<Words>({
    "abs", "abt", "acct", "al", "allg", "anm", "approx", "appt", "apr", "apt", "arr", "asst", "aug", "av", "ave", "avv", "bd",
    "best.-nr", "betr", "bijv", "bldg", "blvd", "blz", "boul", "bsp", "bspw", "bzgl", "bzw", "c.-a-d", "c.-a.-d", "ca", "cf", "chap",
    "dec", "depart", "dept", "dez", "dhr", "dipl", "dir", "dna", "doc", "dott", "dott.ssa", "dr", "dra", "drs", "ed", "egr", "eigtl",
    "einschl", "entspr", "erm", "etg", "ev", "evtl", "ex", "exkl", "fam", "feb", "febr", "fig", "fr", "frl", "geb", "gem",
    "gen", "gent", "gez", "ggf", "gr", "hnr", "hon", "hr", "hrn", "hrsg", "hsnr", "incl", "ing", "inh", "inkl", "insb", "int",
    "jaehrl", "jan", "jhdt", "jul", "jun", "kath", "kfm", "kl", "kto", "lfd", "lic", "lt", "mag", "max", "me", "messrs",
    "mevr", "mgr", "mind", "mio", "mlle", "mm", "mme", "mmes", "monatl", "mr", "mrd", "mrs", "ms", "mt", "mtl", "mw", "nov", "nr",
    "nrn", "num", "oct", "okt", "ord", "pag", "par", "pers", "pos", "ppa", "prof", "qty", "ref", "resp", "rev", "rgb", "rue", "sen",
    "sep", "sept", "sig", "sig.ra", "sog", "spett", "sr", "sra", "srta", "st", "ste", "stk", "str", "tab", "tel", "tfno", "tgl", "tlf",
    "tsd", "ud", "uds", "univ", "urspr", "usf", "vd", "verm", "vertr", "verw", "vgl", "vol", "voraussichtl", "vs", "vsl",
    "vzw", "wg", "whg", "woech", "wohng", "zahlb", "zb", "zgl", "zzgl", "zzt",
});

// Ends a sentence when the next word begins with a capital letter.
constexpr auto before_lower = std::to_array<Words>({
    "a.m", "bros", "co", "corp", "ecc", "enz", "esp", "etc", "ff", "gmbh", "inc", "jl", "jr", "ltd", "min", "p.m", "pty", "sa", "sec", "std", "usw",
});

// Abbreviations only before a number, ordinary words otherwise.
constexpr auto before_digit = std::to_array<Words>({
    "ap", "app", "art", "bat", "cap", "ch", "eg", "esc", "ext", "fl", "hs", "kap", "no", "nos", "og", "pp", "rm", "rn", "seq", "zi",
});

// What an ordinal number stands before, beside months, although it is written with a capital letter.
constexpr auto after_ordinal = std::to_array<Words>({
    "abmahnung", "abschlag", "absatz", "auflage", "etage", "halbjahr", "jahr", "jahrestag", "klasse", "mahnung", "mahnstufe", "monat", "platz",
    "quartal", "rang", "rate", "runde", "semester", "stock", "stufe", "tag", "teil", "veranstaltung", "woche", "zahlungserinnerung",
});

template <std::size_t N>
bool holds(const std::array<Words, N>& words, Words word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "z.b", "d.h", "i.e", "s.r.l": single letters with stops between them, and a single letter alone (an initial).
bool single_letters(Words word) {
    if (word.empty() || word.size() % 2 == 0) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i % 2 == 0 ? !(word[i] >= 'a' && word[i] <= 'z') : word[i] != '.') return false;
    }
    return true;
}

}  // namespace

bool stop_ends_sentence(std::string_view word, Next next, std::string_view following) {
    while (!word.empty() && (word.front() == '(' || word.front() == '"' || word.front() == '\'' || word.front() == '[')) word.remove_prefix(1);
    if (word.empty()) return next != Next::lower;

    if (std::all_of(word.begin(), word.end(), is_digit)) {
        // Years and amounts end sentences; an ordinal has at most two digits.
        if (word.size() > 2) return next != Next::lower;
        if (next == Next::lower) return false;
        const auto end = std::find_if(following.begin(), following.end(), [](char c) { return !is_letter(c); });
        const auto noun = following.substr(0, static_cast<std::size_t>(end - following.begin()));
        return !holds(after_ordinal, noun) && month_named(noun) == 0;
    }
    // A date without its year, "zum 31.12. gekündigt", goes on.
    if (next == Next::lower && is_digit(word.front()) && word.find_first_not_of("0123456789./-") == std::string_view::npos) return false;
    if (holds(before_lower, word)) return next != Next::lower && next != Next::digit;
    if (holds(before_digit, word)) return next != Next::digit;
    if (single_letters(word) || word.ends_with("-nr")) return false;
    return !holds(always, word);
}

}  // namespace onevoice::rules
