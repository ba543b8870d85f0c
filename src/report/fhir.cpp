#include "report/fhir.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/units.hpp"
#include "course/knowledge.hpp"
#include "report/burden_words.hpp"
#include "report/calendar_words.hpp"
#include "report/fhir_model.hpp"
#include "report/screening_words.hpp"
#include "report/source.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

using namespace fhir;

/// Codes of our own, by what they name: no terminology has one for microneedling.
constexpr const char* local_codes = "urn:percuta:";
constexpr const char* loinc = "http://loinc.org";

/// UDUNITS-2 → UCUM, of the units that facts have.
std::string ucum(const std::string& unit) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 11> table{{{"yr", "a"},
                                                                                   {"month", "mo"},
                                                                                   {"d", "d"},
                                                                                   {"h", "h"},
                                                                                   {"1/week", "/wk"},
                                                                                   {"kg", "kg"},
                                                                                   {"mg", "mg"},
                                                                                   {"mm", "mm"},
                                                                                   {"%", "%"},
                                                                                   {"g/dL", "g/dL"},
                                                                                   {"mg/kg", "mg/kg"}}};
    const auto found = std::ranges::find(table, unit, &std::pair<std::string_view, std::string_view>::first);
    if (found != table.end()) return std::string(found->second);
    return unit == "1/nL" ? "10*9/L" : "";
}

Concept local(const std::string& kind, const std::string& code, const std::string& text) {
    return {{{local_codes + kind, code, ""}}, text};
}

class Export {
public:
    Export(const course::Result& result, const care::RuleBase& rules, const core::Bibliography& bibliography,
           const core::TimeZone* zone)
        : result_(result), rules_(rules), bibliography_(bibliography), zone_(zone) {}

    Bundle bundle() {
        out_.timestamp = result_.provenance.created;
        add("patient", Patient{result_.plan.subject.sex});
        add("questionnaire", questionnaire());
        add("response", response());
        add("protocol", protocol());
        add("consent", consent());
        add("device", device());
        add_care_plan();
        add_sessions();
        add_observations();
        add_issues();
        return std::move(out_);
    }

private:
    /// The same for the same plan, whenever and wherever it is exported.
    std::string url_of(const std::string& name) const {
        const std::string& plan = result_.provenance.plan_hash;
        const std::string hex = course::hash(plan + name) + course::hash(name + plan);
        return fmt::format("urn:uuid:{}-{}-5{}-a{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(13, 3),
                           hex.substr(17, 3), hex.substr(20, 12));
    }
    void add(const std::string& name, Resource resource) {
        out_.entries.push_back({url_of(name), std::move(resource)});
    }
    Reference to(const std::string& name, std::string display = "") const { return {url_of(name), std::move(display)}; }
    std::string today() const { return result_.provenance.created.substr(0, result_.provenance.created.find('T')); }

    /// What is asked of a person before a treatment of this kind, in the order of the rule base.
    std::vector<care::Fact> asked() const {
        std::set<std::string> ids;
        for (const care::Rule& rule : rules_.rules) {
            if (!rule.screens() || !rule.applies_to(result_.screening.modality)) continue;
            for (const auto* terms : {&rule.all, &rule.any})
                for (const care::Term& term : *terms) ids.insert(term.fact);
            if (rule.gap) ids.insert(rule.gap->fact);
        }
        std::vector<care::Fact> out;
        for (const care::Fact& fact : rules_.facts)
            if (ids.contains(fact.id) && fact.from_plan.empty()) out.push_back(fact);
        return out;
    }

    static std::string never_id(const care::Fact& fact) { return fact.id + ".never"; }
    static Coding choice(const care::Fact& fact, const std::string& word) {
        return {local_codes + std::string("fact:") + fact.id, word, words(word)};
    }

    static Item item(const care::Fact& fact) {
        Item out{.link_id = fact.id, .text = fact.ask};
        switch (fact.type) {
            case care::FactType::flag: out.type = "boolean"; break;
            case care::FactType::number: out.type = fact.unit.empty() ? "decimal" : "quantity"; break;
            case care::FactType::choice:
                out.type = "choice";
                for (const std::string& word : fact.choices) out.options.push_back(choice(fact, word));
                break;
            case care::FactType::word: out.type = "string"; break;
            case care::FactType::date:
                out.type = "date";
                out.asked_unless = never_id(fact);
                break;
        }
        return out;
    }

    static std::string questionnaire_url() { return local_codes + std::string("questionnaire:screening"); }
    std::string protocol_url() const { return local_codes + ("plan:" + result_.provenance.plan_hash); }

