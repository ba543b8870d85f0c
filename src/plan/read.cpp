#include "plan/read.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <string_view>

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/units.hpp"
#include "plan/sections.hpp"

namespace percuta::plan {

using core::Findings;
using core::Node;
using core::Reader;

namespace {

void read_version(Reader& root) {
    constexpr int supported = 1;
    root.required("plan_version", "1");
    if (const auto version = root.integer("plan_version"); version && *version != supported)
        root.complain("plan_version", fmt::format("plan_version {} is not supported", *version),
                      fmt::format("this program reads plan_version = {}", supported));
}

/// Refuses keys that the file says elsewhere.
void refuse_given(Reader& reader, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
        if (reader.node(key) != nullptr)
            reader.complain(key, fmt::format("{} is said elsewhere in this file", reader.full_name(key)),
                            "remove it here: what is said twice can differ");
}

void read_who(Reader& reader, Subject& subject) {
    reader.required("age", "\"32 yr\"");
    subject.age = reader.quantity("age", "yr", {.least = 1, .most = 120}).value_or(0.0);
    reader.required("sex", "\"female\"");
    subject.sex = reader.choice("sex", {"female", "male"}).value_or(subject.sex);
    reader.required("phototype", "3");
    subject.phototype = static_cast<int>(reader.integer("phototype", {.least = 1, .most = 6}).value_or(0));
}

Subject read_subject(Reader reader, const Vocabulary& vocabulary, const Given* given) {
    Subject subject;
    if (given == nullptr) {
        read_who(reader, subject);
    } else {
        refuse_given(reader, {"age", "sex", "phototype"});
        subject.age = given->age;
        subject.sex = given->sex;
        subject.phototype = given->phototype;
    }
    reader.required("site", "\"cheek\"");
    subject.site = reader.choice("site", vocabulary.sites).value_or("");
    subject.weight = reader.quantity("weight", "kg", {.least = 2, .most = 400});
    subject.skin_type = reader.choice("skin_type", {"dry", "normal", "oily"}).value_or(subject.skin_type);
    if (const auto facts = reader.table("facts")) subject.facts = read_facts(*facts, vocabulary);
    reader.refuse_unknown();
    return subject;
}

std::optional<Baseline> read_baseline(Reader reader, const std::string& concern, const Vocabulary& vocabulary) {
    reader.required("scale", "\"goodman-baron-quantitative\"");
    std::vector<std::string> scales;
    for (const auto& [name, scale] : vocabulary.scales)
        if (concern.empty() || std::ranges::find(scale.concerns, concern) != scale.concerns.end())
            scales.push_back(name);
    if (scales.empty()) {
        reader.complain("scale", fmt::format("no scale that scores a state before treatment is read for {}", concern),
                        "leave the baseline out");
        return std::nullopt;
    }
    const auto scale = reader.choice("scale", scales);
    reader.required("value", "12");
    const auto value = reader.number("value");
    reader.refuse_unknown();
    if (!scale || !value) return std::nullopt;
    const Vocabulary::Scale& ends = vocabulary.scales.at(*scale);
    if (*value <= 0.0 || *value < ends.least || *value > ends.most)
        reader.complain("value",
                        fmt::format("{} is {:.10g}, but {} runs from {:g} to {:g}", reader.full_name("value"), *value,
                                    *scale, ends.least, ends.most),
                        fmt::format("a score before treatment is above 0 and at most {:g}", ends.most));
    return Baseline{*scale, *value};
}

std::map<std::string, double> read_mix(Reader reader, const Vocabulary& vocabulary) {
    constexpr double tolerance = 1e-6;
    std::map<std::string, double> mix;
    double sum = 0.0;
    bool complete = true;
    for (const auto& [key, node] : reader.entries()) {
        if (std::ranges::find(vocabulary.scar_types, key.name) == vocabulary.scar_types.end()) {
            reader.findings().add(key.line, key.column,
                                  fmt::format("{} is not a type of scar", core::as_written(key.name)),
                                  core::suggest(key.name, vocabulary.scar_types));
            complete = false;
        } else if (const auto share = reader.number(key.name, {.least = 0, .most = 1})) {
            sum += mix[key.name] = *share;
        } else {
            complete = false;
        }
    }
    if (complete && std::abs(sum - 1.0) > tolerance)
        reader.findings().add(reader.self(), fmt::format("the shares of concern.mix add up to {:.7g}, not to 1", sum),
                              "shares are fractions of the scars: { rolling = 0.5, boxcar = 0.5 }");
    return mix;
}

Concern read_concern(Reader reader, const Vocabulary& vocabulary, const Given* given) {
    Concern concern;
    if (given == nullptr) {
        reader.required("kind", "\"acne-scar\"");
        concern.kind = reader.choice("kind", vocabulary.concerns).value_or("");
        if (const auto baseline = reader.table("baseline"))
            concern.baseline = read_baseline(*baseline, concern.kind, vocabulary);
    } else {
        refuse_given(reader, {"kind", "baseline"});
    }
    if (const auto mix = reader.table("mix")) concern.mix = read_mix(*mix, vocabulary);
    reader.refuse_unknown();
    return concern;
}

constexpr int first_year = 1900, last_year = 2200;

void check_start(Reader& reader, const core::Date& start) {
    if (!is_possible_start(start))
        reader.complain(
            "start", fmt::format("{} lies in the year {}", reader.full_name("start"), static_cast<int>(start.year())),
            fmt::format("years from {} to {} are possible", first_year, last_year));
}

std::optional<std::chrono::minutes> read_time(Reader& reader) {
    const auto text = reader.text("time");
    if (!text) return std::nullopt;
    const auto time = time_in(*text);
    if (!time)
        reader.complain("time", fmt::format("{} is not a time of day", core::as_written(*text)), "write \"10:00\"");
    return time;
}

Schedule read_schedule(Reader reader) {
    constexpr double longest_course_in_years = 20;
    Schedule schedule;
    schedule.start = reader.date("start");
    if (schedule.start) check_start(reader, *schedule.start);
    schedule.time = read_time(reader);
    schedule.zone = reader.text("zone").value_or("");
    const auto sessions = reader.integer("sessions", {.least = 1, .most = 60});
    schedule.sessions = static_cast<int>(sessions.value_or(schedule.sessions));
    if (schedule.sessions > 1) reader.required("interval", "\"4 wk\"");
    schedule.interval = reader.quantity("interval", "d", {.least = 1, .most = 731}).value_or(0.0);
    const auto follow_up = reader.quantity("follow_up", "yr", {.least = 0, .most = 10});
    schedule.follow_up = follow_up.value_or(core::to_si(6, "mo"));
    const double span = (schedule.sessions - 1) * schedule.interval + schedule.follow_up;
    if (span > core::to_si(longest_course_in_years, "yr"))
        reader.findings().add(
            reader.self(), fmt::format("the plan spans {:.3g} years, follow-up included", span / core::to_si(1, "yr")),
            fmt::format("at most {} years can be simulated", longest_course_in_years));
    reader.refuse_unknown();
    return schedule;
}

Adjunct read_adjunct(Reader reader, const Vocabulary& vocabulary) {
    reader.required("kind", "\"prp\"");
    Adjunct adjunct{reader.choice("kind", vocabulary.adjuncts).value_or("")};
    reader.refuse_unknown();
    return adjunct;
}

/// "arm.plan.subject" of "arm[1].plan.subject": as the head of a section is written.
std::string head(std::string name) {
    for (std::size_t open = name.find('['); open != std::string::npos; open = name.find('['))
        name.erase(open, name.find(']', open) - open + 1);
    return name;
}

/// A section that every plan has; when it is missing, `example` shows how it begins.
std::optional<Reader> section(Reader& root, std::string_view name, std::string_view example) {
    auto found = root.table(name);
    const std::string written = head(root.full_name(name));
    if (!root.has(name))
        root.findings().add(root.self(), fmt::format("the section [{}] is missing", written),
                            fmt::format("add [{}] and below it {}", written, example));
    return found;
}

/// One that may be missing unless `wanted`.
std::optional<Reader> section(Reader& root, std::string_view name, std::string_view example, bool wanted) {
    return wanted ? section(root, name, example) : root.table(name);
}

void read_sections(Reader& root, const Vocabulary& vocabulary, const Given* given, Plan& plan) {
    const bool needled = given == nullptr || given->needled || root.has("device") || root.has("technique");
    if (const auto subject = section(root, "subject", given == nullptr ? "age = \"32 yr\"" : "site = \"cheek\""))
        plan.subject = read_subject(*subject, vocabulary, given);
    if (const auto concern = section(root, "concern", "kind = \"acne-scar\"", given == nullptr))
        plan.concern = read_concern(*concern, vocabulary, given);
    if (given != nullptr) {
        plan.concern.kind = given->concern;
        plan.concern.baseline = given->baseline;
    }
    if (const auto device = section(root, "device", "model = \"dermaroller-mf8\"", needled))
        plan.device = read_device(*device, vocabulary);
    if (const auto technique = section(root, "technique", "passes = 4", needled))
        plan.technique = read_technique(*technique, plan.device, vocabulary);
    std::optional<Schedule> schedule;
    if (const auto times = section(root, "schedule", "sessions = 3")) schedule = read_schedule(*times);
    plan.schedule = schedule.value_or(plan.schedule);
    for (const Reader& product : root.tables("product"))
        plan.products.push_back(read_product(product, vocabulary, schedule));
    for (const Reader& adjunct : root.tables("adjunct")) plan.adjuncts.push_back(read_adjunct(adjunct, vocabulary));
    root.refuse_unknown();
}

}  // namespace

bool is_possible_start(const core::Date& day) {
    const int year = static_cast<int>(day.year());
    return year >= first_year && year <= last_year;
}

std::optional<std::chrono::minutes> time_in(std::string_view text) {
    constexpr int hours_in_day = 24, minutes_in_hour = 60;
    int hours = 0, minutes = 0;
    const std::size_t colon = text.find(':');
    const auto read = [](std::string_view part, int& value) {
        const auto [end, error] = std::from_chars(part.begin(), part.end(), value);
        return error == std::errc{} && end == part.end() && part.front() != '-';
    };
    if (colon == std::string_view::npos || colon > 2 || text.size() != colon + 3) return std::nullopt;
    if (!read(text.substr(0, colon), hours) || !read(text.substr(colon + 1), minutes)) return std::nullopt;
    if (hours >= hours_in_day || minutes >= minutes_in_hour) return std::nullopt;
    return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

Plan read(const core::Document& document, const Vocabulary& vocabulary) {
    Findings findings(document);
    Reader root(document.root(), findings);
    Plan plan;
    read_version(root);
    plan.title = root.text("title").value_or("");
    read_sections(root, vocabulary, nullptr, plan);
    findings.raise();
    return plan;
}

Plan read(Reader root, const Vocabulary& vocabulary) {
    Plan plan;
    // A plan file may have been put there whole.
    if (root.has("plan_version")) read_version(root);
    plan.title = root.text("title").value_or("");
    read_sections(root, vocabulary, nullptr, plan);
    return plan;
}

Plan read(Reader root, const Vocabulary& vocabulary, const Given& given) {
    Plan plan;
    read_sections(root, vocabulary, &given, plan);
    return plan;
}

}  // namespace percuta::plan
