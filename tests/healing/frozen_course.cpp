#include "frozen_course.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>

#include <fmt/format.h>

#include "core/document.hpp"
#include "core/error.hpp"
#include "core/units.hpp"
#include "healing/observe.hpp"
#include "plain_wound.hpp"

namespace percuta::healing::reference {

namespace {

constexpr std::array tissue_bindings = {core::Binding<Tissue>{"epidermis", &Tissue::epidermis, "m"},
                                        core::Binding<Tissue>{"papillary", &Tissue::papillary, "m"},
                                        core::Binding<Tissue>{"dermis", &Tissue::dermis, "m"},
                                        core::Binding<Tissue>{"hypodermis", &Tissue::hypodermis, "m"},
                                        core::Binding<Tissue>{"collagen", &Tissue::collagen, "1"},
                                        core::Binding<Tissue>{"elastosis", &Tissue::elastosis, "1"}};
constexpr std::array hole_bindings = {
    core::Binding<Hole>{"depth", &Hole::depth, "m"}, core::Binding<Hole>{"mouth_radius", &Hole::mouth_radius, "m"},
    core::Binding<Hole>{"tip_radius", &Hole::tip_radius, "m"}, core::Binding<Hole>{"taper", &Hole::taper, "m"},
    core::Binding<Hole>{"share", &Hole::share, "1"}};

template <class Struct, class Bindings>
std::string write(const Bindings& list, const Struct& from) {
    std::string out;
    for (const auto& b : list) out += fmt::format("{} = {:.17g}  # {}\n", b.name, from.*b.member, b.unit);
    return out;
}

double number(core::Reader& reader, std::string_view name) {
    reader.required(name, "a number in SI");
    return reader.number(name).value_or(0.0);
}

template <class Struct, class Bindings>
void read(core::Reader reader, const Bindings& list, Struct& out) {
    for (const auto& b : list) out.*b.member = number(reader, b.name);
    reader.refuse_unknown();
}

std::string whole_file(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw core::UsageError("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

bool named(const std::string& curve, std::string_view name) {
    return curve == name || curve == std::string(name) + "_reticular";
}

}  // namespace

std::string write_course(const FrozenCourse& course, std::string_view heading) {
    std::string out = fmt::format("{}\nend = {:.17g}  # s\n", heading, course.end);
    out += "\n[tissue]\n" + write(tissue_bindings, course.tissue);
    out += "\n[parameters]\n" + write(bindings, course.parameters);
    for (const Session& session : course.sessions) {
        out += fmt::format("\n[[sessions]]\ntime = {:.17g}  # s\nholes_per_area = {:.17g}  # m-2\n", session.time,
                           session.wound.holes_per_area);
        for (const Hole& hole : session.wound.holes) out += "\n[[sessions.holes]]\n" + write(hole_bindings, hole);
    }
    return out;
}

FrozenCourse read_course(const std::string& path) {
    const core::Document document = core::Document::parse(whole_file(path), path);
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    FrozenCourse course;
    course.end = number(root, "end");
    if (const auto tissue = root.table("tissue")) read(*tissue, tissue_bindings, course.tissue);
    if (const auto parameters = root.table("parameters")) read(*parameters, bindings, course.parameters);
    for (core::Reader& session : root.tables("sessions")) {
        Session& out = course.sessions.emplace_back();
        out.time = number(session, "time");
        out.wound.holes_per_area = number(session, "holes_per_area");
        for (const core::Reader& hole : session.tables("holes"))
            read(hole, hole_bindings, out.wound.holes.emplace_back());
        session.refuse_unknown();
    }
    root.refuse_unknown();
    findings.raise();
    return course;
}

Layout layout_of(const FrozenCourse& course, Fidelity fidelity, const Accuracy& accuracy) {
    double deepest = 0.0, mouth = 0.0, rim = std::numeric_limits<double>::infinity();
    for (const Session& session : course.sessions) {
        deepest = std::max(deepest, session.wound.deepest());
        mouth = std::max(mouth, session.wound.widest());
        rim = std::min(rim, session.wound.rim());
    }
    return {course.parameters, course.tissue, fidelity, accuracy, deepest, std::min(mouth, 0.5 * rim), rim};
}

void begin_session(const Parameters& p, const Layout& layout, const Injury& injury, State& state) {
    plain_jump(p, layout, injury, state);
    double* surface = state.values.data() + field_count * layout.cells();
    surface[State::gap] = 1.0 - least_cover(layout, state.values);
    surface[State::barrier] = std::min(surface[State::barrier], closure(layout, state.values));
}

core::TimeSeries read_curves(const std::string& path) {
    std::istringstream text(whole_file(path));
    std::vector<core::Column> columns;
    std::vector<double> times;
    std::vector<std::vector<double>> rows;
    for (std::string line, cell; std::getline(text, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream cells(line);
        std::getline(cells, cell, ',');
        if (columns.empty()) {
            while (std::getline(cells, cell, ',')) columns.push_back({cell, "1", 0.0, {}});
            continue;
        }
        times.push_back(std::stod(cell) * core::day);
        rows.emplace_back();
        while (std::getline(cells, cell, ',')) rows.back().push_back(std::stod(cell));
    }
    if (rows.empty()) throw core::UsageError(path + " holds no curves");
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].rest = rows.front().at(i);
    core::TimeSeries out(std::move(columns));
    for (std::size_t row = 0; row < rows.size(); ++row) out.append(times[row], rows[row]);
    return out;
}

std::vector<CurveError> errors(const core::TimeSeries& curves, const core::TimeSeries& reference) {
    const auto& times = reference.times();
    std::vector<CurveError> out;
    for (const core::Column& exact : reference.columns()) {
        CurveError worst{exact.name, 0.0, 0.0};
        double excursion = 0.0;
        for (std::size_t i = 0; i < times.size(); ++i) {
            // Of two rows at one time the first is before the jump, and `at` reads what is after it.
            const bool before = i + 1 < times.size() && times[i + 1] == times[i];
            const double when = before ? std::nextafter(times[i], -1.0) : times[i];
            double difference = std::abs(curves.at(exact.name, when) - exact.values[i]);
            if (std::isnan(difference)) difference = std::numeric_limits<double>::infinity();
            if (difference > worst.error) worst = {exact.name, difference, times[i]};
            excursion = std::max(excursion, std::abs(exact.values[i] - exact.rest));
        }
        if (excursion == 0.0) continue;
        worst.error /= excursion;
        out.push_back(std::move(worst));
    }
    return out;
}

CurveError worst(const std::vector<CurveError>& errors, const std::vector<std::string_view>& names) {
    CurveError out;
    for (const CurveError& e : errors) {
        const bool wanted = names.empty() || std::ranges::any_of(names, [&](auto name) { return named(e.name, name); });
        if (wanted && e.error > out.error) out = e;
    }
    return out;
}

}  // namespace percuta::healing::reference
