// data/care-rules.toml → RuleBase, every mistake at once.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "care/rules.hpp"
#include "core/error.hpp"

namespace percuta::care {

namespace {

using core::Reader;

const std::vector<std::string> phases{"screen", "plan", "pre", "day", "after", "follow-up"};
const std::vector<std::string> modalities{"mechanical", "rf", "prp", "home"};
const std::vector<std::string> bases{"regulation", "label", "rct",    "trial",    "cohort",  "outbreak",
                                     "review",     "case",  "vendor", "practice", "opinion", "consensus"};
const std::vector<std::string> readings{"source", "secondary", "unverified"};

constexpr double most_days = 3660.0, hours_in_day = 24.0;

template <class Enum>
std::vector<std::string> names_until(Enum last) {
    std::vector<std::string> out;
    for (int i = 0; i <= static_cast<int>(last); ++i) out.emplace_back(name(static_cast<Enum>(i)));
    return out;
}

template <class Enum>
std::optional<Enum> read_named(Reader& reader, std::string_view key, Enum last) {
    const std::vector<std::string> names = names_until(last);
    const auto word = reader.choice(key, names);
    if (!word) return std::nullopt;
    return static_cast<Enum>(std::ranges::find(names, *word) - names.begin());
}

std::string text(Reader& reader, std::string_view key) {
    reader.required(key, "\"…\"");
    return reader.text(key).value_or("");
}

std::string word(Reader& reader, std::string_view key, const std::vector<std::string>& allowed) {
    reader.required(key, fmt::format("\"{}\"", allowed.front()));
    return reader.choice(key, allowed).value_or(allowed.front());
}

/// `allowed` empty: any words.
std::vector<std::string> words(Reader& reader, std::string_view key, const std::vector<std::string>& allowed = {}) {
    std::vector<std::string> out;
    const core::Node* node = reader.node(key);
    if (node == nullptr) return out;
    if (node->array() == nullptr) {
        reader.complain(key, fmt::format("{} must be a list of words", reader.full_name(key)));
        return out;
    }
    for (const core::Node& one : *node->array()) {
        const std::string* word = one.text();
        if (word == nullptr) {
            reader.findings().add(one, fmt::format("{} holds {}, not a word", reader.full_name(key), one.kind()));
            continue;
        }
        if (!allowed.empty() && std::ranges::find(allowed, *word) == allowed.end())
            reader.findings().add(one,
                                  fmt::format("{} is not among {}", core::as_written(*word), reader.full_name(key)),
                                  core::suggest(*word, allowed));
        out.push_back(*word);
    }
    return out;
}

Fact read_fact(const std::string& id, Reader reader) {
    Fact out{.id = id, .ask = text(reader, "ask")};
    const std::vector<std::string> types{"flag", "number", "choice", "word", "date"};
    out.type = static_cast<FactType>(std::ranges::find(types, word(reader, "type", types)) - types.begin());
    out.unit = reader.text("unit").value_or("");
    if (!out.unit.empty() && !core::is_unit(out.unit))
        reader.complain("unit", fmt::format("{} is no unit", core::as_written(out.unit)));
    if (!out.unit.empty() && out.type != FactType::number) reader.complain("unit", "only a number has a unit");
    out.choices = words(reader, "choices");
    if (out.choices.empty() == (out.type == FactType::choice))
        reader.complain("choices", "a choice, and nothing else, has choices", "choices = [\"none\", \"poor\"]");
    out.from_plan = reader.text("from_plan").value_or("");
    reader.refuse_unknown();
    return out;
}

/// A value as its fact takes it.
std::optional<Answer> read_value(Reader& reader, std::string_view key, const Fact& fact) {
    switch (fact.type) {
        case FactType::flag:
            if (const auto flag = reader.flag(key)) return Answer{*flag};
            return std::nullopt;
        case FactType::number: {
            if (reader.node(key) == nullptr || (!fact.unit.empty() && !core::is_unit(fact.unit))) return std::nullopt;
            const auto number = fact.unit.empty() ? reader.number(key) : reader.quantity(key, fact.unit);
            return number ? std::optional<Answer>(*number) : std::nullopt;
        }
        case FactType::choice:
            if (const auto choice = reader.choice(key, fact.choices)) return Answer{*choice};
            return std::nullopt;
        case FactType::word:
            if (const auto any = reader.text(key)) return Answer{*any};
            return std::nullopt;
        case FactType::date:
            reader.complain(key, "a date is compared by a gap", "gap = { fact = \"last.sun\", least = \"14 d\" }");
            return std::nullopt;
    }
    throw core::InternalError("no such type of fact");
}

const Fact* known_fact(Reader& reader, const RuleBase& base) {
    const std::string id = text(reader, "fact");
    const Fact* fact = base.fact(id);
    if (fact == nullptr && !id.empty()) {
        std::vector<std::string> ids;
        for (const Fact& one : base.facts) ids.push_back(one.id);
        reader.complain("fact", fmt::format("there is no fact {}", core::as_written(id)), core::suggest(id, ids));
    }
    return fact;
}

std::optional<Term> read_term(Reader reader, const RuleBase& base) {
    const std::vector<std::string> operators{"eq", "in", "lt", "gt", "ge"};
    const Fact* fact = known_fact(reader, base);
    Term out;
    const std::string op = word(reader, "op", operators);
    out.op = static_cast<Operator>(std::ranges::find(operators, op) - operators.begin());
    reader.required("value", "true");
    if (fact != nullptr) {
        out.fact = fact->id;
        const bool ordered = out.op != Operator::equal && out.op != Operator::one_of;
        const bool worded = fact->type == FactType::choice || fact->type == FactType::word;
        if (ordered != (fact->type == FactType::number) || (out.op == Operator::one_of && !worded))
            reader.complain("op", fmt::format("\"{}\" does not compare {}", op, fact->id),
                            "eq for flags and words, in for words, lt, gt and ge for numbers");
        else if (out.op == Operator::one_of) out.words = words(reader, "value", fact->choices);
        else if (const auto value = read_value(reader, "value", *fact)) out.value = *value;
    }
    reader.refuse_unknown();
    return fact == nullptr ? std::nullopt : std::optional(out);
}

std::vector<Term> read_terms(Reader& reader, std::string_view key, const RuleBase& base) {
    std::vector<Term> out;
    for (Reader& one : reader.tables(key))
        if (auto term = read_term(one, base)) out.push_back(std::move(*term));
    return out;
}

/// "14 d": whole days.
std::optional<int> read_days(Reader& reader, std::string_view key) {
    const auto gap = reader.quantity(key, "d", {.least = 0.0, .most = most_days});
    if (!gap) return std::nullopt;
    const double days = *gap / core::day;
    if (std::abs(days - std::round(days)) > 1e-9) reader.complain(key, "a gap is a number of whole days");
    return static_cast<int>(std::lround(days));
}

std::optional<Gap> read_gap(Reader reader, const RuleBase& base) {
    const Fact* fact = known_fact(reader, base);
    if (fact != nullptr && fact->type != FactType::date)
        reader.complain("fact", fmt::format("{} is not a date", fact->id), "a gap is counted from a date");
    reader.required("least", "\"14 d\"");
    const auto days = read_days(reader, "least");
    reader.refuse_unknown();
    return fact != nullptr && days ? std::optional(Gap{fact->id, *days}) : std::nullopt;
}

/// Days or hours as written: a window of 3 d ends with a day, one of 72 h with an hour.
std::optional<double> read_moment(Reader& reader, std::string_view key, std::optional<bool>& in_days) {
    const auto written = reader.text(key);
    if (!written) return std::nullopt;
    const auto quantity = core::parse_quantity(*written);
    if (!quantity || (quantity->unit != "d" && quantity->unit != "h")) {
        reader.complain(key, fmt::format("{} is not a number of days or hours", core::as_written(*written)),
                        "write \"3 d\" or \"72 h\"");
        return std::nullopt;
    }
    const bool days = quantity->unit == "d";
    if (std::abs(quantity->value) > most_days * (days ? 1.0 : hours_in_day))
        reader.complain(key, fmt::format("{} is too far from a session", core::as_written(*written)),
                        fmt::format("up to {} d are possible", most_days));
    if (in_days && *in_days != days)
        reader.complain(key, "a window has days at both ends, or hours", "write both in the same unit");
    in_days = days;
    return quantity->value;
}

Window read_window(Reader reader) {
    Window out;
    out.anchor = word(reader, "anchor", {"session", "course-end"}) == "session" ? Anchor::session : Anchor::course_end;
    std::optional<bool> in_days;
    reader.required("from", "\"0 h\"");
    reader.required("to", "\"72 h\"");
    out.from = read_moment(reader, "from", in_days).value_or(0.0);
    out.to = read_moment(reader, "to", in_days).value_or(0.0);
    out.in_days = in_days.value_or(false);
    if (out.to < out.from) reader.complain("to", "the window ends before it begins");
    reader.refuse_unknown();
    return out;
}

bool fits(Kind kind, Severity severity) { return (kind == Kind::red_flag) == (severity >= Severity::contact); }

Rule::Variant read_variant(Reader reader, const Rule& rule, const RuleBase& base) {
    Rule::Variant out;
    reader.required("policy", "\"label\"");
    out.policy = read_named(reader, "policy", Policy::evidence).value_or(Policy::standard);
    const auto refuse = [&](std::string_view key, std::string_view what) {
        if (reader.node(key) != nullptr) reader.complain(key, fmt::format("the rule has no {} to differ in", what));
    };
    if (rule.gap) out.gap_days = read_days(reader, "gap");
    else refuse("gap", "gap");
    const bool one_value = rule.all.size() == 1 && rule.any.empty() && rule.all.front().op != Operator::one_of;
    if (one_value && reader.has("value")) out.value = read_value(reader, "value", *base.fact(rule.all.front().fact));
    else refuse("value", "single value");
    if (rule.window && reader.has("to")) {
        std::optional<bool> in_days = rule.window->in_days;
        out.to = read_moment(reader, "to", in_days);
    } else {
        refuse("to", "window");
    }
    out.severity = read_named(reader, "severity", Severity::emergency);
    if (out.severity && !fits(rule.kind, *out.severity))
        reader.complain("severity", fmt::format("{} is not for a rule of this kind", name(*out.severity)));
    out.source = text(reader, "source");
    out.seen = word(reader, "seen", readings);
    out.basis = word(reader, "basis", bases);
    reader.refuse_unknown();
    return out;
}

Rule read_rule(const std::string& id, Reader reader, const RuleBase& base) {
    Rule out{.id = id};
    reader.required("kind", "\"washout\"");
    out.kind = read_named(reader, "kind", Kind::red_flag).value_or(Kind::precaution);
    out.modality = words(reader, "modality", modalities);
    if (out.modality.empty()) reader.complain("modality", "a rule speaks of some kind of treatment");
    out.phase = word(reader, "phase", phases);
    reader.required("severity", "\"defer\"");
    out.severity = read_named(reader, "severity", Severity::emergency)
                       .value_or(out.kind == Kind::red_flag ? Severity::contact : Severity::warn);
    if (!fits(out.kind, out.severity))
        reader.complain("severity", fmt::format("{} is not for a rule of this kind", name(out.severity)),
                        "red flags are contact, urgent or emergency, all others inform to block");
    out.for_clinician = reader.has("for") && word(reader, "for", {"everyone", "clinician"}) == "clinician";
    out.once = reader.flag("once").value_or(false);
    if (reader.has("against")) {
        out.against =
            word(reader, "against", {"closure", "redness"}) == "closure" ? Against::closure : Against::redness;
        if (!reader.has("window")) reader.complain("against", "only a window can be compared with a simulation");
    }
    if (reader.has("strength")) out.strength = word(reader, "strength", {"absolute", "relative"});
    out.all = read_terms(reader, "all", base);
    out.any = read_terms(reader, "any", base);
    if (auto gap = reader.table("gap")) out.gap = read_gap(*gap, base);
    if (auto window = reader.table("window")) out.window = read_window(*window);
    if (!reader.has("all") && !reader.has("any") && !reader.has("gap") && !reader.has("window"))
        reader.complain("all", fmt::format("rule {} never fires and has no window", id));
    out.action = text(reader, "action");
    if (!out.gap && out.action.find("{gap}") != std::string::npos)
        reader.complain("action", fmt::format("rule {} has no gap that {{gap}} could stand for", id));
    out.source = text(reader, "source");
    out.seen = word(reader, "seen", readings);
    out.basis = word(reader, "basis", bases);
    for (Reader& one : reader.tables("variants")) {
        out.variants.push_back(read_variant(one, out, base));
        const Policy policy = out.variants.back().policy;
        if (std::ranges::count(out.variants, policy, &Rule::Variant::policy) > 1)
            one.complain("policy", fmt::format("policy {} stands twice", name(policy)));
    }
    for (Reader& one : reader.tables("also")) {
        out.also.push_back({text(one, "says"), words(one, "sources")});
        one.refuse_unknown();
    }
    out.note = reader.text("note").value_or("");
    reader.refuse_unknown();
    return out;
}

std::optional<Zone::Lengths> read_lengths(Reader& reader, const std::string& key, const std::string& source) {
    const core::Node* node = reader.node(key);
    if (node == nullptr) return std::nullopt;
    Zone::Lengths out;
    const auto length = [&](std::size_t i) -> std::optional<double> {
        const std::string* written = node->array() && node->array()->size() == 2 ? (*node->array())[i].text() : nullptr;
        const auto quantity = written != nullptr ? core::parse_quantity(*written) : std::nullopt;
        return quantity && core::is_unit(quantity->unit) && core::convertible(quantity->unit, "mm")
                   ? std::optional(core::to_si(quantity->value, quantity->unit))
                   : std::nullopt;
    };
    const auto least = length(0), most = length(1);
    if (!least || !most || *most < *least)
        reader.complain(key, fmt::format("{} is not a range of lengths", reader.full_name(key)),
                        "write [\"0.5 mm\", \"1 mm\"]");
    out.least = least.value_or(0.0);
    out.most = most.value_or(0.0);
    out.source = text(reader, source);
    return out;
}

Zone read_zone(const std::string& name, Reader reader) {
    Zone out{.name = name};
    out.professional = read_lengths(reader, "professional", "professional_source");
    out.vendor_thin = read_lengths(reader, "vendor_thin", "vendor_source");
    out.vendor_thick = read_lengths(reader, "vendor_thick", "vendor_source");
    out.home = read_lengths(reader, "home", "home_source");
    out.note = reader.text("note").value_or("");
    reader.refuse_unknown();
    return out;
}

/// Calls `read(name, reader)` for each table below `kind`.
template <class Read>
void each(Reader& root, std::string_view kind, Read read) {
    root.required(kind, "{ … }");
    if (auto table = root.table(kind))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) read(key.name, *entry);
}

}  // namespace

RuleBase read_rules(const core::Document& document) {
    core::Findings findings(document);
    Reader root(document.root(), findings);
    RuleBase out;
    out.version = text(root, "rules_version");
    root.required("date", "2026-11-20");
    out.date = root.date("date").value_or(core::Date{});
    root.required("default_policy", "\"standard\"");
    out.default_policy = read_named(root, "default_policy", Policy::evidence).value_or(Policy::standard);
    each(root, "fact", [&](const std::string& id, Reader& one) { out.facts.push_back(read_fact(id, one)); });
    each(root, "rule", [&](const std::string& id, Reader& one) { out.rules.push_back(read_rule(id, one, out)); });
    each(root, "zone", [&](const std::string& name, Reader& one) { out.zones.push_back(read_zone(name, one)); });
    root.refuse_unknown();
    findings.raise();
    return out;
}

}  // namespace percuta::care
