#include "tests/bench/daemon_mails.h"

#include <cmath>
#include <cstdint>
#include <random>
#include <string_view>

namespace onevoice::bench {
namespace {

struct Language {
    const char* code;
    const char* greeting;
    const char* farewell;
    const char* quote_line;
    const char* small_print;
    std::vector<std::string_view> subjects, sentences, acts;
};

const std::vector<Language>& languages() {
    static const std::vector<Language> all = {
        {"de", "Guten Tag Frau Lindt,", "Mit freundlichen Grüßen", "Am 3. Mai 2026 um 10:14 schrieb Mara Lindt:",
         "Diese Nachricht ist vertraulich und nur für den genannten Empfänger bestimmt. Sitz der Gesellschaft ist Bremen.",
         {"Unterlagen für Donnerstag", "Lieferung nach Bremen", "Rückfrage zu den Maßen", "Stand der Dinge"},
         {"anbei erhalten Sie die Unterlagen, über die wir am Dienstag gesprochen haben.",
          "Die Lieferung ist am Montag in unserem Lager in Bremen angekommen und vollständig.",
          "Bitte prüfen Sie die Maße der zweiten Zeichnung, dort fehlt uns noch eine Angabe zur Höhe.",
          "Unser Fahrer meldet sich eine Stunde vor der Ankunft unter der angegebenen Nummer.",
          "Für die Abnahme benötigen wir die unterschriebene Fassung des Protokolls.",
          "Die Farben auf dem Bildschirm weichen vom Druck ein wenig ab, das Muster liegt bei.",
          "Im nächsten Quartal ziehen wir mit der Werkstatt in die neue Halle um.",
          "Herr Petersen ist bis Ende der Woche im Haus und beantwortet Fragen zur Montage.",
          "Die Teilenummern finden Sie in der Tabelle auf Seite vier des angehängten Dokuments.",
          "Wir haben die Änderungen in die Liste übernommen und die alte Fassung archiviert."},
         {"Leider müssen wir Ihren Antrag auf Aufnahme in das Partnerprogramm ablehnen.",
          "Wir laden Sie am 3. September herzlich zu unserem Werkstattfest ein.",
          "Hiermit kündigen wir den Wartungsvertrag zum 30. Juni.",
          "Wir erstatten Ihnen den vollen Preis.",
          "Unsere Rechnung 4711 ist noch nicht beglichen."}},
        {"en", "Dear Ms Lindt,", "Kind regards", "On 3 May 2026, at 10:14, Mara Lindt wrote:",
         "This message is confidential and intended for the named addressee only. Registered office in Bremen.",
         {"Papers for Thursday", "Delivery to Leeds", "A question about the drawing", "Where we are"},
         {"please find the papers that we talked about on Tuesday attached to this message.",
          "The delivery reached our store on Monday morning and nothing was missing.",
          "Could you check the measures of the second drawing, the height is not given there?",
          "The driver will ring you an hour before he arrives at the gate.",
          "For the hand-over we need the signed copy of the minutes.",
          "Colours on the screen differ a little from the print, a sample is in the parcel.",
          "Next quarter the workshop moves into the new hall on the other side of the road.",
          "Mr Petersen is in the office until Friday and answers questions about the assembly.",
          "You will find the part numbers in the table on page four of the document.",
          "We took your changes into the list and archived the older version."},
         {"We regret to inform you that your application to the partner programme has been rejected.",
          "We would like to invite you to our open workshop on 3 September.",
          "We hereby terminate the maintenance agreement as of 30 June.",
          "We have refunded the full price to your account.",
          "Our invoice 4711 is overdue and remains unpaid."}},
        {"fr", "Bonjour Madame Lindt,", "Cordialement", "Le 3 mai 2026 à 10:14, Mara Lindt a écrit :",
         "Ce message est confidentiel et destiné au seul destinataire indiqué. Siège social à Brême.",
         {"Documents pour jeudi", "Livraison à Lyon", "Question sur le plan", "Point de situation"},
         {"vous trouverez ci-joint les documents dont nous avons parlé mardi.",
          "La livraison est arrivée lundi matin dans notre entrepôt et elle est complète.",
          "Merci de vérifier les mesures du deuxième plan, la hauteur n'y figure pas encore.",
          "Le chauffeur vous appelle une heure avant son arrivée.",
          "Pour la réception, nous avons besoin de la version signée du compte rendu.",
          "Les couleurs à l'écran diffèrent un peu de l'impression, un échantillon est joint au colis.",
          "Au prochain trimestre, l'atelier déménage dans la nouvelle halle.",
          "Monsieur Petersen est présent jusqu'à vendredi pour les questions de montage.",
          "Les références des pièces sont dans le tableau en page quatre du document.",
          "Nous avons repris vos modifications dans la liste et archivé l'ancienne version."},
         {"Nous avons le regret de vous informer que votre candidature a été refusée.",
          "Nous avons le plaisir de vous inviter à notre fête le 3 septembre.",
          "Par la présente, nous résilions le contrat de maintenance au 30 juin.",
          "Nous vous avons remboursé la totalité du prix.",
          "Notre facture 4711 reste impayée à ce jour."}}};
    return all;
}

constexpr const char* senders[][2] = {{"partner", "partner@blattgold.example"}, {"presse", "presse@blattgold.example"}, {"service", "service@blattgold.example"}};

class Writer {
public:
    explicit Writer(unsigned seed) : random_(seed) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
    bool in(unsigned percent) { return below(100) < percent; }
    template <class List>
    auto& one_of(const List& list) { return list[below(std::size(list))]; }

