#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/files.hpp"
#include "cli/verbs.hpp"
#include "core/error.hpp"
#include "report/listing.hpp"

namespace percuta::cli {

namespace {

using Json = nlohmann::ordered_json;
using course::Knowledge;
using namespace report::listing;

/// Characters on a terminal, not bytes.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t columns, bool to_the_right) {
    const std::string blanks(columns - std::min(columns, width(text)), ' ');
    return to_the_right ? blanks + text : text + blanks;
}

void print_entry(const Entry& entry, const Knowledge& known) {
    constexpr std::size_t least = 9;
    std::size_t widest = least;
    for (const auto& [what, text] : entry.lines) widest = std::max(widest, width(what) + 2);
    fmt::print("{}: {}\n", entry.name, entry.title);
    for (const auto& [what, text] : entry.lines) fmt::print("  {}{}\n", padded(what, widest, false), text);
    for (const Placed& placed : entry.parameters) fmt::print("{}", parameter_text(placed, known));
    if (entry.parameters.size() == 1) fmt::print("{}", lines_that_set(entry.parameters.front(), known));
}

void print_row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths, const Kind& kind) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += padded(cells[i], widths[i], i > 0 && kind.columns[i - 1].number) + "  ";
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
}

void print_table(const std::vector<Entry>& entries, const Kind& kind) {
    std::vector<std::vector<std::string>> rows{{kind.one}};
    for (const Column& column : kind.columns) rows.front().push_back(column.head);
    for (const Entry& entry : entries) {
        rows.push_back({entry.name});
        rows.back().insert(rows.back().end(), entry.cells.begin(), entry.cells.end());
    }
    std::vector<std::size_t> widths(kind.columns.size() + 1, 0);
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    for (const auto& row : rows) print_row(row, widths, kind);
}

void print_kinds(const Knowledge& known, bool json) {
    Json out = Json::array();
    for (const Kind& kind : kinds()) out.push_back({{"kind", kind.name}, {"entries", kind.entries(known).size()}});
    if (json) {
        fmt::print("{}\n", out.dump(2));
        return;
    }
    fmt::print("What Percuta knows. Ask for one kind, such as: percuta data devices\n\n");
    for (const Json& kind : out)
        fmt::print("  {:<12}{:>4} entries\n", kind["kind"].get<std::string>(), kind["entries"].get<std::size_t>());
}

const Kind& find_kind(const std::string& word) {
    std::vector<std::string> names;
    for (const Kind& kind : kinds()) {
        if (word == kind.name || word == kind.one) return kind;
        names.push_back(kind.name);
    }
    throw core::UsageError(fmt::format("there is no kind of data \"{}\"; {}", word, core::suggest(word, names)));
}

const Entry& find_entry(const std::vector<Entry>& entries, const std::string& name, const Kind& kind) {
    std::vector<std::string> names;
    for (const Entry& entry : entries) {
        if (entry.name == name) return entry;
        names.push_back(entry.name);
    }
    throw core::UsageError(fmt::format("\"{}\" is not among the {}; {}", name, kind.name, core::suggest(name, names)));
}

/// A fact that no rule asks for may be one whose rule was lost.
void warn_of_unused_facts(const Knowledge& known) {
    const std::vector<std::string> unused = known.rules.unused_facts();
    if (!unused.empty()) fmt::print(stderr, "percuta: no rule asks for {}\n", fmt::join(unused, ", "));
}

}  // namespace

int data(const Common& common, const DataArguments& arguments) {
    const Knowledge known = course::learn(data_files(common.data));
    if (arguments.kind.empty()) {
        print_kinds(known, arguments.json);
        return 0;
    }
    const Kind& kind = find_kind(arguments.kind);
    if (kind.one == "rule" && arguments.name.empty() && !common.quiet) warn_of_unused_facts(known);
    const std::vector<Entry> entries = kind.entries(known);
    if (!arguments.name.empty()) {
        const Entry& entry = find_entry(entries, arguments.name, kind);
        if (arguments.json) fmt::print("{}\n", entry_json(entry, known).dump(2));
        else print_entry(entry, known);
    } else if (arguments.json) {
        Json out = Json::array();
        for (const Entry& entry : entries) out.push_back(entry_json(entry, known));
        fmt::print("{}\n", out.dump(2));
    } else {
        print_table(entries, kind);
    }
    return 0;
}

}  // namespace percuta::cli
