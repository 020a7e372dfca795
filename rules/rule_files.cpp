#include "rules/rule_files.h"

#include <glob.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>
#include <unordered_set>

#include "rules/rule_set.h"

namespace onevoice::rules {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

struct FreeGlob {
    void operator()(glob_t* found) const {
        globfree(found);
        delete found;
    }
};

std::string lower_cause(int error) {
    std::string cause = std::generic_category().message(error);
    if (!cause.empty() && cause.front() >= 'A' && cause.front() <= 'Z') cause.front() = static_cast<char>(cause.front() - 'A' + 'a');
    return cause;
}

std::vector<std::string> found_by_glob(const std::string& pattern) {
    const std::unique_ptr<glob_t, FreeGlob> found(new glob_t{});
    // Sorted below by bytes: glob()'s own order depends on the locale.
    if (glob(pattern.c_str(), GLOB_NOSORT, nullptr, found.get()) != 0) return {};
    std::vector<std::string> out(found->gl_pathv, found->gl_pathv + found->gl_pathc);
    std::sort(out.begin(), out.end());
    return out;
}

/// The *.toml of a folder. Hidden ones are left out: editors keep locks and backups there.
std::vector<std::string> found_in_folder(const std::string& folder, Findings& findings) {
    std::vector<std::string> out;
    std::error_code failure;
    for (fs::directory_iterator each(folder, failure), end; !failure && each != end; each.increment(failure)) {
        const fs::path& path = each->path();
        if (path.extension() == ".toml" && path.filename().string().front() != '.') out.push_back(path.string());
    }
    if (failure) findings.error({folder}, "reading the folder: " + lower_cause(failure.value()));
    else if (out.empty()) findings.warning({folder}, "the folder has no *.toml");
    std::sort(out.begin(), out.end());
    return out;
}

class Expansion {
public:
    explicit Expansion(Findings& findings) : findings_(findings) {}

    void add(const std::string& wanted) {
        std::error_code ignored;
        if (fs::exists(wanted, ignored) || wanted.find_first_of("*?[") == std::string::npos) {
            add_path(wanted);
            return;
        }
        const std::vector<std::string> found = found_by_glob(wanted);
        if (found.empty()) findings_.warning({wanted}, "no file matches");
        for (const std::string& path : found) add_path(path);
    }

    [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

private:
    void add_path(const std::string& path) {
        std::error_code ignored;
        if (!fs::is_directory(path, ignored)) add_file(path);
        else for (const std::string& file : found_in_folder(path, findings_)) add_file(file);
    }
    void add_file(const std::string& path) {
        std::error_code ignored;
        const fs::path real = fs::weakly_canonical(path, ignored);
        if (seen_.insert(real.empty() ? path : real.string()).second) files_.push_back(path);
    }

    Findings& findings_;
    std::vector<std::string> files_;
    std::unordered_set<std::string> seen_;
};

}  // namespace

Result<std::string> content_of(const std::string& path, std::size_t largest) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (fs::exists(status) && !fs::is_regular_file(status)) return Error{Kind::misconfigured, "not a regular file"};
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "re"));
    if (!file) return Error{Kind::misconfigured, lower_cause(errno)};
    std::string content;
    std::string piece(std::size_t{1} << 16, '\0');
    while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file.get())) {
        content.append(piece, 0, count);
        if (content.size() > largest) return Error{Kind::misconfigured, "larger than " + std::to_string(largest) + " bytes"};
    }
    if (std::ferror(file.get()) != 0) return Error{Kind::misconfigured, lower_cause(errno)};
    return content;
}

std::vector<std::string> rule_paths(const std::vector<std::string>& wanted, Findings& findings) {
    Expansion expansion(findings);
    for (const std::string& each : wanted) expansion.add(each);
    return expansion.files();
}

std::vector<RuleFile> read_rule_files(const std::vector<std::string>& wanted, const std::vector<grammar::Located>& texts, Version& version,
                                      Findings& findings) {
    // Ten thousand patterns take some megabytes; what is larger by far is a mistake.
    constexpr std::size_t largest = std::size_t{64} << 20;
    std::vector<RuleFile> out;
    for (const std::string& path : rule_paths(wanted, findings)) {
        const Result<std::string> content = content_of(path, largest);
        if (!content) {
            findings.error({path}, "reading the file: " + content.error().what);
            continue;
        }
        version.add(*content);
        out.push_back({path, grammar::read_text(rule_grammar(), *content, path, findings.diagnostics())});
    }
    for (const grammar::Located& text : texts) {
        version.add(text.value);
        out.push_back({text.place.file, grammar::read_text(rule_grammar(), text.value, text.place.file, findings.diagnostics())});
    }
    return out;
}

std::vector<const grammar::Table*> tables_of(const std::vector<RuleFile>& files, std::string_view section) {
    std::vector<const grammar::Table*> out;
    for (const RuleFile& file : files)
        for (const grammar::Table& table : file.document.all(section)) out.push_back(&table);
    return out;
}

}  // namespace onevoice::rules