    /// Evenly spread over the logarithm: many small ones, a few large ones.
    std::size_t size_between(double least, double most) {
        const double share = static_cast<double>(below(1'000'000)) / 1e6;
        return static_cast<std::size_t>(least * std::pow(most / least, share));
    }

    std::string bytes(std::size_t count) {
        std::string out(count, '\0');
        for (char& byte : out) byte = static_cast<char>(random_() >> 24);
        return out;
    }

private:
    std::mt19937_64 random_;  // the standard fixes its numbers, so the mails are the same everywhere
};

std::string quoted_printable(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    std::size_t column = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            out += "\r\n";
            column = 0;
            continue;
        }
        if (column >= 72) {  // 76 less one escaped character and the "="
            out += "=\r\n";
            column = 0;
        }
        if (byte >= 127 || byte < 32 || c == '=') {
            out += '=';
            out += digits[byte >> 4];
            out += digits[byte & 15];
            column += 3;
        } else {
            out += c;
            ++column;
        }
    }
    return out;
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {  // the caller's sizes are multiples of three
        const auto at = [&](std::size_t k) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k])); };
        const std::uint32_t three = at(0) << 16 | at(1) << 8 | at(2);
        for (const int shift : {18, 12, 6, 0}) out += digits[three >> shift & 63];
        if ((column += 4) == 76) {
            out += "\r\n";
            column = 0;
        }
    }
    return out + "\r\n";
}

struct Draft {
    std::vector<std::string> paragraphs;
    std::vector<std::string> quoted;
};

std::string plain(const Draft& draft, const Language& language) {
    std::string out = std::string(language.greeting) + "\n\n";
    for (const std::string& paragraph : draft.paragraphs) out += paragraph + "\n\n";
    out += std::string(language.farewell) + "\n\n-- \nJana Brandt\nBlattgold GmbH\nTelefon 0421 555 0199\nhttps://www.blattgold.example/\n\n" + language.small_print + "\n";
    if (!draft.quoted.empty()) {
        out += "\n" + std::string(language.quote_line) + "\n";
        for (const std::string& paragraph : draft.quoted) out += "> " + paragraph + "\n>\n";
    }
    return out;
}

std::string html(const Draft& draft, const Language& language) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(language.code) + "\">\n<head>\n<meta charset=\"utf-8\">\n<style>\n"
                      "body { font-family: Calibri, Arial, sans-serif; font-size: 11pt; color: #222222; }\n"
                      "p.MsoNormal { margin: 0cm 0cm 8pt 0cm; line-height: 120%; }\n@media only screen and (max-width: 600px) { .wide { width: 100% !important; } }\n"
                      "</style>\n</head>\n<body>\n<table class=\"wide\" width=\"600\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td>\n";
    const auto paragraph = [&](std::string_view text) {
        out += "<p class=\"MsoNormal\"><span style=\"font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif;color:#222222\">" + std::string(text) + "</span></p>\n";
    };
    paragraph(language.greeting);
    for (const std::string& text : draft.paragraphs) paragraph(text);
    paragraph(language.farewell);
    out += "<p class=\"MsoNormal\">--&nbsp;<br>Jana Brandt<br><b>Blattgold GmbH</b><br>Telefon 0421 555 0199<br><a href=\"https://www.blattgold.example/\">"
           "www.blattgold.example</a></p>\n<p style=\"font-size:8.0pt;color:gray\">" + std::string(language.small_print) + "</p>\n";
    if (!draft.quoted.empty()) {
        out += "<div class=\"gmail_quote\"><div class=\"gmail_attr\">" + std::string(language.quote_line) + "<br></div><blockquote type=\"cite\" style=\"margin:0\">\n";
        for (const std::string& text : draft.quoted) paragraph(text);
        out += "</blockquote></div>\n";
    }
    return out + "</td></tr></table>\n</body>\n</html>\n";
}