    Questionnaire questionnaire() const {
        Questionnaire out{.url = questionnaire_url(),
                          .version = rules_.version,
                          .title = "Screening before microneedling",
                          .status = "active",
                          .date = iso(rules_.date)};
        for (const care::Fact& fact : asked()) {
            if (fact.type == care::FactType::date)
                out.items.push_back({.link_id = never_id(fact), .text = fact.ask + ": never", .type = "boolean"});
            out.items.push_back(item(fact));
        }
        return out;
    }

    static Answer answer(const care::Fact& fact, const care::Answer& given) {
        Answer out{.link_id = fact.id};
        if (const bool* flag = std::get_if<bool>(&given)) out.value = *flag;
        else if (const double* number = std::get_if<double>(&given))
            out.value = fact.unit.empty()
                            ? Value(*number)
                            : Value(Quantity{core::from_si(*number, fact.unit), fact.unit, ucum(fact.unit)});
        else if (const auto* day = std::get_if<core::Date>(&given)) out.value = Date{iso(*day)};
        else if (const auto* word = std::get_if<std::string>(&given))
            out.value = fact.type == care::FactType::choice ? Value(choice(fact, *word)) : Value(*word);
        else out = {.link_id = never_id(fact), .value = true};
        return out;
    }

    QuestionnaireResponse response() const {
        QuestionnaireResponse out{.questionnaire = questionnaire_url() + "|" + rules_.version,
                                  .status = result_.screening.ask.empty() ? "completed" : "in-progress",
                                  .authored = result_.provenance.created,
                                  .subject = to("patient")};
        // What the plan tells by itself nobody was asked.
        const auto& answered = result_.plan.subject.facts;
        for (const care::Fact& fact : asked())
            if (answered.contains(fact.id))
                out.answers.push_back(answer(fact, result_.screening.known.at(fact.id).answer));
        return out;
    }

    static std::string quoted(const std::vector<std::string>& words) {
        return fmt::format("('{}')", fmt::join(words, "' | '"));
    }

    /// That a term was answered, and does not hold; empty where that cannot be said of an item.
    static std::string denied(const care::Term& term, const care::RuleBase& rules) {
        const care::Fact& fact = *rules.fact(term.fact);
        if (!fact.from_plan.empty()) return "";
        const std::string value = fmt::format("item.where(linkId = '{}').answer.value", fact.id);
        if (fact.type == care::FactType::flag)
            return fmt::format("{} = {}", value, term.value == care::Answer(true) ? "false" : "true");
        if (fact.type != care::FactType::choice) return "";
        std::vector<std::string> others;
        for (const std::string& word : fact.choices) {
            const bool named = term.op == care::Operator::one_of
                                   ? std::ranges::find(term.words, word) != term.words.end()
                                   : term.value == care::Answer(word);
            if (!named) others.push_back(word);
        }
        return fmt::format("{}.code in {}", value, quoted(others));
    }

    /// That a rule does not fire: one of `all` is denied, or all of `any`; empty where it cannot be said.
    static std::string denied(const care::Rule& rule, const care::RuleBase& rules) {
        std::vector<std::string> all, any;
        for (const care::Term& term : rule.all) all.push_back(denied(term, rules));
        for (const care::Term& term : rule.any) any.push_back(denied(term, rules));
        const bool sayable = std::ranges::find(all, "") == all.end() && std::ranges::find(any, "") == any.end();
        if (!sayable || rule.gap) return "";
        if (!any.empty()) all.push_back(fmt::format("({})", fmt::join(any, " and ")));
        return fmt::format("{}", fmt::join(all, " or "));
    }

    /// Rules that bar the treatment by what was asked alone. Not asked is not "no": each has to be answered.
    static std::vector<Condition> conditions(const care::RuleBase& rules, const std::string& modality) {
        std::vector<Condition> out;
        for (const care::Rule& rule : rules.rules) {
            if (!rule.screens() || rule.severity != care::Severity::block || !rule.applies_to(modality)) continue;
            if (const std::string expression = denied(rule, rules); !expression.empty())
                out.push_back({rule.action, expression});
        }
        return out;
    }

