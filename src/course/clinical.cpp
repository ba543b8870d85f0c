#include "course/clinical.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "course/read_figure.hpp"
#include "course/read_result.hpp"

namespace percuta::course {

namespace {

using core::Reader;

constexpr std::array<std::string_view, 3> designs{"single", "parallel", "split"};

constexpr int most_people = 1000000;

int read_count(Reader& reader, std::string_view key, std::string_view example, int most) {
    reader.required(key, example);
    return static_cast<int>(reader.integer(key, {.least = 1, .most = static_cast<double>(most)}).value_or(0));
}

void read_ages(Reader& reader, Population& people) {
    const auto age = [&](std::string_view key) { return reader.quantity(key, "yr", {.least = 0, .most = 120}); };
    reader.required("age", "\"28 yr\"");
    people.age = reader.quantity("age", "yr", {.least = 1, .most = 120}).value_or(0.0);
    reader.required("age_sd", "\"6 yr\"");
    people.age_sd = age("age_sd").value_or(0.0);
    const auto least = age("age_least"), most = age("age_most");
    people.age_least = least.value_or(people.age_least);
    people.age_most = most.value_or(people.age_most);
    if (least && people.age > 0.0 && *least > people.age)
        reader.complain("age_least", "the youngest is older than the mean age");
    if (most && people.age > *most) reader.complain("age_most", "the oldest is younger than the mean age");
}

void read_phototypes(Reader reader, Population& people) {
    constexpr double tolerance = 1e-6;
    bool complete = true;
    for (const auto& [key, node] : reader.entries()) {
        const bool known = key.name.size() == 1 && key.name[0] >= '1' && key.name[0] <= '6';
        const auto share = reader.number(key.name, {.least = 0, .most = 1});
        if (!known)
            reader.findings().add(key.line, key.column, fmt::format("{} is no phototype", core::as_written(key.name)),
                                  "they are \"1\" to \"6\"");
        else if (share) people.phototypes.at(static_cast<std::size_t>(key.name[0] - '1')) = *share;
        complete = complete && known && share;
    }
    const double sum = std::accumulate(people.phototypes.begin(), people.phototypes.end(), 0.0);
    if (complete && std::abs(sum - 1.0) > tolerance)
        reader.findings().add(reader.self(), fmt::format("the shares of phototypes add up to {:.7g}, not to 1", sum),
                              "shares are fractions of the people: { \"3\" = 0.5, \"4\" = 0.5 }");
}

void read_baseline(Reader reader, const std::string& concern, const outcome::Catalogue& clinic, Population& people) {
    std::vector<std::string> scales;
    for (const outcome::Scale& scale : clinic.scales())
        if (!scale.of_change && (concern.empty() || std::ranges::find(scale.concerns, concern) != scale.concerns.end()))
            scales.push_back(scale.name);
    reader.required("scale", "\"goodman-baron-quantitative\"");
    people.scale = reader.choice("scale", scales).value_or("");
    reader.required("mean", "12");
    reader.required("sd", "3");
    const auto mean = reader.number("mean");
    people.baseline = mean.value_or(0.0);
    people.baseline_sd = reader.number("sd", {.least = 0}).value_or(0.0);
    reader.refuse_unknown();
    if (people.scale.empty() || !mean) return;
    const outcome::Scale& scale = clinic.scale(people.scale);
    if (*mean < scale.least || *mean > scale.most)
        reader.complain("mean",
                        fmt::format("{} is {:g}, but {} runs from {:g} to {:g} {}", reader.full_name("mean"), *mean,
                                    scale.name, scale.least, scale.most, scale.unit),
                        "check the number and the scale against the source");
}

Population read_people(Reader reader, const std::string& concern, const outcome::Catalogue& clinic, Design& design) {
    Population people;
    reader.required("design", "\"single\"");
    read_choice(reader, "design", designs, design);
    people.enrolled = read_count(reader, "enrolled", "36", most_people);
    people.completed = read_count(reader, "completed", "30", most_people);
    if (people.enrolled > 0 && people.completed > people.enrolled)
        reader.complain("completed",
                        fmt::format("{} completed, but only {} were enrolled", people.completed, people.enrolled),
                        "check both numbers against the source");
    people.studies =
        static_cast<int>(reader.integer("studies", {.least = 1, .most = most_people}).value_or(people.studies));
    read_ages(reader, people);
    reader.required("female", "0.5");
    people.female = reader.number("female", {.least = 0, .most = 1}).value_or(people.female);
    reader.required("phototypes", "{ \"3\" = 1.0 }");
    if (const auto shares = reader.table("phototypes")) read_phototypes(*shares, people);
    if (const auto baseline = reader.table("baseline")) read_baseline(*baseline, concern, clinic, people);
    reader.refuse_unknown();
    return people;
}

/// The typical person of the trial, as plans describe people.
plan::Given given_by(const Population& people, const std::string& concern, bool needled) {
    const auto most = std::ranges::max_element(people.phototypes);
    plan::Given given;
    given.age = people.age;
    given.sex = people.female >= 0.5 ? "female" : "male";
    given.phototype = 1 + static_cast<int>(most - people.phototypes.begin());
    given.concern = concern;
    given.needled = needled;
    if (!people.scale.empty()) given.baseline = plan::Baseline{people.scale, people.baseline};
    return given;
}

Arm read_arm(Reader& reader, const ClinicalTrial& trial, const std::string& concern, const plan::Vocabulary& words) {
    Arm arm;
    arm.name = required_text(reader, "name");
    if (std::ranges::find(trial.arms, arm.name, &Arm::name) != trial.arms.end())
        reader.complain("name", fmt::format("two arms are named {}", core::as_written(arm.name)),
                        "give each arm a name of its own");
    arm.title = required_text(reader, "title");
    arm.people = read_count(reader, "people", "30", trial.people.enrolled > 0 ? trial.people.enrolled : most_people);
    arm.needled = reader.flag("needled").value_or(arm.needled);
    reader.required("plan", "{ … }");
    if (const auto plan = reader.table("plan"))
        arm.plan = plan::read(*plan, words, given_by(trial.people, concern, arm.needled));
    arm.plan.title = arm.title;
    reader.refuse_unknown();
    return arm;
}

/// A plan has a device. That of an arm that is not needled touches nobody: it takes that of an arm that is, or any.
void lend_devices(std::vector<Arm>& arms, const plan::Vocabulary& words) {
    const auto needled = std::ranges::find(arms, true, &Arm::needled);
    for (Arm& arm : arms) {
        if (arm.needled || !arm.plan.device.model.empty() || arm.plan.device.custom) continue;
        if (needled != arms.end()) {
            arm.plan.device = needled->plan.device;
            arm.plan.technique = needled->plan.technique;
        } else if (!words.models.empty()) {
            arm.plan.device.model = words.models.begin()->first;
        }
    }
}

void check_arms(Reader& root, const ClinicalTrial& trial) {
    int people = 0;
    for (const Arm& arm : trial.arms) people += arm.people;
    if (trial.design == Design::parallel && trial.people.enrolled > 0 && people > trial.people.enrolled)
        root.complain("arm",
                      fmt::format("the arms hold {} people, but only {} were enrolled and each is in one arm", people,
                                  trial.people.enrolled),
                      "write design = \"split\" when each person gets all arms");
}

/// The mean before treatment of the same reading: that of the arm where it was printed, else that of all.
std::optional<double> baseline_of(const ClinicalTrial& trial, const ClinicalFigure& figure) {
    for (const ClinicalFigure& one : trial.figures)
        if (one.before && one.versus.empty() && one.statistic == Statistic::mean && one.arm == figure.arm &&
            one.measure == figure.measure && one.reader == figure.reader && one.least == one.most)
            return one.least;
    if (figure.measure == trial.people.scale) return trial.people.baseline;
    return std::nullopt;
}

/// What else was printed of the same reading.
const ClinicalFigure* beside(const ClinicalTrial& trial, const ClinicalFigure& figure, Statistic statistic) {
    const auto found = std::ranges::find_if(trial.figures, [&](const ClinicalFigure& one) {
        return one.statistic == statistic && one.versus.empty() && !one.before && one.arm == figure.arm &&
               one.measure == figure.measure && one.reader == figure.reader && one.at == figure.at;
    });
    return found == trial.figures.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name(Design design) { return designs.at(static_cast<std::size_t>(design)); }

const Arm& ClinicalTrial::arm(std::string_view name) const {
    const auto found = std::ranges::find(arms, name, &Arm::name);
    if (found == arms.end()) throw core::InternalError(fmt::format("no arm \"{}\"", name));
    return *found;
}

std::optional<PublishedChange> change_of(const ClinicalTrial& trial, const ClinicalFigure& figure,
                                         const outcome::Catalogue& clinic) {
    if (!figure.versus.empty() || figure.before || !std::isfinite(figure.least) || !std::isfinite(figure.most))
        return std::nullopt;
    const bool assay = figure.reader.empty();
    const double value = 0.5 * (figure.least + figure.most);
    const double better = !assay && clinic.scale(figure.measure).lower_is_better ? -1.0 : 1.0;
    const ClinicalFigure* scatter = beside(trial, figure, Statistic::sd_change);
    PublishedChange out;
    out.sd = scatter != nullptr && std::isfinite(scatter->least) ? scatter->least : 0.0;
    if (figure.statistic == Statistic::percent_change && assay) return PublishedChange{value, out.sd};
    const std::optional<double> before = baseline_of(trial, figure);
    const bool usable = before && *before != 0.0;
    out.sd = usable ? 100.0 * out.sd / std::abs(*before) : 0.0;
    if (figure.statistic == Statistic::percent_change) out.change = better * value;
    else if (figure.statistic == Statistic::mean && usable) out.change = 100.0 * (value - *before) / std::abs(*before);
    else if (figure.statistic == Statistic::mean_change && usable)
        out.change = better * 100.0 * value / std::abs(*before);
    else return std::nullopt;
    return out;
}

ClinicalTrial read_clinical_trial(Reader& root, const std::string& concern, const plan::Vocabulary& words,
                                  const outcome::Catalogue& clinic) {
    ClinicalTrial trial;
    root.required("people", "{ … }");
    if (const auto people = root.table("people")) trial.people = read_people(*people, concern, clinic, trial.design);
    for (Reader& reader : root.tables("arm")) trial.arms.push_back(read_arm(reader, trial, concern, words));
    if (trial.arms.empty()) root.complain("arm", "a clinical study has at least one arm", "add [[arm]] with its plan");
    check_arms(root, trial);
    lend_devices(trial.arms, words);
    for (Reader& reader : root.tables("result")) trial.figures.push_back(read_result(reader, concern, trial, clinic));
    if (trial.figures.empty())
        root.complain("result", "a clinical study has at least one result", "add [[result]] with what was printed");
    return trial;
}

}  // namespace percuta::course
