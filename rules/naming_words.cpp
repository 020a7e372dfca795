#include "rules/naming_words.h"

#include <unordered_set>

namespace onevoice::rules {
namespace {

using Words = std::unordered_set<std::string_view>;

}  // namespace

bool is_second_person(std::string_view folded, std::string_view written) {
    static const Words german_polite{"ihr", "ihre", "ihrem", "ihren", "ihrer", "ihres"};
    static const Words others{"dein",   "deine",  "deinem", "deinen", "deiner", "deines", "euer", "eure",  "eurem",  "euren",  "eurer", "your",
                              "votre",  "vos",    "ton",    "ta",     "tes",    "vostro", "vostra", "tuo", "tua",    "vuestro", "vuestra", "su",
                              "tu",     "uw",     "jouw",   "je"};
    if (german_polite.contains(folded)) return written.starts_with('I');
    return others.contains(folded);
}

bool is_belonging(std::string_view folded) {
    static const Words words{
        "account",  "accounts", "konto",     "kundenkonto", "benutzerkonto", "partnerkonto", "url",      "website", "websites", "webseite", "webseiten",
        "homepage", "internetseite", "internetauftritt", "seite", "seiten",  "site",         "sites",    "domain",  "domains",  "domaene",  "blog",
        "weblog",   "kanal",    "channel",   "profil",      "profile",       "page",         "shop",     "podcast", "magazin",  "magazine", "portal",
        "projekt",  "project",  "publisher", "compte",      "domaine",       "chaine",       "sito",     "dominio", "profilo",  "conto",    "cuenta",
        "sitio",    "pagina",   "perfil",    "webadresse",  "adresse",       "benutzername", "username", "handle",  "werbeflaeche"};
    return words.contains(folded);
}

bool is_field_label(std::string_view folded) {
    static const Words words{"bewerbung",  "bewerber",  "bewerberin", "antrag",     "antragsteller", "application", "applicant", "anmeldung",
                             "registration", "betreff", "betrifft",   "bezug",      "referenz",      "reference",   "ref",       "re",
                             "subject",    "objet",     "oggetto",    "asunto",     "onderwerp",     "kunde",       "kundin",    "customer",
                             "client",     "cliente",   "klant",      "vertragspartner", "candidature", "candidat", "affiliate", "teilnehmer",
                             "teilnehmerin", "participant"};
    return is_belonging(folded) || words.contains(folded);
}

bool is_for(std::string_view folded) {
    static const Words words{"fuer", "for", "pour", "per", "para", "voor", "mit", "with", "avec"};
    return words.contains(folded);
}

bool gives_reason(std::string_view folded) {
    static const Words words{"weil", "denn", "zumal", "because", "since", "puisque", "parce", "perche", "poiche", "porque", "pues", "omdat"};
    return words.contains(folded);
}

bool turns_aside(std::string_view folded) {
    static const Words words{
        // comparison, example, company
        "wie", "statt", "anstatt", "anstelle", "neben", "aehnlich", "etwa", "beispielsweise", "bereits", "schon", "ausser", "gegenueber",
        "unlike", "instead", "besides", "alongside", "already", "except", "such", "including",
        "comme", "deja", "outre", "sauf", "gia", "como", "excepto", "zoals", "reeds", "naast",
        // what others wrote, advised and do
        "empfehlung", "empfohlen", "empfiehlt", "mitbewerber", "mitbewerbern", "wettbewerber", "wettbewerbern", "konkurrent", "konkurrenten", "artikel",
        "bericht", "beitrag", "interview", "zusammenarbeit", "recommended", "recommendation", "recommends", "competitor", "competitors", "article",
        "recommande", "recommandation", "concurrent", "concurrents", "concorrente", "competidor", "concurrentie", "artikelen"};
    return words.contains(folded) || gives_reason(folded);
}

}  // namespace onevoice::rules
