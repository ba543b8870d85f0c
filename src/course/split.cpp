#include "course/split.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "core/error.hpp"
#include "course/clinical.hpp"
#include "course/knowledge.hpp"
#include "plan/read.hpp"

namespace percuta::course {

namespace {

constexpr std::string_view how_to_freeze =
    "if this is meant, freeze the split anew: percuta fit --freeze -o data/split.toml";

/// As it was printed, free of round-off.
std::string text(double value) { return fmt::format("{:.9g}", value); }

std::string text(const BenchFigure& figure) {
    return fmt::format("{} {} {} {} {}\n", kind(figure), figure.unit, text(figure.least), text(figure.most),
                       text(figure.sd));
}

std::string text(const ClinicalFigure& figure) {
    return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {}\n", figure.arm, figure.versus, figure.measure,
                       figure.reader, name(figure.statistic), text(figure.threshold), text(figure.upper),
                       figure.before ? "before" : "after", text(figure.at), text(figure.least), text(figure.most),
                       text(figure.sd), figure.unit);
}

std::string text(const Arm& arm) {
    plan::Plan plan = arm.plan;
    plan.title.clear();
    return fmt::format("{} {} {}\n{}", arm.name, arm.people, arm.needled ? "needled" : "untouched", plan::write(plan));
}

std::string text(const Population& people) {
    std::string out =
        fmt::format("{} {} {} {} {} {} {} {}", people.enrolled, people.completed, people.studies, text(people.age),
                    text(people.age_sd), text(people.age_least), text(people.age_most), text(people.female));
    for (const double share : people.phototypes) out += ' ' + text(share);
    if (!people.scale.empty())
        out += fmt::format(" {} {} {}", people.scale, text(people.baseline), text(people.baseline_sd));
    return out + '\n';
}

FrozenStudy frozen(const Study& study) { return {study.role, hash(frozen_text({&study, 1}))}; }

struct Difference {
    std::string study, what;
};

std::vector<Difference> differences(const Knowledge& known) {
    std::vector<Difference> out;
    for (const Study& study : known.studies) {
        const auto found = known.split.find(study.id);
        if (found == known.split.end()) {
            out.push_back({study.id, "it is not in the frozen split"});
            continue;
        }
        const FrozenStudy now = frozen(study);
        if (now.role != found->second.role)
            out.push_back(
                {study.id, fmt::format("its role is {}, but it was frozen as {}", now.role, found->second.role)});
        else if (now.hash != found->second.hash)
            out.push_back({study.id, "its people, treatment or printed numbers are not those that were frozen"});
    }
    for (const auto& [id, one] : known.split)
        if (std::ranges::find(known.studies, id, &Study::id) == known.studies.end())
            out.push_back({id, "it is in the frozen split, but gone"});
    return out;
}

}  // namespace

std::string frozen_text(std::span<const Study> studies) {
    std::string out;
    for (const Study& study : studies) {
        out += fmt::format("{} {} {}\n", study.id, study.role, study.group);
        if (study.trial) {
            out += fmt::format("{} {}", name(study.trial->design), text(study.trial->people));
            for (const Arm& arm : study.trial->arms) out += text(arm);
            for (const ClinicalFigure& figure : study.trial->figures) out += text(figure);
        }
        for (const BenchFigure& figure : study.bench) out += text(figure);
    }
    return out;
}

std::string write_split(const std::vector<Study>& studies) {
    std::string out =
        "# The role of every study, and a hash of its role, people, treatment and printed numbers, as they stood\n"
        "# before anything was fitted to them. `percuta fit` and a test refuse studies that differ. Made by `percuta "
        "fit --freeze`; see\n"
        "# docs/studies.md.\n";
    for (const Study& study : studies) {
        const FrozenStudy one = frozen(study);
        out += fmt::format("\n[study.{}]\nrole = \"{}\"\nhash = \"{}\"\n", study.id, one.role, one.hash);
    }
    return out;
}

Split read_split(const core::Document& document) {
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    Split split;
    if (auto table = root.table("study"))
        for (const auto& [key, node] : table->entries())
            if (auto entry = table->table(key.name)) {
                entry->required("role", "\"held-out\"");
                entry->required("hash", "\"…\"");
                const auto role = entry->choice("role", {"calibration", "held-out", "display"});
                split[key.name] = {role.value_or(""), entry->text("hash").value_or("")};
                entry->refuse_unknown();
            }
    root.refuse_unknown();
    findings.raise();
    return split;
}

std::vector<std::string> split_differences(const Knowledge& known) {
    std::vector<std::string> out;
    for (const Difference& one : differences(known)) out.push_back(fmt::format("{}: {}", one.study, one.what));
    return out;
}

void check_split(const Knowledge& known) {
    std::vector<core::Diagnostic> found;
    for (Difference& one : differences(known)) {
        core::Diagnostic& diagnostic = found.emplace_back();
        diagnostic.place.file = fmt::format("studies/{}.toml", one.study);
        diagnostic.message = std::move(one.what);
        diagnostic.suggestion = how_to_freeze;
    }
    if (!found.empty()) throw core::InvalidInput(std::move(found));
}

}  // namespace percuta::course
