// Mails out of a few hundred German, English and French words, the same for the same seed: real enough for literals to hit,
// guards to object and sentences to end in all the ways they do.
#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace onevoice::rules::test {

class GeneratedMail {
public:
    explicit GeneratedMail(unsigned seed) : random_(seed) {}

    std::string word() {
        static constexpr auto words = std::to_array<std::string_view>({
            "wir", "Sie", "Ihre", "Bewerbung", "Anfrage", "wurde", "leider", "abgelehnt", "nicht", "kein", "falls", "wenn", "laden", "herzlich", "ein", "zur",
            "Rechnung", "über", "Grüße", "Straße", "müssen", "können", "mitteilen", "dass", "Programm", "Prüfung", "bis", "zum", "12. Mai", "z.B.", "d.h.",
            "we", "your", "application", "was", "declined", "accepted", "offer", "invoice", "overdue", "please", "pay", "within", "days", "refund", "order",
            "no.", "if", "would", "have", "been", "not", "the", "of", "and", "to", "invite", "you", "cordially", "event", "Dr.", "e.g.", "1.240,00", "EUR",
            "nous", "vous", "votre", "demande", "a", "été", "refusée", "acceptée", "malheureusement", "le", "la", "remboursement", "n’est", "pas", "possible",
            "Lieferung", "Paket", "Termin", "Konto", "Vertrag", "Kündigung", "bestätigen", "Team", "Service", "morgen", "gestern", "AB-12345", "„so“", "–", "ﬁx",
            "customer", "support", "ticket", "closed", "review", "product", "sample", "press", "kit", "launch", "partner", "network", "commission", "rate",
            "Kunde", "Muster", "Presse", "Blog", "Artikel", "Foto", "Link", "Seite", "Monat", "Woche", "Jahr", "Preis", "Rabatt", "Gutschein", "Antwort"});
        if (random_() % 12 == 0) return syllables();
        return std::string(words[random_() % words.size()]);
    }

    std::string sentence() {
        std::string out;
        const std::size_t length = 4 + random_() % 14;
        for (std::size_t i = 0; i < length; ++i) out += (i == 0 ? "" : random_() % 15 == 0 ? ", " : random_() % 25 == 0 ? "\n" : " ") + word();
        static constexpr auto ends = std::to_array<std::string_view>({".", ".", ".", ".", "!", "?", "…", ":\n- "});
        return out + std::string(ends[random_() % ends.size()]);
    }

    std::string body(std::size_t bytes) {
        std::string out;
        while (out.size() < bytes) out += sentence() + (random_() % 5 == 0 ? "\n\n" : " ");
        return out;
    }

private:
    std::string syllables() {
        static constexpr auto parts = std::to_array<std::string_view>({"ba", "lo", "ri", "ten", "fu", "mer", "as", "kel", "dü", "vor", "ge", "sti"});
        std::string out;
        const std::size_t count = 2 + random_() % 3;
        for (std::size_t i = 0; i < count; ++i) out += parts[random_() % parts.size()];
        return out;
    }

    std::mt19937 random_;
};

}  // namespace onevoice::rules::test
