#include "report/validation_page.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "report/page.hpp"
#include "report/parts.hpp"
#include "report/source.hpp"
#include "report/text.hpp"
#include "report/validation_page_parts.hpp"

namespace percuta::report {

namespace {

using trial::FigureCheck;
using trial::StudyCheck;
using trial::Validation;

struct Miss {
    const StudyCheck* study;
    const FigureCheck* figure;
};

double distance(const Miss& miss) { return std::abs(standing(*miss.figure).z); }

std::vector<Miss> misses(const Validation& validation) {
    std::vector<Miss> out;
    for (const StudyCheck& study : validation.studies)
        for (const FigureCheck& figure : study.figures)
            if (!figure.inside && figure.has_prediction()) out.push_back({&study, &figure});
    std::ranges::stable_sort(out, [](const Miss& a, const Miss& b) { return distance(a) > distance(b); });
    return out;
}

int percent(int part, int whole) { return static_cast<int>(std::lround(100.0 * part / whole)); }

std::string tile(const std::string& what, const std::string& value, const std::string& note) {
    return fmt::format("<div><dt>{}</dt><dd class=\"value\">{}</dd><dd class=\"note\">{}</dd></div>\n", what, value,
                       note);
}

/// A set of studies as it is summed up: together, or trials and experiments apart.
bool together(const trial::Summary& set) { return set.kind.empty() || set.kind == "all"; }

std::string ranges_in_words(const trial::Summary& set) {
    if (set.ranges == 0) return "";
    return fmt::format("; beside them {} ranges, predicted with a mean probability of {}\u00a0%", set.ranges,
                       std::lround(100.0 * set.mean_probability));
}

std::string coverage(const Validation& validation) {
    std::string out;
    for (const trial::Summary& set : validation.summary)
        if (set.figures > 0 && !together(set))
            out += tile(capitalised(set.role + " " + set.kind), fmt::format("{} of {}", set.inside, set.figures),
                        fmt::format("{}\u00a0% of the numbers inside the 90\u00a0% interval of their prediction; half "
                                    "of them are closer than {} standard deviations; mean interval score {}{}",
                                    percent(set.inside, set.figures), number(set.median_abs_z, 2),
                                    number(set.mean_score, 2), ranges_in_words(set)));
    return out.empty() ? "" : "<dl class=\"figures\">\n" + out + "</dl>\n";
}

std::string lead(const Validation& validation) {
    std::size_t figures = 0;
    for (const StudyCheck& study : validation.studies) figures += study.figures.size();
    std::string out = fmt::format(
        "{} published figures of {} studies stand here beside what Percuta predicts for the same people, devices and "
        "readings. Parameters were fitted to the calibration studies only; the figures of the studies that were held "
        "out had no say in them.",
        figures, validation.studies.size());
    for (const trial::Summary& set : validation.summary)
        if (set.role == "held-out" && set.figures > 0 && together(set))
            out += fmt::format(
                " Of their numbers, {} of {} lie inside the 90\u00a0% interval of their prediction. If the model and "
                "its "
                "uncertainty were right, about {} would.",
                set.inside, set.figures, std::lround(0.9 * set.figures));
    return fmt::format("<p class=\"lead\">{}</p>\n", out);
}

std::string header(const Validation& validation) {
    return fmt::format(
        "<header>\n<h1>Published and predicted</h1>\n<p class=\"kicker\">Validation with {} draws of parameters and "
        "people{}</p>\n{}{}<p class=\"notice\"><strong>Research and education software; not a medical device; no "
        "promise "
        "of effect.</strong> An interval spans the draws and the published figure's own spread. Misses are listed, not "
        "explained away.</p>\n</header>\n\n",
        validation.draws,
        validation.replicates > 0 ? fmt::format("; every trial carried out {} times", validation.replicates)
                                  : std::string(),
        lead(validation), coverage(validation));
}

std::string title_of(const StudyCheck& study, const core::Bibliography& bibliography) {
    return cited({study.title, source_of(study.source, bibliography).link});
}

std::string predicted(const FigureCheck& figure) {
    const int decimals = decimals_for(figure.predicted.hi - figure.predicted.lo,
                                      std::max(std::abs(figure.predicted.lo), std::abs(figure.predicted.hi)));
    const auto in_digits = [&](double value) {
        return std::abs(value) < 1e7 && decimals <= finest ? rounded(value, decimals) : number(value);
    };
    return fmt::format("{} ({} to {})", in_digits(figure.mean), in_digits(figure.predicted.lo),
                       in_digits(figure.predicted.hi));
}

std::string note_of(const FigureCheck& figure) {
    std::string out;
    const auto add = [&out](const std::string& words) { out += "<br><span class=\"muted\">" + words + "</span>"; };
    if (!figure.spread.empty()) add(escape(figure.spread));
    if (!figure.suspect.empty()) add("doubtful print: " + escape(figure.suspect));
    if (!figure.note.empty()) add(escape(figure.note));
    if (figure.is_range() && figure.has_prediction())
        add(fmt::format("probability of that range {}\u00a0%", std::lround(100.0 * figure.probability)));
    if (figure.undefined > 0)
        add(fmt::format("{} of {} predictions have no value: a ratio to nothing", figure.undefined, figure.asked));
    return out;
}

std::string verdict(const FigureCheck& figure) {
    return figure.inside ? "inside" : "<span class=\"grade warning\">miss</span>";
}

std::string miss_section(const Validation& validation, const core::Bibliography& bibliography) {
    const std::vector<Miss> all = misses(validation);
    if (all.empty())
        return section("misses", "The misses", paragraph("Every published figure lies inside its interval."));
    Table table{"Published figures outside the 90 % interval of their prediction, the furthest first",
                {"study", "set", "figure", "published", "predicted mean (90 % interval)", "z"},
                {},
                "text"};
    for (const Miss& miss : all)
        table.rows.push_back({title_of(*miss.study, bibliography), escape(miss.study->role), escape(miss.figure->what),
                              escape(published_in_words(*miss.figure)), predicted(*miss.figure),
                              z_in_words(*miss.figure)});
    return section(
        "misses", "The misses",
        paragraph("What the model gets wrong, before what it gets right. z counts the standard deviations of "
                  "the prediction from its mean to the published figure.") +
            render(table));
}

std::string strip_section(const Validation& validation) {
    std::string html;
    for (const Set& set : sets()) html += strips(validation, set);
    return section("figures", "All figures on one scale", html.empty() ? paragraph("No figure was predicted.") : html);
}

std::string study_table(const StudyCheck& study) {
    Table table{
        study.protocol, {"figure", "published", "predicted mean (90 % interval)", "central", "z", "verdict"}, {}, ""};
    for (const FigureCheck& figure : study.figures) {
        const bool known = figure.has_prediction();
        table.rows.push_back({escape(figure.what) + note_of(figure), escape(published_in_words(figure)),
                              known ? predicted(figure) : "none: a ratio to nothing",
                              known && std::isfinite(figure.central) ? number(figure.central) : "",
                              known ? z_in_words(figure) : "", known ? verdict(figure) : ""});
    }
    return render(table);
}

std::string about(const StudyCheck& study, const core::Bibliography& bibliography) {
    std::string out = cited(source_of(study.source, bibliography));
    if (!study.assumed.empty()) out += "<br>Judged, not read: " + escape(study.assumed);
    return paragraph("<span class=\"small\">" + out + "</span>");
}

std::string study_section(const Validation& validation, const core::Bibliography& bibliography) {
    std::string html;
    for (const Set& set : sets()) {
        std::string studies;
        for (const StudyCheck& study : validation.studies) {
            if (!set.holds(study) || study.figures.empty()) continue;
            const auto inside = std::ranges::count_if(study.figures, &FigureCheck::inside);
            studies += details(fmt::format("{}: {} of {} inside", study.title, inside, study.figures.size()),
                               about(study, bibliography) + study_table(study), OnPaper::always);
        }
        if (!studies.empty()) html += fmt::format("<h3>{}</h3>\n{}", capitalised(set.title()), studies);
    }
    return section("studies", "Study by study", html.empty() ? paragraph("No study was asked for.") : html);
}

}  // namespace

std::string Set::title() const { return role + (clinical ? " trials" : " experiments"); }

std::vector<Set> sets() {
    std::vector<Set> out;
    for (const char* role : {"held-out", "calibration", "display"})
        for (const bool clinical : {true, false}) out.push_back({role, clinical});
    return out;
}

std::string published_in_words(const FigureCheck& figure) {
    const std::string unit = unit_after_number(figure.unit);
    if (figure.least == figure.most) return with_unit(number(figure.least), unit);
    if (std::isinf(figure.least)) return "at most " + with_unit(number(figure.most), unit);
    if (std::isinf(figure.most)) return "at least " + with_unit(number(figure.least), unit);
    return fmt::format("{} to {}", number(figure.least), with_unit(number(figure.most), unit));
}

std::string z_in_words(const FigureCheck& figure) {
    const double z = standing(figure).z;
    return std::isfinite(z) ? with_sign(rounded(z, 1)) : "beyond measure";
}

std::string validation_page(const Validation& validation, const core::Bibliography& bibliography) {
    std::string out = header(validation);
    out += contents({{"misses", "The misses"}, {"figures", "All figures on one scale"}, {"studies", "Study by study"}});
    out += miss_section(validation, bibliography);
    out += strip_section(validation);
    out += study_section(validation, bibliography);
    return page("Published and predicted", "", out);
}

}  // namespace percuta::report
