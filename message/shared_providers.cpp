#include "message/address.h"

namespace onevoice::message {

// Mailbox providers under whose domains strangers share a name. Internet access providers count when they give their
// subscribers addresses. A provider whose customers bring domains of their own needs no entry.
const std::vector<std::string>& known_shared_providers() {
    static const std::vector<std::string> providers = {
        // international
        "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "passport.com", "windowslive.com",
        "yahoo.com", "ymail.com", "rocketmail.com", "myyahoo.com", "aol.com", "aim.com", "icloud.com", "me.com", "mac.com",
        "proton.me", "protonmail.com", "protonmail.ch", "pm.me", "tutanota.com", "tutanota.de", "tutamail.com", "tuta.io", "tuta.com",
        "keemail.me", "zoho.com", "zohomail.com", "zohomail.eu", "fastmail.com", "fastmail.fm", "hushmail.com", "hey.com", "duck.com",
        "mail.com", "email.com", "gmx.com", "gmx.net", "gmx.org", "inbox.com", "runbox.com", "startmail.com", "mailbox.org", "posteo.net",
        "disroot.org", "riseup.net", "simplelogin.com", "privaterelay.appleid.com", "mozmail.com", "yandex.com",
        // Germany, Austria, Switzerland, Liechtenstein
        "gmx.de", "gmx.at", "gmx.ch", "gmx.li", "web.de", "t-online.de", "magenta.de", "freenet.de", "freenetmail.de", "arcor.de", "1und1.de",
        "online.de", "posteo.de", "mailbox.de", "mail.de", "email.de", "gmail.de", "googlemail.de", "hotmail.de", "outlook.de", "live.de",
        "yahoo.de", "aol.de", "vodafone.de", "vodafonemail.de", "kabelmail.de", "unitybox.de", "unity-mail.de", "netcologne.de", "ewetel.net",
        "ewe.net", "osnanet.de", "versanet.de", "o2online.de", "o2mail.de", "alice.de", "alice-dsl.net", "t-online.at", "directbox.com",
        "firemail.de", "lycos.de", "epost.de", "hotmail.at", "outlook.at", "live.at", "yahoo.at", "aon.at", "a1.net", "chello.at", "drei.at",
        "kabsi.at", "bluewin.ch", "hispeed.ch", "sunrise.ch", "hotmail.ch", "yahoo.ch", "swissonline.ch", "green.ch", "gmail.ch",
        // France, Belgium, Luxembourg
        "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "neuf.fr", "cegetel.net", "laposte.net", "bbox.fr", "numericable.fr", "aliceadsl.fr",
        "club-internet.fr", "hotmail.fr", "outlook.fr", "live.fr", "yahoo.fr", "aol.fr", "gmx.fr", "msn.fr", "mailo.com", "ik.me", "skynet.be",
        "telenet.be", "proximus.be", "hotmail.be", "outlook.be", "live.be", "yahoo.be", "voo.be", "pt.lu", "vo.lu",
        // United Kingdom, Ireland, North America, Australia, New Zealand, India
        "btinternet.com", "bt.com", "btopenworld.com", "virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "sky.com", "talktalk.net",
        "tiscali.co.uk", "o2.co.uk", "plusnet.com", "hotmail.co.uk", "live.co.uk", "outlook.co.uk", "yahoo.co.uk", "gmx.co.uk", "eircom.net",
        "yahoo.ie", "outlook.ie", "live.ie", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "bellsouth.net", "cox.net",
        "charter.net", "earthlink.net", "optonline.net", "juno.com", "rogers.com", "shaw.ca", "sympatico.ca", "bell.net", "videotron.ca",
        "yahoo.ca", "hotmail.ca", "live.ca", "bigpond.com", "optusnet.com.au", "yahoo.com.au", "live.com.au", "xtra.co.nz", "yahoo.co.in",
        "rediffmail.com", "outlook.in",
        // Italy, Spain, Portugal, Netherlands
        "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "fastwebnet.it", "hotmail.it", "outlook.it", "live.it", "yahoo.it",
        "inwind.it", "iol.it", "hotmail.es", "outlook.es", "yahoo.es", "telefonica.net", "terra.es", "sapo.pt", "hotmail.nl", "outlook.nl",
        "live.nl", "yahoo.nl", "ziggo.nl", "kpnmail.nl", "planet.nl", "xs4all.nl", "hetnet.nl", "home.nl",
        // Northern and Eastern Europe, Turkey
        "hotmail.se", "outlook.dk", "hotmail.dk", "live.dk", "telia.com", "online.no", "hotmail.no", "yahoo.se", "wp.pl", "o2.pl", "onet.pl",
        "op.pl", "interia.pl", "gazeta.pl", "seznam.cz", "centrum.cz", "email.cz", "azet.sk", "centrum.sk", "freemail.hu", "citromail.hu",
        "abv.bg", "ukr.net", "i.ua", "mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "ya.ru", "rambler.ru", "inbox.lv", "mynet.com",
        "hotmail.com.tr", "yahoo.gr", "otenet.gr",
        // Asia, South America
        "qq.com", "163.com", "126.com", "yeah.net", "sina.com", "foxmail.com", "naver.com", "daum.net", "hanmail.net", "yahoo.co.jp",
        "docomo.ne.jp", "yahoo.com.br", "hotmail.com.br", "outlook.com.br", "uol.com.br", "bol.com.br", "terra.com.br", "yahoo.com.mx",
        "yahoo.com.ar",
    };
    return providers;
}

}  // namespace onevoice::message
