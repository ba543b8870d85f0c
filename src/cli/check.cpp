#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.hpp"
#include "cli/verbs.hpp"
#include "core/document.hpp"
#include "core/error.hpp"
#include "course/knowledge.hpp"
#include "course/safety.hpp"
#include "course/screening.hpp"
#include "plan/read.hpp"

namespace percuta::cli {

namespace {

nlohmann::ordered_json finding(const core::Diagnostic& diagnostic) {
    return {{"file", diagnostic.place.file},
            {"line", diagnostic.place.line},
            {"column", diagnostic.place.column},
            {"message", diagnostic.message},
            {"suggestion", diagnostic.suggestion}};
}

void print_findings(const std::vector<core::Diagnostic>& diagnostics) {
    nlohmann::ordered_json out = {{"valid", diagnostics.empty()}, {"findings", nlohmann::ordered_json::array()}};
    for (const core::Diagnostic& diagnostic : diagnostics) out["findings"].push_back(finding(diagnostic));
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

/// What `run` would refuse.
void warn_of_refusal(const course::Knowledge& known, const plan::Plan& plan) {
    const auto warn = [](std::string_view reason) {
        fmt::print(stderr, "percuta: `run` will refuse this plan without --override: {}\n", reason);
    };
    for (const std::string& reason : course::contraindications(known, plan)) warn(reason);
    try {
        course::refuse_barred(course::screen(known, plan, known.rules.default_policy), {});
    } catch (const core::Contraindicated& error) {
        warn(error.what());
    } catch (const core::UsageError& error) {
        fmt::print(stderr, "percuta: `run` will refuse this plan: {}\n", error.what());
    }
}

}  // namespace

int check(const Common& common, const CheckArguments& arguments) {
    const course::Knowledge known = course::learn(data_files(common.data));
    try {
        const plan::Plan plan =
            plan::read(core::Document::parse(read_file(arguments.plan), arguments.plan), known.vocabulary());
        if (!common.quiet) warn_of_refusal(known, plan);
        if (arguments.json) print_findings({});
        else if (arguments.full) fmt::print("{}", plan::write(plan));
        else if (!common.quiet)
            fmt::print("{}: the plan is valid. Every value with its default, as it is understood:\n\n{}",
                       arguments.plan, plan::write(plan));
        return 0;
    } catch (const core::InvalidInput& error) {
        if (!arguments.json) throw;
        print_findings(error.diagnostics());
        return 3;
    }
}

}  // namespace percuta::cli