    PlanDefinition protocol() const {
        const plan::Schedule& schedule = result_.plan.schedule;
        PlanDefinition out{.url = protocol_url(),
                           .version = result_.screening.rules_version + "+" + result_.screening.rules_hash,
                           .title = result_.plan.title.empty() ? "Microneedling course" : result_.plan.title,
                           .status = "draft",
                           .date = today(),
                           .description = fmt::format(
                               "{}, {} needles; rules of care by the policy \"{}\". Research and education software: "
                               "no medical device, no promise of effect.",
                               capitalised(counted(schedule.sessions, "session")), length(result_.device.needle.length),
                               name(result_.screening.policy))};
        std::set<std::string> cited;
        for (const care::Entry& entry : result_.calendar.entries) {
            if (!entry.rule || !cited.insert(entry.rule->source).second) continue;
            const Source source = source_of(entry.rule->source, bibliography_);
            out.citations.push_back({source.citation, source.link});
        }
        for (int i = 1; i <= schedule.sessions; ++i) {
            Action action{.id = session_name(i), .title = fmt::format("Session {}", i)};
            if (i == 1)
                action.applicable = conditions(rules_.under(result_.screening.policy), result_.screening.modality);
            else {
                action.after = session_name(i - 1);
                action.offset = {schedule.interval / core::day, "days", "d"};
            }
            out.actions.push_back(std::move(action));
        }
        return out;
    }

    static std::string session_name(int number) { return fmt::format("session-{}", number); }

    bool answered_yes(const std::string& fact) const {
        const auto known = result_.screening.known.find(fact);
        return known != result_.screening.known.end() && known->second.answer == care::Answer(true);
    }

    Consent consent() const {
        return {.status = answered_yes("consent_signed") ? "active" : "proposed",
                .scope = {{{"http://terminology.hl7.org/CodeSystem/consentscope", "treatment", "Treatment"}}, ""},
                .category = local("consent", "microneedling", "Consent to microneedling"),
                .policy_rule = {{}, "The clinic's current consent form"},
                .patient = to("patient")};
    }

    Device device() const {
        const device::Device& used = result_.device;
        Device out{
            .name = used.title,
            .type = local("device", std::string(name(used.kind)), fmt::format("Microneedling {}", name(used.kind)))};
        const auto add_length = [&](const char* code, const char* text, double metres) {
            if (metres > 0.0)
                out.properties.push_back(
                    {local("device-property", code, text), {core::from_si(metres, "mm"), "mm", "mm"}});
        };
        add_length("needle-length", "Needle length", used.needle.length);
        add_length("needle-shaft-diameter", "Diameter of the needle shaft", used.needle.shaft_diameter);
        add_length("longest-needle", "Longest needle that the maker declares", used.longest_length);
        return out;
    }

    /// With its offset where the zone is known, else the day alone.
    std::string moment(const care::Entry& entry, std::chrono::seconds wall) const {
        const std::string local = iso_local(result_.calendar, entry, wall);
        if (entry.all_day || local.empty()) return local;
        if (zone_ == nullptr) return local.substr(0, local.find('T'));
        const std::chrono::local_seconds at = std::chrono::local_days(*result_.calendar.start) + wall;
        const std::chrono::hh_mm_ss offset(zone_->stretch(zone_->instant(at)).offset);
        return fmt::format("{}:00{}{:02}:{:02}", local, offset.is_negative() ? '-' : '+', offset.hours().count(),
                           offset.minutes().count());
    }

    /// Both ends belong to a period of FHIR.
    Period period(const care::Entry& entry) const {
        const std::chrono::seconds last = entry.all_day ? entry.to - std::chrono::days(1) : entry.to;
        return {moment(entry, entry.from), moment(entry, last)};
    }

    Activity activity(const care::Entry& entry) const {
        Activity out{.code = local("calendar", entry.id, capitalised(kind_in_words(entry.kind))),
                     .status = "not-started",
                     .description = entry.text};
        for (const std::string& more : {comparison_in_words(result_.calendar, entry), condition_in_words(entry)})
            if (!more.empty()) out.description += " " + more;
        if (result_.calendar.start) out.scheduled = period(entry);
        else out.scheduled_text = when_in_words(result_.calendar, entry);
        return out;
    }

    void add_care_plan() {
        const auto& entries = result_.calendar.entries;
        CarePlan out{
            .status = "draft",
            .intent = "plan",
            .title = "Microneedling: before, sessions, after",
            .description = fmt::format("Screening by the policy \"{}\": {} ({}).", name(result_.screening.policy),
                                       name(result_.screening.status), words(result_.screening.status)),
            .instantiates = protocol_url(),
            .subject = to("patient"),
            .supporting = {to("consent", "Consent"), to("response", "Screening")}};
        if (result_.calendar.start) {
            const auto last = std::ranges::max_element(entries, {}, &care::Entry::to);
            out.period = {period(entries.front()).start.substr(0, 10), period(*last).end.substr(0, 10)};
        }
        for (const care::Entry& entry : entries) out.activities.push_back(activity(entry));
        out.notes.push_back("Simulated, not measured: " + downtime_in_words(result_.burden));
        if (!result_.provenance.overridden.empty())
            out.notes.push_back("Planned although it is contraindicated: " + result_.provenance.overridden);
        add("care-plan", std::move(out));
    }

