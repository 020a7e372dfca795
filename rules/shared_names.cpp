#include "rules/shared_names.h"

#include <algorithm>
#include <unordered_set>

#include "rules/words.h"

namespace onevoice::rules {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words& roles() {
    static const Words words{
        "abuse",    "accounting", "accueil",   "admin",       "anfrage",   "bestellung", "bewerbung", "billing",     "bonjour",   "buchhaltung", "career",
        "careers",  "compta",     "contact",   "contatti",    "contacto",  "datenschutz", "empfang",  "enquiries",   "feedback",  "finance",     "hallo",
        "hello",    "help",       "hilfe",     "hostmaster",  "hr",        "info",       "jobs",      "karriere",    "kontakt",   "kundendienst", "kundenservice",
        "mail",     "marketing",  "media",     "news",        "newsletter", "no-reply",  "noreply",   "office",      "orders",    "personal",    "post",
        "postmaster", "presse",   "press",     "privacy",     "rechnung",  "rechnungen", "root",      "sales",       "secretariat", "security",  "sekretariat",
        "service",  "shop",       "support",   "team",        "verkauf",   "vertrieb",   "verwaltung", "webmaster",  "welcome",   "zentrale"};
    return words;
}

/// Words of which no name can be made that means one person or firm.
const Words& everyday_words() {
    static const Words words{
        // articles, possessives, prepositions
        "der", "die", "das", "ein", "eine", "mein", "meine", "dein", "deine", "unser", "unsere", "ihr", "ihre", "the", "a", "an", "my", "your", "our", "le", "la",
        "les", "un", "une", "mon", "ma", "mes", "notre", "votre", "il", "lo", "i", "gli", "el", "los", "las", "de", "du", "von", "of", "und", "and", "et", "e", "y",
        "en", "im", "in", "am", "at", "zum", "zur", "fuer", "for", "pour", "mit", "with", "van", "het", "een", "neu", "neue", "new", "nouveau",
        // what everybody has
        "account", "konto", "url", "website", "webseite", "homepage", "seite", "site", "web", "domain", "blog", "blogs", "blogger", "weblog", "kanal", "channel", "profil",
        "profile", "page", "shop", "store", "online", "onlineshop", "webshop", "podcast", "magazin", "magazine", "portal", "projekt", "project", "forum", "app", "newsletter",
        "news", "nachrichten", "zeitung", "redaktion", "redakteur", "presse", "press", "media", "medien", "agentur", "agency", "verlag", "studio", "team", "support",
        "service", "info", "kontakt", "contact", "office", "buero", "marketing", "vertrieb", "sales", "einkauf", "buchhaltung", "verwaltung", "personal",
        // whom everybody writes to
        "kunde", "kundin", "kunden", "customer", "customers", "client", "clients", "partner", "partnerin", "partnerprogramm", "affiliate", "publisher", "bewerber",
        "bewerberin", "applicant", "bewerbung", "application", "einladung", "invitation", "rechnung", "invoice", "bestellung", "order", "vertrag", "contract", "angebot", "offer",
        "mitglied", "member", "gast", "guest", "freund", "freunde", "friend", "friends", "herr", "frau", "familie", "mr", "mrs", "ms", "dr", "prof", "firma",
        "company", "gmbh", "ag", "kg", "ohg", "ug", "ev", "verein", "ltd", "limited", "inc", "corp", "llc", "plc", "sa", "sarl", "sas", "srl", "spa", "bv", "nv", "co",
        "gruppe", "group", "holding", "international", "test", "reise", "reisen", "travel", "food", "mode", "fashion", "technik", "tech", "sport", "lifestyle", "beauty",
        "garten", "wohnen", "familien", "mama", "papa", "kinder", "deutschland", "germany", "austria", "schweiz", "europa", "europe", "berlin", "hamburg", "muenchen", "koeln",
        "wien", "zuerich", "paris", "london", "hallo", "hello", "danke", "liebe", "welt", "world", "leben", "life"};
    return words;
}

const Words& given_names() {
    static const Words words{
        "alexander", "alexandra", "alice",  "amelie",  "andrea",  "andreas", "angelika", "anja",   "anna",    "anne",   "antje",   "antonio", "ben",     "bernd",
        "birgit",    "brigitte",  "camille", "carlos", "carmen",  "chantal", "charlotte", "christian", "christina", "christine", "christoph", "claire", "claudia", "claus",
        "daniel",    "daniela",   "david",  "dieter",  "dirk",    "elena",   "elisabeth", "emily", "emma",    "erika",  "eva",     "felix",   "florian", "francesca", "francois",
        "frank",     "franz",     "gabriele", "giulia", "giovanni", "hannah", "hans",    "heike",  "heinz",   "helga",  "henri",   "ines",    "ingrid",  "isabelle", "jack",
        "jakob",     "james",     "jan",    "jana",    "jane",    "jean",    "jennifer", "jens",   "joachim", "johanna", "johannes", "john",   "jonas",   "jose",   "joerg",
        "julia",     "julian",    "juergen", "karin",  "karl",    "katharina", "kathrin", "katja", "katrin",  "kevin",  "klaus",   "lara",    "laura",   "lea",    "lena",
        "leon",      "lisa",      "louis",  "luca",    "lucas",   "luisa",   "lukas",   "manfred", "manuela", "marc",   "marco",   "maria",   "marie",   "mario",  "marion",
        "mark",      "markus",    "martin", "martina", "mary",    "matthias", "max",    "maximilian", "melanie", "mia",  "michael", "michel",  "monika",  "nadine", "nicole",
        "nina",      "oliver",    "olivia", "otto",    "paul",    "paula",   "peter",   "petra",  "philipp", "pierre", "rainer",  "ralf",    "renate",  "robert", "sabine",
        "sandra",    "sara",      "sarah",  "sebastian", "silke", "simon",   "simone",  "sofia",  "sophie",  "stefan", "stefanie", "stephan", "susanne", "sven",  "tanja",
        "thomas",    "tim",       "tobias", "tom",     "ulrich",  "ulrike",  "ursula",  "ute",    "uwe",     "vera",   "walter",  "werner",  "william", "wolfgang"};
    return words;
}

const Words& family_names() {
    static const Words words{
        "mueller", "schmidt", "schneider", "fischer", "weber",  "meyer",  "meier", "maier",   "mayer",  "wagner", "becker", "schulz",  "schulze", "hoffmann", "schaefer",
        "koch",    "bauer",   "richter",   "klein",   "wolf",   "schroeder", "neumann", "schwarz", "zimmermann", "braun", "krueger", "hofmann", "hartmann", "lange", "schmitt",
        "werner",  "krause",  "lehmann",   "koehler", "herrmann", "koenig", "walter", "huber",  "kaiser", "fuchs",  "peters", "lang",    "scholz",  "moeller", "weiss",
        "jung",    "hahn",    "vogel",     "keller",  "frank",  "berger", "winkler", "roth",   "beck",   "lorenz", "baumann", "franke",  "gruber",  "smith",  "jones",
        "taylor",  "brown",   "williams",  "wilson",  "johnson", "davies", "miller", "davis",  "garcia", "rodriguez", "martinez", "lopez", "rossi", "russo", "ferrari",
        "martin",  "bernard", "dubois",    "thomas",  "robert", "petit",  "durand", "leroy",   "moreau", "simon",  "laurent", "dejong", "jansen", "devries", "bakker"};
    return words;
}

/// Platforms on which everybody has a page below the same host.
const Words& platforms() {
    static const Words hosts{
        "facebook.com", "m.facebook.com", "fb.com", "fb.me", "instagram.com", "twitter.com", "mobile.twitter.com", "x.com", "linkedin.com", "de.linkedin.com", "xing.com",
        "youtube.com", "m.youtube.com", "youtu.be", "tiktok.com", "pinterest.com", "pinterest.de", "pinterest.fr", "reddit.com", "threads.net", "bsky.app",
        "mastodon.social", "twitch.tv", "vimeo.com", "dailymotion.com", "soundcloud.com", "spotify.com", "open.spotify.com", "podcasts.apple.com", "medium.com", "substack.com",
        "tumblr.com", "wordpress.com", "wordpress.org", "blogger.com", "blogspot.com", "blogspot.de", "blog.de", "blogger.de", "over-blog.com", "canalblog.com", "skyrock.com",
        "livejournal.com", "typepad.com", "jimdo.com", "jimdofree.com", "jimdosite.com", "wix.com", "wixsite.com", "weebly.com", "squarespace.com", "ghost.io", "github.com",
        "github.io", "gitlab.com", "bitbucket.org", "sourceforge.net", "google.com", "google.de", "sites.google.com", "docs.google.com", "drive.google.com", "goo.gl", "g.page",
        "bit.ly", "tinyurl.com", "t.co", "linktr.ee", "ebay.com", "ebay.de", "ebay.fr", "amazon.com", "amazon.de", "amazon.fr", "etsy.com", "kleinanzeigen.de", "dropbox.com",
        "flickr.com", "behance.net", "dribbble.com", "patreon.com", "ko-fi.com", "steadyhq.com", "eventbrite.com", "eventbrite.de", "meetup.com", "wikipedia.org",
        "de.wikipedia.org", "en.wikipedia.org", "fr.wikipedia.org", "archive.org", "t.me", "wa.me", "discord.gg", "discord.com", "quora.com", "stackoverflow.com"};
    return hosts;
}

/// First pieces of a path behind which a platform puts everybody's page.
const Words& shared_folders() {
    static const Words words{"in",   "pub",  "company", "companies", "school", "channel", "c",     "user",  "users", "u",      "r",     "groups", "group", "pages", "people", "profile",
                             "profiles", "p", "watch", "show",  "artist", "playlist", "site",  "sites", "usr",  "str",   "shop",  "stores", "o",    "wiki",  "blog", "blogs", "maps"};
    return words;
}

}  // namespace

