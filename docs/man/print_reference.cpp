// Fills the templates of the manual pages with what the code knows: `@settings@`, `@rules@` and `@events@`, each alone
// on a line, become the reference sections. So the pages cannot say anything else than the program.
//
// Usage: print_reference TEMPLATE PAGE
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "config/settings.h"
#include "grammar/grammar.h"
#include "holds/log.h"
#include "rules/rule_set.h"

namespace {

using onevoice::holds::Event;

/// What an event means, as mdoc lines. Without a default, so that the compiler asks for the text of a new event.
std::string_view meaning_of(Event event) {
    switch (event) {
        case Event::passed: return "The message was looked at, and nothing contradicts it.";
        case Event::skipped:
            return "The message was not looked at.\nThe field\n.Ic reason\nsays why:\n.Ql not-outbound ,\n.Ql no-external-recipient ,\n"
                   ".Ql null-sender ,\n.Ql no-department ,\n.Ql mode-off ,\n.Ql auto-reply ,\n.Ql calendar-reply ,\n.Ql report\nor\n.Ql bulk .";
        case Event::annotated: return "There is a conflict.\nThe message went out with the reference header.";
        case Event::would_annotate: return "There is a conflict.\nThe message went out untouched, because a mode simulates.";
        case Event::held: return "There is a conflict.\nThe message is in the hold queue of the mail server.";
        case Event::would_hold: return "There is a conflict.\nThe message was not held and went out untouched, because a mode simulates.";
        case Event::unchecked:
            return "The message could not be judged.\nThe field\n.Ic mode\nhas the fail mode that was applied,\n.Ic reason\nthe cause.";
        case Event::late_conflict: return "An unchecked message that had passed was checked afterwards, and contradicts.";
        case Event::released: return "A reviewer released the message to its recipients.";
        case Event::returned: return "A reviewer returned the message to its sender.";
        case Event::gone: return "A hold was closed by\n.Ql onevoice close :\nits message had left the hold queue by other means.";
        case Event::breaker_tripped:
            return "A conflict rule, named in\n.Ic rule ,\nheld more than its budget.\nIt is only simulated until\n.Ql onevoice rearm .";
        case Event::breaker_armed: return "Somebody armed the rule again.";
        case Event::breaker_failed:
            return "The state of the breaker could not be read or written, for the cause in\n.Ic reason .\nThe daemon goes on with what it knows itself.";
        case Event::started: return "The daemon serves.";
        case Event::stopped: return "The daemon has stopped.";
        case Event::reloaded: return "New settings and rules are in force.";
        case Event::reload_failed: return "Settings or rules are wrong.\nThe old ones stay in force.";
    }
    return "";
}

void print_events(std::ostream& out) {
    out << ".Bl -tag -width \"OV310 would-annotate\"\n";
    for (const Event event : onevoice::holds::all_events())
        out << ".It Ic " << onevoice::holds::event_code(event) << ' ' << onevoice::holds::event_name(event) << '\n'
            << meaning_of(event) << '\n';
    out << ".El\n";
}

void print_line(std::ostream& out, const std::string& line) {
    if (line == "@settings@")
        out << onevoice::grammar::manual(onevoice::config::settings_grammar());
    else if (line == "@rules@")
        out << onevoice::grammar::manual(onevoice::rules::rule_grammar());
    else if (line == "@events@")
        print_events(out);
    else
        out << line << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: print_reference TEMPLATE PAGE\n";
        return 64;
    }
    std::ifstream in(argv[1]);
    std::ofstream out(argv[2], std::ios::trunc);
    for (std::string line; std::getline(in, line);) print_line(out, line);
    if (!in.eof() || !out.flush()) {
        std::cerr << "print_reference: writing '" << argv[2] << "' from '" << argv[1] << "' failed\n";
        return 1;
    }
    return 0;
}
