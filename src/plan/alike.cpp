#include "plan/alike.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/error.hpp"
#include "core/units.hpp"

namespace percuta::plan {

namespace {

/// What differs in one section: keys, and the values where they fit into a line.
class Differences {
public:
    explicit Differences(std::string_view section) : section_(section) {}

    template <class Value>
    void look(std::string_view key, const Value& a, const Value& b) {
        if (!(a == b)) found_.push_back(fmt::format("{} ({} and {})", key, a, b));
    }
    template <class Value>
    void look_without_values(std::string_view key, const Value& a, const Value& b) {
        if (!(a == b)) found_.emplace_back(key);
    }
    void tell(std::vector<std::string>& out) const {
        if (!found_.empty()) out.push_back(fmt::format("[{}]: {}", section_, fmt::join(found_, ", ")));
    }

private:
    std::string_view section_;
    std::vector<std::string> found_;
};

std::string weight(const Subject& who) { return who.weight ? fmt::format("{:.6g} kg", *who.weight) : "not given"; }

std::string baseline(const Concern& concern) {
    return concern.baseline ? fmt::format("{:.6g} on {}", concern.baseline->value, concern.baseline->scale)
                            : "not given";
}

std::string age(const Subject& who) { return fmt::format("{:.6g} yr", core::from_si(who.age, "yr")); }

}  // namespace

void require_alike(const Plan& a, const Plan& b, std::string_view first, std::string_view second) {
    if (a.subject == b.subject && a.concern == b.concern) return;
    Differences people("subject"), wanted("concern");
    people.look("age", age(a.subject), age(b.subject));
    people.look("sex", a.subject.sex, b.subject.sex);
    people.look("phototype", a.subject.phototype, b.subject.phototype);
    people.look("site", a.subject.site, b.subject.site);
    people.look("weight", weight(a.subject), weight(b.subject));
    people.look("skin_type", a.subject.skin_type, b.subject.skin_type);
    people.look_without_values("facts", a.subject.facts, b.subject.facts);
    wanted.look("kind", a.concern.kind, b.concern.kind);
    wanted.look("baseline", baseline(a.concern), baseline(b.concern));
    wanted.look_without_values("mix", a.concern.mix, b.concern.mix);
    std::vector<std::string> all;
    people.tell(all);
    wanted.tell(all);
    throw core::UsageError(
        fmt::format("{} and {} differ in {}; they must be for the same people with the same concern, or more than "
                    "the treatment would differ: make these alike, or carry each plan out by itself with percuta run",
                    first, second, fmt::join(all, " and in ")));
}

}  // namespace percuta::plan