    Observation setting(int session, const char* code, const char* text, Value value) const {
        return {.status = "registered",
                .code = local("setting", code, text),
                .body_site = local("site", result_.plan.subject.site, capitalised(words(result_.plan.subject.site))),
                .subject = to("patient"),
                .part_of = to(session_name(session)),
                .value = std::move(value)};
    }

    void add_sessions() {
        const plan::Subject& who = result_.plan.subject;
        for (int i = 1; i <= result_.plan.schedule.sessions; ++i) {
            add(session_name(i),
                Procedure{.status = "preparation",
                          .code = local("procedure", "microneedling", "Microneedling"),
                          .body_site = local("site", who.site, capitalised(words(who.site))),
                          .subject = to("patient"),
                          .based_on = to("care-plan"),
                          .device = to("device"),
                          .notes = {fmt::format("Session {} of {}, as planned.", i, result_.plan.schedule.sessions)}});
            const auto name = [&](const char* what) { return fmt::format("{}-{}", session_name(i), what); };
            add(name("needle-length"),
                setting(i, "needle-length", "Needle length",
                        Quantity{core::from_si(result_.device.needle.length, "mm"), "mm", "mm"}));
            add(name("passes"), setting(i, "passes", "Passes", result_.plan.technique.passes));
        }
    }

    void observe(const std::string& name, Concept code, Value value) {
        add(name, Observation{.status = "preliminary",
                              .code = std::move(code),
                              .subject = to("patient"),
                              .effective = today(),
                              .value = std::move(value)});
    }

    void add_observations() {
        constexpr std::array<const char*, 6> types{"I", "II", "III", "IV", "V", "VI"};
        const char* type = types.at(static_cast<std::size_t>(result_.plan.subject.phototype - 1));
        observe("phototype", {{{loinc, "66555-4", "Fitzpatrick Skin Type"}}, "Fitzpatrick skin type"},
                local("fitzpatrick", type, fmt::format("Fitzpatrick type {}", type)));
        if (const auto pregnant = result_.screening.known.find("pregnant"); pregnant != result_.screening.known.end())
            observe("pregnancy", {{{loinc, "82810-3", "Pregnancy status"}}, "Pregnancy status"},
                    answered_yes("pregnant") ? local("pregnancy", "pregnant", "Pregnant")
                                             : local("pregnancy", "not-pregnant", "Not pregnant"));
        if (answered_yes("baseline_photos"))
            observe("photographs", {{{loinc, "72170-4", "Photographic image"}}, "Photographs before treatment"},
                    std::string("Taken; kept elsewhere"));
        if (result_.plan.subject.weight)
            observe("weight", local("subject", "weight", "Body weight"),
                    Quantity{*result_.plan.subject.weight, "kg", "kg"});
        if (const auto& baseline = result_.plan.concern.baseline)
            observe("baseline", local("scale", baseline->scale, "Score before treatment: " + words(baseline->scale)),
                    Quantity{baseline->value, "", "{score}"});
    }

    static std::string severity(care::Severity severity) {
        if (severity >= care::Severity::defer) return "high";
        return severity == care::Severity::review ? "moderate" : "low";
    }

    void add_issues() {
        for (const care::Finding& finding : result_.screening.findings) {
            if (!finding.fired || finding.rule.severity == care::Severity::inform) continue;
            const Source source = source_of(finding.rule.source, bibliography_);
            DetectedIssue issue{.status = "preliminary",
                                .severity = severity(finding.rule.severity),
                                .detail = fmt::format("{} Because of {}. Source: {} ({}).", finding.rule.action,
                                                      because_in_words(finding, result_.screening), source.citation,
                                                      seen_in_words(finding.rule)),
                                .reference = source.link,
                                .code = local("rule", finding.rule.id, words(name(finding.rule.kind))),
                                .patient = to("patient")};
            if (finding.rule.severity == care::Severity::block && !result_.provenance.overridden.empty())
                issue.mitigations.push_back("Overridden: " + result_.provenance.overridden);
            add("rule-" + finding.rule.id, std::move(issue));
        }
    }

    const course::Result& result_;
    const care::RuleBase& rules_;
    const core::Bibliography& bibliography_;
    const core::TimeZone* zone_;
    Bundle out_{};
};

}  // namespace

std::string fhir_bundle(const course::Result& result, const care::RuleBase& rules,
                        const core::Bibliography& bibliography, const core::TimeZone* zone) {
    return fhir::write(Export(result, rules, bibliography, zone).bundle());
}

}  // namespace percuta::report
