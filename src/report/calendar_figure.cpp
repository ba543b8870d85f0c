// Care around one session as bars over days: what ends when, beside what was simulated.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/calendar_figure.hpp"
#include "report/parts.hpp"
#include "report/svg.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double width = 880.0, left = 372.0, right = 868.0, top = 34.0, row_height = 20.0, bar_height = 9.0;
constexpr double days_shown = 14.0;

struct Row {
    const care::Entry* entry = nullptr;
    double from = 0.0, to = 0.0;  ///< days after the beginning of the session; with whole days, after its midnight
};

double in_days(std::chrono::seconds wall) { return std::chrono::duration<double>(wall).count() / core::day; }

/// What bars there are around the first session: preparation by when it begins, after-care by when it ends.
std::vector<Row> rows_of(const care::Calendar& calendar) {
    const auto first = std::ranges::find(calendar.entries, care::EntryKind::session, &care::Entry::kind);
    std::vector<Row> out;
    if (first == calendar.entries.end()) return out;
    const double start = in_days(first->from);
    for (const care::Entry& entry : calendar.entries) {
        const bool drawn = entry.kind == care::EntryKind::preparation || entry.kind == care::EntryKind::aftercare;
        if (!drawn || entry.session != 1) continue;
        const Row row{&entry, in_days(entry.from) - start, in_days(entry.to) - start};
        if (row.to > -days_shown && row.from < days_shown) out.push_back(row);
    }
    std::ranges::stable_sort(out, {}, [](const Row& row) {
        const bool before = row.entry->kind == care::EntryKind::preparation;
        return std::pair(before ? 0 : 1, before ? row.from : row.to);
    });
    return out;
}

/// As much of it as fits beside the bars.
std::string short_text(const std::string& text) {
    constexpr std::size_t most = 48;
    const std::string sentence = text.substr(0, text.find(". "));
    std::string out = sentence.substr(0, sentence.find_last_not_of('.') + 1);
    if (out.size() <= most) return out;
    return out.substr(0, out.find_last_of(' ', most)) + " …";
}

std::string bar(const Row& row, double y, const svg::Scale& x) {
    const double from = std::max(row.from, x.from), to = std::min(row.to, x.to);
    if (to <= from) return "";
    const char* style = row.entry->kind == care::EntryKind::preparation ? "point s3" : "point s1";
    std::string out = svg::rectangle({x(from), y - bar_height / 2.0, x(to) - x(from), bar_height}, style);
    if (row.from < x.from) {
        const std::array arrow{svg::Point{x.start, y - bar_height / 2.0}, svg::Point{x.start - 6.0, y},
                               svg::Point{x.start, y + bar_height / 2.0}};
        out += svg::polygon(arrow, style);
    }
    if (row.to > x.to) {
        const std::array arrow{svg::Point{x.end, y - bar_height / 2.0}, svg::Point{x.end + 6.0, y},
                               svg::Point{x.end, y + bar_height / 2.0}};
        out += svg::polygon(arrow, style);
    }
    return out;
}

std::string closure_line(const care::Calendar& calendar, const svg::Scale& x, double bottom) {
    const double closed = calendar.simulated.closed / core::day;
    if (!(closed > 0.0 && closed < x.to)) return "";
    const bool at_left = closed > 0.3 * x.to;
    return svg::line({x(closed), top}, {x(closed), bottom}, "nominal") +
           svg::text({x(closed) + (at_left ? 0.0 : 5.0), top - 8.0}, "channels closed (simulated)", "quiet",
                     at_left ? svg::Anchor::middle : svg::Anchor::start);
}

/// Redness in the middle, and in 90 of 100 people.
std::string redness_bar(const care::Calendar& calendar, double y, const svg::Scale& x) {
    const core::Interval& redness = calendar.simulated.redness;
    if (!(redness.hi > 0.0)) return "";
    const auto at = [&](double seconds) { return x(std::min(seconds / core::day, x.to)); };
    return svg::text({left - 14.0, y + 4.0}, "Redness shows (simulated)", "strong", svg::Anchor::end) +
           svg::rectangle({x(0.0), y - bar_height / 2.0, at(redness.median) - x(0.0), bar_height}, "point s2") +
           svg::line({at(redness.lo), y}, {at(redness.hi), y}, "bar");
}

}  // namespace

std::string calendar_figure(const care::Calendar& calendar) {
    const std::vector<Row> rows = rows_of(calendar);
    if (rows.empty()) return "";
    const double bottom = top + row_height * static_cast<double>(rows.size() + 1);
    const svg::Scale x{-days_shown, days_shown, left, right};
    const std::vector<double> ticks{-14, -10, -7, -5, -3, -1, 0, 1, 3, 5, 7, 10, 14};
    std::string body;
    for (const double tick : ticks) body += svg::line({x(tick), top}, {x(tick), bottom}, "grid");
    body += svg::line({x(0.0), top - 4.0}, {x(0.0), bottom}, "axis") +
            svg::text({x(0.0) - 5.0, top - 8.0}, "the session", "quiet", svg::Anchor::end);
    double y = top + row_height / 2.0;
    for (const Row& row : rows) {
        body += svg::text({left - 14.0, y + 4.0}, short_text(row.entry->text) + (row.entry->for_clinician ? " *" : ""),
                          "tick", svg::Anchor::end) +
                bar(row, y, x);
        y += row_height;
    }
    body += redness_bar(calendar, y, x) + closure_line(calendar, x, bottom);
    body += svg::x_axis(x, bottom, ticks, "days from the beginning of the session");
    return figure(
        svg::drawing(
            "care-around", width, bottom + 44.0, "What comes before and after a session",
            "Bars over days for each rule of preparation and after-care, with the simulated closure of the channels",
            body),
        fmt::format(
            "<strong>Before and after a session.</strong> Rules of the policy “{}”; arrows go on. Dashed: the "
            "channels of 95 of 100 people like this are closed; a bar of care for open skin that ends before it is "
            "short. * for the clinician.",
            escape(name(calendar.policy))));
}

}  // namespace percuta::report
