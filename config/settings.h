// Settings: everything that /etc/onevoice/onevoice.toml says, checked, as values. Never changed after load(); a reload
// makes new ones. Read by the shells only: milter and cli hand the parts down.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/network.h"
#include "base/time.h"
#include "config/socket.h"
#include "grammar/grammar.h"

namespace onevoice::config {

enum class Mode { off, simulate, annotate, hold };
enum class FailMode { pass, tempfail, hold };
enum class BulkMode { skip, annotate, full };

/// The names that the file uses.
[[nodiscard]] std::string_view mode_name(Mode mode);
[[nodiscard]] std::string_view fail_mode_name(FailMode mode);
[[nodiscard]] std::string_view bulk_mode_name(BulkMode mode);

struct Settings {
    std::string file;  ///< as given to load()

    struct Company {
        std::vector<std::string> own_domains;  ///< lower-case A-labels; ".shop.example" means every domain below it
        std::vector<Network> inside;
        std::vector<std::string> shared_providers;  ///< lower-case A-labels; beside the known ones
    } company;

    struct Milter {
        Socket socket;
        unsigned socket_mode = 0;  ///< permission bits
        std::string user;          ///< empty: stay who we are
        std::string group;         ///< empty: the user's own
        std::string control;       ///< path of the control socket
        std::string pid_file;      ///< empty: none
    } milter;

    struct Filter {
        Mode mode{};
        FailMode fail_mode{};
        BulkMode bulk{};
        Seconds time_budget{};
        std::string reference_header;
    } filter;

    struct Rules {
        std::vector<std::string> files;  ///< absolute: files, directories, globs
    } rules;

    struct Registry {
        std::string engine;
        std::string path;
        std::string key_file;
        std::string journal;
        Seconds retention{};
    } registry;

    struct Holds {
        std::string directory;
        Seconds deadline{};
    } holds;

    struct Breaker {
        std::size_t holds{};
        std::size_t share{};  ///< percent
        Seconds window{};
    } breaker;

    struct Log {
        std::string file;
        bool syslog{};
    } log;

    struct Mta {
        std::string kind;
        std::string config_directory;
        std::string tools;  ///< directory of postqueue, postsuper …
        std::string log;    ///< empty: not followed
    } mta;

    struct Limits {
        std::size_t message{};  ///< bytes, as header and text
        std::size_t header{};
        std::size_t header_fields{};
        std::size_t parts{};
        std::size_t depth{};
        std::size_t text{};
        std::size_t recipients{};
    } limits;

    /// What the values were made from, presets filled in. Knows for every key where it was written.
    grammar::Document document;
};

/// The grammar of the settings file, and the only home of the defaults.
[[nodiscard]] const grammar::Grammar& settings_grammar();

/// Reads and checks a file; text() of each diagnostic is fit for the operator. Nothing when there is any error; warnings
/// alone do not prevent Settings. Looks at nothing but the file: whether users and directories exist is check_machine's.
std::optional<Settings> load(const std::string& file, std::vector<grammar::Diagnostic>& diagnostics);
std::optional<Settings> load_text(std::string_view text, const std::string& file, std::vector<grammar::Diagnostic>& diagnostics);

/// Does this machine have what the settings name: directories for everything that is written, the user and the group,
/// the MTA's configuration and tools? What is missing is an error at the key that names it.
void check_machine(const Settings& settings, std::vector<grammar::Diagnostic>& diagnostics);

/// Every setting in force as TOML that load() reads, each with where it was written in a comment.
[[nodiscard]] std::string effective(const Settings& settings);

}  // namespace onevoice::config
