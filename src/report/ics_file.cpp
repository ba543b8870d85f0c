#include "report/ics_file.hpp"

#include <algorithm>

#include "core/error.hpp"

namespace percuta::report {

namespace {

constexpr std::size_t longest_line = 75;  // octets, RFC 5545 3.1

bool begins_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

void fold(std::string_view line, std::string& out) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && !begins_letter(line[cut])) --cut;
        if (cut == 0) cut = room;  // not UTF-8
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    out.append(line).append("\r\n");
}

/// A line that says on which day an event begins.
bool is_dated(const std::string& line) {
    constexpr std::size_t figures = 8;
    const std::size_t colon = line.rfind(':');
    if (!line.starts_with("DTSTART") || colon == std::string::npos || line.size() < colon + 1 + figures) return false;
    return std::ranges::all_of(line.substr(colon + 1, figures), [](char c) { return c >= '0' && c <= '9'; });
}

[[noreturn]] void refuse() {
    throw core::UsageError(
        "the file that is there is no calendar of this program; write to another name, or remove it");
}

}  // namespace

std::string ics_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') out.append({'\\', c});
        else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') out += c;
    }
    return out;
}

std::string ics_file(const IcsLines& lines) {
    std::string out;
    for (const std::string& line : lines) fold(line, out);
    return out;
}

IcsLines ics_lines(std::string_view file) {
    IcsLines out;
    while (!file.empty()) {
        const std::size_t end = std::min(file.find('\n'), file.size());
        std::string_view line = file.substr(0, end);
        file.remove_prefix(std::min(end + 1, file.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.starts_with(' ') && !out.empty()) out.back().append(line.substr(1));
        else if (!line.empty()) out.emplace_back(line);
    }
    return out;
}

std::string ics_value(const IcsLines& lines, std::string_view name) {
    for (const std::string& line : lines)
        if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == ':')
            return line.substr(name.size() + 1);
    return "";
}

IcsFile read_ics(std::string_view file) {
    const IcsLines lines = ics_lines(file);
    IcsFile out;
    out.id = ics_value(lines, "X-PERCUTA-PLAN");
    if (lines.empty() || lines.front() != "BEGIN:VCALENDAR" || out.id.empty()) refuse();
    auto from = lines.begin();
    while ((from = std::find(from, lines.end(), "BEGIN:VEVENT")) != lines.end()) {
        const auto end = std::find(from, lines.end(), "END:VEVENT");
        if (end == lines.end()) refuse();
        IcsLines event(from, end + 1);
        const std::string uid = ics_value(event, "UID");
        const bool dated = std::ranges::any_of(event, is_dated);
        if (uid.empty() || !dated || !out.events.emplace(uid, std::move(event)).second) refuse();
        from = end;
    }
    return out;
}

}  // namespace percuta::report