bool is_role_address(std::string_view canonical_address) { return roles().contains(canonical_address.substr(0, canonical_address.find('@'))); }

std::string too_common(std::string_view key) {
    // Of three letters there are 17,576 words, and most of them are somebody's abbreviation.
    constexpr std::size_t shortest = 4;
    const auto letters = static_cast<std::size_t>(std::count_if(key.begin(), key.end(), [](char c) { return c != ' '; }));
    if (letters < shortest) return "is too short: it would meet strangers";
    const auto at = hash_words(key).at;
    const auto word = [&](const Stretch& stretch) { return key.substr(stretch.from, stretch.to - stretch.from); };
    if (std::all_of(at.begin(), at.end(), [&](const Stretch& each) { return everyday_words().contains(word(each)); }))
        return "is made of everyday words: it would meet strangers";
    if (std::all_of(at.begin(), at.end(), [&](const Stretch& each) { return std::all_of(word(each).begin(), word(each).end(), [](char c) { return c >= '0' && c <= '9'; }); }))
        return "is a number: it would meet strangers";
    if (at.size() == 1 && (given_names().contains(key) || family_names().contains(key))) return "is the name of many people: it would meet strangers";
    return {};
}

bool is_everyday_person(std::string_view key) {
    const std::size_t blank = key.find(' ');
    return blank != std::string_view::npos && given_names().contains(key.substr(0, blank)) && family_names().contains(key.substr(blank + 1));
}

std::string shared_place(const std::string& host, std::string_view path) {
    if (!platforms().contains(host)) return {};
    if (path.empty()) return "is a platform that everybody uses: write whose page there";
    const std::string_view first = path.substr(1, path.find('/', 1) - 1);
    if (first.size() + 1 == path.size() && shared_folders().contains(first)) return "is where a platform keeps everybody's pages: write whose page there";
    return {};
}

}  // namespace onevoice::rules