Draft draft_of(Writer& writer, const Language& language, bool with_act) {
    Draft draft;
    const auto paragraphs = [&](std::size_t count) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < count; ++i) {
            std::string text;
            for (std::size_t sentences = 1 + writer.below(4); sentences != 0; --sentences)
                text += (text.empty() ? "" : " ") + std::string(writer.one_of(language.sentences));
            out.push_back(std::move(text));
        }
        return out;
    };
    draft.paragraphs = paragraphs(writer.size_between(2, 14));
    if (with_act) draft.paragraphs[writer.below(draft.paragraphs.size())] = writer.one_of(language.acts);
    if (writer.in(40)) draft.quoted = paragraphs(writer.size_between(2, 20));
    return draft;
}

std::string part(std::string_view boundary, std::string_view header, std::string_view content) {
    return "--" + std::string(boundary) + "\r\n" + std::string(header) + "\r\n" + std::string(content);
}

BusinessMail mail_of(Writer& writer, std::size_t number, bool with_act) {
    const Language& language = languages()[writer.below(100) < 60 ? 0 : 1 + writer.below(2)];
    const Draft draft = draft_of(writer, language, with_act);
    const std::string letter = plain(draft, language);

    const std::string inner = "inner-" + std::to_string(number) + "-5f2c77a0";
    std::string alternative =
        part(inner, "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n", quoted_printable(letter)) + "\r\n" +
        part(inner, "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n", quoted_printable(html(draft, language))) +
        "\r\n--" + inner + "--\r\n";
    const std::string alternative_type = "multipart/alternative;\n boundary=\"" + inner + "\"";

    BusinessMail out;
    out.with_act = with_act;
    const auto& sender = writer.one_of(senders);
    out.login = sender[0];
    out.sender = sender[1];
    out.wire.header = {{"Received", " from client.corp.test (client.corp.test [10.0.0.7])\n\tby mx.corp.test (Postfix) with ESMTPSA id 4jX" + std::to_string(number) + "\n\tfor <mara@firm.example>; Mon, 3 Aug 2026 10:14:00 +0200 (CEST)"},
                       {"Date", " Mon, 3 Aug 2026 10:14:00 +0200"},
                       {"From", " =?utf-8?Q?Jana_Brandt_=28Gesch=C3=A4ft=29?= <" + out.sender + ">"},
                       {"To", " Mara Lindt <mara@firm.example>"},
                       {"Subject", (draft.quoted.empty() ? " " : " Re: ") + std::string(writer.one_of(language.subjects))},
                       {"MIME-Version", " 1.0"},
                       {"X-Mailer", " Example Mail 16.0"}};
    if (writer.in(33)) {
        const std::string outer = "outer-" + std::to_string(number) + "-11ab09fe";
        const std::size_t content = writer.size_between(6'000, 345'000) / 57 * 57;  // whole lines, 8 to 470 KB as base64
        out.wire.header.emplace_back("Content-Type", " multipart/mixed;\n boundary=\"" + outer + "\"");
        out.wire.body = part(outer, "Content-Type: multipart/alternative;\r\n boundary=\"" + inner + "\"\r\n", alternative) + "\r\n" +
                        part(outer, "Content-Type: application/pdf; name=\"unterlagen.pdf\"\r\nContent-Disposition: attachment; filename=\"unterlagen.pdf\"\r\n"
                                    "Content-Transfer-Encoding: base64\r\n",
                             base64("%PDF-1." + writer.bytes(content - 7))) +
                        "\r\n--" + outer + "--\r\n";
    } else {
        out.wire.header.emplace_back("Content-Type", " " + alternative_type);
        out.wire.body = std::move(alternative);
    }
    out.bytes = raw(out.wire).size();
    return out;
}

}  // namespace

std::vector<BusinessMail> business_mails(const MailMix& mix) {
    Writer writer(mix.seed);
    std::vector<BusinessMail> out;
    for (std::size_t i = 0; i < mix.count; ++i) {
        // Spread evenly instead of drawn, so that a small set has its share too.
        const bool with_act = (i + 1) * mix.percent_with_act / 100 != i * mix.percent_with_act / 100;
        out.push_back(mail_of(writer, i, with_act));
    }
    return out;
}

std::string raw(const WireMail& mail) {
    std::string out;
    for (const auto& [name, value] : mail.header) {
        out += name + ":";
        for (const char c : value) {
            if (c == '\n') out += '\r';
            out += c;
        }
        out += "\r\n";
    }
    return out + "\r\n" + mail.body;
}

}  // namespace onevoice::bench
