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

/// "2027-01-11" in quotes, as JSON and careful typists write it.
std::optional<core::Date> quoted_date(std::string_view text) {
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto figure = [&](std::size_t from, std::size_t count) -> std::optional<int> {
        int value = 0;
        const char* last = text.data() + from + count;
        const auto [end, error] = std::from_chars(text.data() + from, last, value);
        return error == std::errc{} && end == last && value >= 0 ? std::optional(value) : std::nullopt;
    };
    const auto year = figure(0, 4), month = figure(5, 2), day = figure(8, 2);
    if (!year || !month || !day) return std::nullopt;
    const core::Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                          std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

/// Words stay words; a quantity or a date in quotes is what it says.
Fact fact_from(const std::string& text) {
    if (const auto date = quoted_date(text)) return *date;
    if (const auto quantity = core::parse_quantity(text);
        quantity && !quantity->unit.empty() && core::is_unit(quantity->unit))
        if (const double si = core::to_si(quantity->value, quantity->unit); std::isfinite(si)) return si;
    return text;
}

std::map<std::string, Fact> read_facts(Reader reader) {
    std::map<std::string, Fact> facts;
    for (const auto& [key, node] : reader.entries()) {
        const auto number = node.number();
        if (const auto* flag = std::get_if<bool>(&node.value)) facts[key.name] = *flag;
        else if (const auto* date = std::get_if<core::Date>(&node.value)) facts[key.name] = *date;
        else if (const auto* text = node.text()) facts[key.name] = fact_from(*text);
        else if (number && std::isfinite(*number)) facts[key.name] = *number;
        else if (node.table() != nullptr)
            reader.findings().add(node,
                                  fmt::format("{} must be one fact, but this is a table", reader.full_name(key.name)),
                                  "put names with dots in quotes: \"hx.keloid\" = false");
        else
            reader.findings().add(
                node, fmt::format("{} is neither true, false, a number, a date nor a word", reader.full_name(key.name)),
                fmt::format("write {} = true, or leave out what is not known", key.name));
    }
    return facts;
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
    if (const auto facts = reader.table("facts")) subject.facts = read_facts(*facts);
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

void check_start(Reader& reader, const core::Date& start) {
    constexpr int first_year = 1900, last_year = 2200;
    const int year = static_cast<int>(start.year());
    if (year < first_year || year > last_year)
        reader.complain("start", fmt::format("{} lies in the year {}", reader.full_name("start"), year),
                        fmt::format("years from {} to {} are possible", first_year, last_year));
}

Schedule read_schedule(Reader reader) {
    constexpr double longest_course_in_years = 20;
    Schedule schedule;
    schedule.start = reader.date("start");
    if (schedule.start) check_start(reader, *schedule.start);
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
    read_sections(root, vocabulary, nullptr, plan);
    return plan;
}

Plan read(Reader root, const Vocabulary& vocabulary, const Given& given) {
    Plan plan;
    read_sections(root, vocabulary, &given, plan);
    return plan;
}

}  // namespace percuta::plan
