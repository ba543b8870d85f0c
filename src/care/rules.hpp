// The rule base: what stands against needling somebody, what comes before and after it, and when to worry. Values come
// from data/care-rules.toml; docs/science/care.md says what they mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "care/facts.hpp"
#include "core/document.hpp"

namespace percuta::care {

/// Whose bar holds where sources disagree. Never two at once.
enum class Policy {
    label,         ///< what labelling says
    standard,      ///< the values of the rules themselves
    conservative,  ///< the longest interval, the hardest bar found or thought of
    evidence       ///< the shortest or softest, by studies where there are any
};

enum class Kind { contraindication, precaution, washout, home_use, aftercare, red_flag };

/// How much a rule weighs. The last three are those of red flags.
enum class Severity { inform, warn, review, defer, block, contact, urgent, emergency };

enum class Operator { equal, one_of, below, above, at_least };

/// One condition on one fact.
struct Term {
    std::string fact{};
    Operator op = Operator::equal;
    Answer value{};                    ///< unless `one_of`
    std::vector<std::string> words{};  ///< of `one_of`

    bool operator==(const Term&) const = default;
};

/// A date must lie at least so many days before the session.
struct Gap {
    std::string fact{};
    int days = 0;

    bool operator==(const Gap&) const = default;
};

enum class Anchor { session, course_end };

/// When something holds, from an anchor: calendar days, or hours that pass. Before the session they count from its
/// start, after it from its end.
struct Window {
    Anchor anchor = Anchor::session;
    bool in_days = false;
    double from = 0.0, to = 0.0;  ///< days or hours

    bool operator==(const Window&) const = default;
};

/// What of a simulation a window is compared with.
enum class Against { nothing, closure, redness };

/// What else was found in print, also where it disagrees.
struct Voice {
    std::string says{};
    std::vector<std::string> sources{};  ///< keys of references.bib
};

struct Rule {
    std::string id{};  ///< "wo-isotretinoin"
    Kind kind = Kind::precaution;
    std::vector<std::string> modality{};  ///< of treatment that it speaks of
    std::string phase{};                  ///< screen | plan | pre | day | after | follow-up
    Severity severity = Severity::warn;
    bool for_clinician = false;  ///< not shown to whoever is treated
    bool once = false;           ///< its window is that of the first session of a course only
    Against against = Against::nothing;
    std::string strength{};  ///< of contraindications: absolute | relative
    std::vector<Term> all{}, any{};
    std::optional<Gap> gap{};
    std::optional<Window> window{};
    std::string action{};  ///< {gap} stands for the days of the policy, until there is one
    std::string source{};  ///< key of references.bib
    std::string seen{};    ///< source | secondary | unverified: how the source was read
    std::string
        basis{};  ///< regulation | label | rct | trial | cohort | outbreak | review | consensus | case | vendor …
    std::vector<Voice> also{};
    std::string note{};

    /// What a policy has otherwise.
    struct Variant {
        Policy policy = Policy::standard;
        std::optional<int> gap_days{};
        std::optional<Answer> value{};  ///< of its only term
        std::optional<double> to{};     ///< end of its window
        std::optional<Severity> severity{};
        std::string source{}, seen{}, basis{};
    };
    std::vector<Variant> variants{};

    bool applies_to(std::string_view modality_of_plan) const;
    bool screens() const;             ///< whether it is asked before a treatment
    Rule under(Policy policy) const;  ///< with the values of one policy, and no variants
};

/// Needle lengths that practice uses in a zone, metres. Ranges; none where nothing was read.
struct Zone {
    struct Lengths {
        double least = 0.0, most = 0.0;
        std::string source{};
    };
    std::string name{};  ///< "cheek"
    std::optional<Lengths> professional{}, vendor_thin{}, vendor_thick{}, home{};
    std::string note{};
};

struct RuleBase {
    std::string version{};  ///< "0.1.0"
    core::Date date{};
    Policy default_policy = Policy::standard;
    std::vector<Fact> facts{};
    std::vector<Rule> rules{};
    std::vector<Zone> zones{};
    std::string hash{};  ///< of the file

    const Fact* fact(std::string_view id) const;  ///< nullptr when there is none
    const Rule& rule(std::string_view id) const;  ///< throws core::InternalError when there is none
    /// The same rules with the values of one policy, and no variants.
    RuleBase under(Policy policy) const;
    /// Facts that no rule asks for, which is worth a look.
    std::vector<std::string> unused_facts() const;
    /// Every key of references.bib, and which rule names it.
    std::vector<std::pair<std::string, std::string>> sources() const;
};

/// Throws core::InvalidInput for a fact, key or word that is not known, a value whose type or unit is not that of its
/// fact, and a variant of what a rule does not have.
RuleBase read_rules(const core::Document& document);

std::string_view name(Policy policy);
std::string_view name(Kind kind);          ///< "home-use"
std::string_view name(Severity severity);  ///< "defer"
std::vector<std::string> policy_names();
/// Throws core::InternalError when there is none of that name.
Policy policy_named(std::string_view name);

}  // namespace percuta::care
