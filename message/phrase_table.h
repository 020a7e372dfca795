// The table behind phrases.h: a row is a sign, the language that uses it, and its phrases. Another language is some rows.
// For phrases.cpp only.
#pragma once

#include <cstdint>

#include "message/phrases.h"

namespace onevoice::message {

struct Phrase {
    std::uint32_t sign;
    const char* language;
    const char* words;  ///< natural spelling, parted by '|'; a trailing '~' lets a word go on ("vertraulich~")
};

inline constexpr Phrase phrases[] = {
    {attribution_opening, "de", "am|an diesem"},
    {attribution_opening, "en", "on|at"},
    {attribution_opening, "fr", "le"},
    {attribution_opening, "it", "il|il giorno|in data"},
    {attribution_opening, "es", "el"},
    {attribution_opening, "nl", "op"},
    {attribution_verb, "de", "schrieb|schrieben|hat geschrieben|geschrieben"},
    {attribution_verb, "en", "wrote|writes|has written"},
    {attribution_verb, "fr", "a écrit|écrivait|ont écrit"},
    {attribution_verb, "it", "ha scritto"},
    {attribution_verb, "es", "escribió"},
    {attribution_verb, "nl", "schreef|het volgende geschreven"},
    {attribution_verb | reader_wrote, "de", "schrieben sie|sie schrieben|schriebst du|du schriebst|haben sie geschrieben|"
                                            "sie haben uns geschrieben"},
    {attribution_verb | reader_wrote, "en", "you wrote|you have written"},
    {attribution_verb | reader_wrote, "fr", "vous avez écrit|vous écriviez|vous nous avez écrit"},
    {quoting, "de", "zitat von|zitiere"},
    {quoting, "en", "quoting"},
    {quoting, "fr", "citation de"},

    {original_marker, "de", "ursprüngliche nachricht|ursprüngliche mail|ursprünglicher termin|original-nachricht|originalnachricht|"
                            "ursprüngliche e-mail"},
    {original_marker, "en", "original message|original appointment|original email|original mail|reply message"},
    {original_marker, "fr", "message d'origine|message original|message initial|rendez-vous d'origine"},
    {original_marker, "it", "messaggio originale|messaggio originario"},
    {original_marker, "es", "mensaje original"},
    {original_marker, "nl", "oorspronkelijk bericht|origineel bericht"},
    {forward_marker, "de", "weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|weitergeleitet von|"
                           "weiter geleitete nachricht"},
    {forward_marker, "en", "forwarded message|forwarded mail|forwarded email|forwarded by"},
    {forward_marker, "fr", "message transféré|message réexpédié|transféré par|courriel transféré"},
    {forward_marker, "it", "messaggio inoltrato|forwarded message"},
    {forward_marker, "es", "mensaje reenviado"},
    {forward_marker, "nl", "doorgestuurd bericht"},
    {forward_opening, "de", "anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail"},
    {forward_opening, "en", "begin forwarded message"},
    {forward_opening, "fr", "début du message réexpédié|début du message transféré"},
    {forward_opening, "it", "inizio messaggio inoltrato"},
    {forward_opening, "es", "inicio del mensaje reenviado"},
    {forward_opening, "nl", "begin doorgestuurd bericht"},
    {forward_end, "de", "ende der weitergeleiteten nachricht|ende weitergeleitete nachricht"},
    {forward_end, "en", "end forwarded message|end of forwarded message"},
    {forward_end, "fr", "fin du message réexpédié|fin du message transféré"},

    {closing, "de", "mit freundlichen grüßen|mit freundlichem gruß|mit freundlichen grüssen|mit besten grüßen|mit herzlichen grüßen|"
                    "mit vielen grüßen|mit besten empfehlungen|mit kollegialen grüßen|mit sportlichen grüßen|mit lieben grüßen|"
                    "freundliche grüße|freundlicher gruß|freundlichst|beste grüße|besten gruß|viele grüße|liebe grüße|herzliche grüße|"
                    "herzlichst|schöne grüße|sonnige grüße|schönen gruß|vielen dank und gruß|vielen dank und viele grüße|hochachtungsvoll|"
                    "mfg|vg|lg|bg|viele liebe grüße|grüße|gruß|gruss|bis dann|bis bald|mit freundlichen gruessen"},
    {closing, "en", "best regards|kind regards|warm regards|kindest regards|warmest regards|with kind regards|with best regards|"
                    "with regards|regards|best wishes|many thanks|yours sincerely|yours faithfully|yours truly|sincerely|"
                    "sincerely yours|cheers|all the best|respectfully|cordially|take care|thanks and regards|thank you and best regards|"
                    "best|thanks|see you there"},
    {closing, "fr", "cordialement|bien cordialement|très cordialement|bien à vous|bien à toi|sincères salutations|"
                    "salutations distinguées|meilleures salutations|cordiales salutations|amicalement|bonne journée|à bientôt|"
                    "respectueusement|sincèrement|bonne réception"},
    {closing, "it", "cordiali saluti|distinti saluti|un cordiale saluto|i migliori saluti|cordialmente|un saluto|saluti|a presto"},
    {closing, "es", "un saludo|un cordial saludo|saludos cordiales|atentamente|cordialmente|saludos|un abrazo|hasta pronto|muy atentamente"},
    {closing, "nl", "met vriendelijke groet|met vriendelijke groeten|vriendelijke groeten|vriendelijke groet|met hartelijke groet|"
                    "hartelijke groeten|groeten|groet|hoogachtend|mvg|tot snel"},
    {postscript, "de", "p.s.|ps:|p.s:|ps.|p. s.|nachtrag|nb:"},
    {postscript, "fr", "post-scriptum"},
    {salutation, "de", "sehr geehrte~|liebe|lieber|guten tag|hallo|grüezi|werte|werter|moin"},
    {salutation, "en", "dear|hello|hi|to whom it may concern|good morning|good afternoon"},
    {salutation, "it", "gentile|gentili|egregio|egregia|spettabile|buongiorno|buonasera|ciao|caro|cara|salve"},
    {salutation, "es", "estimado|estimada|estimados|hola|buenos días|buenas tardes|querido|querida|muy señores míos"},
    {salutation, "nl", "geachte|beste|hoi|goedemorgen|goedemiddag|goedenavond"},
    {salutation, "fr", "bonjour|madame, monsieur|chère|cher|madame|monsieur|bonsoir"},

    {contact | phone, "de", "tel.|tel|telefon|mobil|fax|telefax|durchwahl|handy|hotline"},
    {contact | phone, "en", "phone|mobile|cell|t +|m +|f +|t:|m:|f:|t.|direct line|switchboard|office +"},
    {contact | phone, "fr", "tél.|tél|téléphone|portable|télécopie|standard"},
    {contact | phone, "it", "telefono|cell."},
    {contact | phone, "es", "teléfono|tfno.|móvil"},
    {contact | phone, "nl", "telefoon|mobiel"},
    {contact, "de", "gmbh|ag|kg|ohg|gbr|e.v.|e. v.|eg|mbh|ug|web:|internet:|e-mail:|postfach|www~|https~|http~"},
    {contact, "en", "ltd|ltd.|inc|inc.|llc|llp|plc|corp|corp.|limited|email:|website:|po box|p.o. box"},
    {contact, "fr", "sas|sarl|eurl|s.a.s.|s.a.|site web|courriel :|cedex|mél :"},
    {contact, "it", "s.r.l.|srl|s.p.a."},
    {contact, "es", "s.l.|s.l.u.|apartado de correos"},
    {contact, "nl", "b.v.|bv|n.v.|oy|ab|aps|postbus"},
    {advert, "de", "besuchen sie|besuch uns|besucht uns|folgen sie uns|folge uns|folgt uns|treffen sie uns|an unseren stand|"
                   "an unserem stand|jetzt ticket~|tickets sichern|ticket sichern|jetzt anmelden|jetzt newsletter|unser newsletter|"
                   "unseren newsletter|newsletter abonnieren|jetzt bewerben|wir stellen ein|jetzt sparen|jetzt entdecken|"
                   "unser neuer katalog|vereinbaren sie jetzt|termin buchen|kennen sie schon|neu bei uns|save the date|"
                   "wir sind ausgezeichnet|bewerten sie uns|auf der messe|hausmesse|tag der offenen tür|"
                   "messestand|messetermine|webinar~|roadshow|sichern sie sich|jetzt buchen|lernen sie uns kennen|merken sie sich|"
                   "sommerfest|jetzt vormerken"},
    {advert, "en", "meet us|visit us|follow us|join us|see us at|find us|come and see us|you are cordially invited to our|our stand|"
                   "our booth|book your ticket~|get your ticket~|register now|subscribe to our|sign up for our|we are hiring|"
                   "we're hiring|book a demo|book a meeting|check out our|connect with us|rate us|learn more about our|trade fair|book your place|book your seat|save your seat|come and visit|open day|"
                   "open house"},
    {advert, "fr", "retrouvez-nous|rejoignez-nous|suivez-nous|visitez notre|venez nous|rencontrons-nous|inscrivez-vous à notre|"
                   "abonnez-vous|nous recrutons|réservez votre|découvrez notre|découvrez nos|sur notre stand|au salon|"
                   "portes ouvertes|participez à|webinaire~|inscrivez-vous"},
    {advert, "it", "venite a trovarci|seguiteci|visita il nostro|scopri i nostri|iscriviti alla nostra|ti aspettiamo in fiera"},
    {advert, "es", "síguenos|visítenos|visite nuestro|suscríbete a nuestro|descubre nuestro|nos vemos en la feria"},
    {advert, "nl", "volg ons|bezoek ons|meld je aan voor onze|ontmoet ons|ontdek onze"},
    {device, "de", "gesendet von meinem|gesendet von mein|von meinem iphone gesendet|von meinem ipad gesendet|gesendet mit der|"
                   "von unterwegs gesendet|von meinem smartphone gesendet|von meinem handy gesendet|"
                   "diese nachricht wurde von meinem|diese e-mail wurde von meinem|gesendet mit outlook|gesendet von outlook|"
                   "gesendet mit proton~|gesendet von yahoo|gesendet von unterwegs|holen sie sich outlook|outlook für ios beziehen|"
                   "outlook für android beziehen|sie outlook für"},
    {device, "en", "sent from my|sent from outlook|sent from mail for windows|sent from yahoo|sent with proton~|"
                   "sent via the samsung|get outlook for|sent from mobile|sent on the go"},
    {device, "fr", "envoyé de mon|envoyé depuis mon|envoyé à partir de|télécharger outlook|obtenir outlook|obtenez outlook|"
                   "envoyé depuis l'application|provenance : courrier pour windows"},
    {device, "it", "inviato da iphone|inviato dal mio|ottieni outlook"},
    {device, "es", "enviado desde mi|obtener outlook"},
    {device, "nl", "verzonden vanaf mijn|verstuurd vanaf mijn|outlook voor"},
    {mailing_list, "de", "mailingliste|mailing-liste"},
    {mailing_list, "en", "mailing list|mailinglist|listinfo"},
    {mailing_list, "fr", "liste de diffusion"},

    {legal, "de", "geschäftsführer~|geschäftsführung|geschäftsleitung|amtsgericht|registergericht|handelsregister|hrb|hra|ust-id~|"
                  "ust.-id~|umsatzsteuer-id~|ustid~|ust-idnr~|steuernummer|sitz der gesellschaft|gesellschaftssitz|firmensitz|vorstand:|"
                  "vorstand|aufsichtsrat|aufsichtsratsvorsitzende~|vorsitzender des aufsichtsrates|vorsitzende des vorstands|"
                  "vorsitzender des vorstands|persönlich haftende~|eingetragen im|firmenbuch~|handelsregister-nr~|registernummer"},
    {legal, "en", "registered in england~|registered in scotland|company number|company registration|registered office|"
                  "registered address|company no~|vat no~|vat number|vat reg~|charity number|registered charity"},
    {legal, "fr", "siret|siren|rcs|r.c.s.|au capital de|capital social|siège social|tva intracommunautaire|n° tva|code ape"},
    {legal, "it", "partita iva|p. iva|p.iva|capitale sociale|registro imprese|sede legale"},
    {legal, "es", "registro mercantil|c.i.f.|cif:|domicilio social|nif:"},
    {legal, "nl", "kvk|btw"},

    {disclaimer_sure, "de", "diese e-mail enthält vertraulich~|diese nachricht enthält vertraulich~|diese mail enthält vertraulich~|"
                            "diese email enthält vertraulich~|der inhalt dieser e-mail ist vertraulich~|"
                            "diese e-mail ist vertraulich|diese nachricht ist vertraulich|diese e-mail kann vertraulich~|"
                            "diese e-mail und ihre anhänge|diese e-mail und alle anhänge|diese e-mail und etwaige anhänge|"
                            "diese e-mail sowie|diese e-mail einschließlich|der inhalt dieser e-mail ist ausschließlich|"
                            "denken sie an die umwelt|an die umwelt denken|bevor sie diese e-mail ausdrucken|"
                            "bevor sie diese mail ausdrucken|der umwelt zuliebe|diese e-mail wurde von avast|"
                            "diese e-mail wurde auf viren geprüft|diese e-mail stellt keine willenserklärung|"
                            "diese nachricht stellt keine|virenfrei|aus dieser e-mail können keine~"},
    {disclaimer_sure, "en", "this e-mail and any attachment~|this email and any attachment~|this message and any attachment~|"
                            "this e-mail and any file~|this email and any file~|this e-mail is confidential|this email is confidential|"
                            "this message is confidential|this e-mail may contain confidential|this email may contain confidential|"
                            "this message may contain confidential|this e-mail contains confidential|this email contains confidential|"
                            "this message contains confidential|this communication is confidential|"
                            "the information in this e-mail is confidential|the information in this email is confidential|"
                            "the information contained in this e-mail|the information contained in this email|"
                            "the information contained in this message|the contents of this email are confidential|"
                            "consider the environment before|think before you print|before printing this e-mail|"
                            "before printing this email|this email has been checked for viruses|this e-mail has been checked for viruses|"
                            "virus-free|this email has been scanned|nothing in this message constitutes|nothing in this e-mail constitutes|"
                            "nothing in this email constitutes|nothing in this message shall|nothing in this email shall"},
    {disclaimer_sure, "fr", "ce message est confidentiel|ce courriel est confidentiel|cet e-mail est confidentiel|"
                            "ce message et toutes les pièces jointes|ce message et ses pièces jointes|"
                            "ce message et les pièces jointes|ce courriel et ses pièces jointes|ce courriel et les pièces jointes|"
                            "ce message et ses annexes|ce message et toutes ses pièces|cet e-mail et ses pièces|"
                            "ce message peut contenir des informations|ce courriel peut contenir des|"
                            "ce message contient des informations confidentiel~|les informations contenues dans ce|"
                            "ce courriel ne constitue|ce message ne constitue|cet e-mail ne constitue|"
                            "pensez à l'environnement|pensez à la planète|avant d'imprimer ce|sans virus"},
    {disclaimer_sure, "it", "questo messaggio è confidenziale|questo messaggio e gli eventuali allegati|"
                            "le informazioni contenute in questo messaggio|questa e-mail è riservata"},
    {disclaimer_sure, "es", "este mensaje es confidencial|este mensaje y sus archivos|este correo es confidencial|"
                            "este mensaje y cualquier archivo"},
    {disclaimer_sure, "nl", "dit bericht is vertrouwelijk|deze e-mail en eventuele bijlagen|deze e-mail is vertrouwelijk|"
                            "de informatie in deze e-mail"},
    {disclaimer_cue, "de", "vertraulich~|rechtlich geschützt~|nicht der richtige adressat|nicht der beabsichtigte|"
                           "nicht der vorgesehene|irrtümlich erhalten|versehentlich erhalten|nicht der adressat|nicht für sie bestimmt|"
                           "vernichten sie diese|löschen sie diese|unbefugte~ weitergabe|unerlaubte~ kopieren|unbefugtes kopieren|"
                           "ist nicht gestattet|sofort den absender|rechtsverbindliche~|bedürfen der schriftform|"
                           "bedarf der schriftform|keine rechtsverbindliche~|kein verbindliches angebot|keine haftung für|"
                           "vorbehaltlich schriftlicher|disclaimer|vertraulichkeitshinweis|rechtlicher hinweis|haftungsausschluss|"
                           "nur mit schriftlicher bestätigung|keine rechtsgeschäftliche~|willenserklärungen|nicht rechtsverbindlich|"
                           "bestimmten empfänger|e-mail-disclaimer|per e-mail nicht|ausschließlich für den|ausschließlich an den|"
                           "bezeichneten adressaten|genannten empfänger|vorgesehene adressat|vorgesehene empfänger|"
                           "nicht der empfänger|richtige empfänger|beabsichtigte empfänger|bestimmungsgemäße empfänger|kenntnisnahme|"
                           "oder weitergabe|ist unzulässig|ist untersagt|ist nicht erlaubt|nicht autorisierte~|klicken sie hier|"
                           "klicken sie bitte hier|verlust oder die verfälschung|kein rechtsverbindliche~|gesetzlichen schriftform"},
    {disclaimer_cue, "en", "confidential|confidentiality notice|legally privileged|privileged|intended recipient~|intended solely|"
                           "intended only|addressee~|received this email in error|received this e-mail in error|"
                           "received this message in error|received it in error|in error, please|notify the sender|"
                           "delete it|delete this|strictly prohibited|is prohibited|unauthorised|unauthorized|"
                           "accept no liability|accepts no liability|does not accept any liability|not legally binding|legally binding|"
                           "constitutes an offer|constitute an offer|forming a contract|form a contract|views expressed|"
                           "opinions expressed|disclaimer|not bind the|without prejudice to any|"
                           "reserve the right to accept or reject|copying or distribution|named addressee|not the named|dissemination|if you have received this|"
                           "cannot be guaranteed|responsibility for any|liability for any|do not necessarily represent|"
                           "those of the author|does not necessarily reflect|no contract|legally bind~"},
    {disclaimer_cue, "fr", "confidentiel~|destinataire prévu|n'êtes pas le destinataire|n'êtes pas destinataire|"
                           "reçu ce message par erreur|reçu ce courriel par erreur|par erreur|le détruire|de le supprimer|"
                           "à l'attention exclusive|usage exclusif|strictement interdite|ne saurait engager|toute responsabilité|"
                           "ne constitue ni|offre ni une acceptation|valeur contractuelle|réservons le droit de refuser|"
                           "est interdite|avis de confidentialité|n'engage que son auteur|susceptible d'altération|"
                           "destiné exclusivement|exclusivement destiné~|intention exclusive|toute diffusion|toute utilisation|"
                           "toute publication|décline toute|aucune valeur contractuelle|bon pour accord|sauf confirmation écrite"},
    {disclaimer_cue, "it", "riservat~|destinatario|per errore|è vietat~|confidenzial~"},
    {disclaimer_cue, "es", "confidencial~|destinatario|por error|queda prohibid~"},
    {disclaimer_cue, "nl", "vertrouwelijk|geadresseerde|ten onrechte|uitsluitend bestemd"},
    {disclaimer_cue | message_word, "de", "mehr erhalten möchten|mehr erhalten wollen|mehr erhalten möchtest"},
    {message_word, "de", "diese e-mail|dieser e-mail|diese mail|dieser mail|diese nachricht|dieser nachricht|diese email|per e-mail"},
    {message_word, "en", "this e-mail|this email|this message|this communication|this transmission|by e-mail|by email"},
    {message_word, "fr", "ce message|ce courriel|cet e-mail|cet email|par courriel"},
    {message_word, "it", "questo messaggio|questa e-mail"},
    {message_word, "es", "este mensaje|este correo"},
    {message_word, "nl", "dit bericht|deze e-mail"},
    {notice_label, "de", "hinweis:|wichtiger hinweis|rechtlicher hinweis|vertraulichkeitshinweis|haftungsausschluss|disclaimer"},
    {notice_label, "en", "disclaimer|confidentiality notice|confidentiality|important notice|legal notice|notice:|note:"},
    {notice_label, "fr", "avis de confidentialité|avertissement|mention légale|mentions légales"},
    {street, "de", "strasse|platz|allee|weg|gasse|ring|ufer|damm"},
    {street, "en", "street|road|avenue|lane|square|court|st.|rd."},
    {street, "fr", "rue|quai|boulevard|bd|chemin|place|impasse|cours"},
    {footer, "de", "sie erhalten diese e-mail, weil|sie erhalten diese e-mail, da|sie erhalten diese mail, weil|"
                   "sie erhalten diesen newsletter|du erhältst diese e-mail, weil|du erhältst diese mail, weil|"
                   "du erhältst diesen newsletter|diese e-mail wurde an|diese e-mail wurde gesendet an|"
                   "sie bekommen diese e-mail, weil|sie möchten keine weiteren|sie möchten keine e-mails|"
                   "wenn sie keine weiteren e-mails|wenn sie diesen newsletter nicht|wenn sie keine newsletter|"
                   "um sich abzumelden|um den newsletter abzubestellen|falls sie keine weiteren e-mails"},
    {footer, "en", "you are receiving this e-mail because|you are receiving this email because|you're receiving this email because|"
                   "you are receiving this message because|you received this message because|you received this email because|"
                   "this email was sent to|this e-mail was sent to|this message was sent to|to unsubscribe|"
                   "if you no longer wish to receive|if you would prefer not to receive|to stop receiving|"
                   "you're getting this email because|don't want to receive these"},
    {footer, "fr", "vous recevez ce message car|vous recevez ce courriel car|vous recevez cet e-mail car|vous recevez cet email car|"
                   "vous recevez cet e-mail parce|vous recevez ce message parce|pour vous désabonner|pour vous désinscrire|"
                   "pour ne plus recevoir|si vous ne souhaitez plus recevoir|cet e-mail a été envoyé à|ce message a été envoyé à"},
    {footer, "it", "ricevi questa e-mail perché|ha ricevuto questa e-mail perché|per cancellarti"},
    {footer, "es", "ha recibido este correo porque|para darse de baja"},
    {footer, "nl", "u ontvangt deze e-mail omdat"},
    {unsubscribe, "de", "abmelden|newsletter abbestellen|abbestellen|vom newsletter abmelden|austragen"},
    {unsubscribe, "en", "unsubscribe|manage preferences|update your preferences|view in browser|view this email in your browser"},
    {unsubscribe, "fr", "se désabonner|se désinscrire|désinscription|désabonnement|me désabonner"},
};

struct HeaderFieldName {
    HeaderField field;
    const char* language;
    const char* names;
};

inline constexpr HeaderFieldName field_names[] = {
    {HeaderField::from, "de", "von"},
    {HeaderField::from, "en", "from"},
    {HeaderField::from, "fr", "de|expéditeur|exp."},
    {HeaderField::from, "it", "da"},
    {HeaderField::from, "nl", "van"},
    {HeaderField::sent, "de", "gesendet|gesendet am"},
    {HeaderField::sent, "en", "sent|sent on"},
    {HeaderField::sent, "fr", "envoyé|envoyé le|date d'envoi"},
    {HeaderField::sent, "it", "inviato|inviato il"},
    {HeaderField::sent, "es", "enviado|enviado el"},
    {HeaderField::sent, "nl", "verzonden|verstuurd"},
    {HeaderField::date, "de", "datum"},
    {HeaderField::date, "en", "date"},
    {HeaderField::date, "it", "data"},
    {HeaderField::date, "es", "fecha"},
    {HeaderField::to, "de", "an"},
    {HeaderField::to, "en", "to"},
    {HeaderField::to, "fr", "à|destinataire|destinataires|pour"},
    {HeaderField::to, "es", "para"},
    {HeaderField::to, "nl", "aan"},
    {HeaderField::copy, "en", "cc|bcc|kopie|copie|copia|copie à|cci|kopie (cc)"},
    {HeaderField::subject, "de", "betreff|betr."},
    {HeaderField::subject, "en", "subject"},
    {HeaderField::subject, "fr", "objet|sujet"},
    {HeaderField::subject, "it", "oggetto"},
    {HeaderField::subject, "es", "asunto"},
    {HeaderField::subject, "nl", "onderwerp"},
    {HeaderField::other, "en", "reply-to|importance|attachments|priority|antwort an|antworten an|wichtigkeit|priorität|anlagen|répondre à|importance|"
                         "pièces jointes|message-id|organisation|organization"},
};

}  // namespace onevoice::message
