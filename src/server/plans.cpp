#include "server/plans.hpp"

#include <limits>

#include <fmt/format.h>

#include "core/error.hpp"
#include "server/problem.hpp"

namespace percuta::server {

plan::Plan understood(const PlanText& text, const plan::Vocabulary& words, const std::string& above) {
    constexpr int unprocessable = 422;
    try {
        return plan::read(core::Document::parse(text.toml, "plan"), words);
    } catch (const core::InvalidInput& error) {
        throw Refused(problem(unprocessable, "The plan is not valid", "See the list of errors.",
                              mistakes_in(error, text, above)));
    }
}

course::Options options_in(const Json& body, const course::Knowledge& known, int threads) {
    constexpr std::uint64_t most_samples = 2000;
    course::Options out;
    out.fidelity = fidelity_in(body);
    out.seed = number_in(body, "seed", out.seed, 0, std::numeric_limits<std::uint64_t>::max());
    out.samples =
        static_cast<int>(number_in(body, "samples", static_cast<std::uint64_t>(out.samples), 0, most_samples));
    out.threads = threads;
    out.policy = policy_in(body, known);
    out.overridden = word_in(body, "override", "");
    return out;
}

std::string in_command(const course::Options& options) {
    return fmt::format("--fidelity {} --seed {} --samples {}",
                       options.fidelity == healing::Fidelity::column ? "column" : "cell", options.seed,
                       options.samples) +
           (options.policy ? fmt::format(" --policy {}", name(*options.policy)) : "") +
           (options.overridden.empty() ? "" : " --override '...'");
}

}  // namespace percuta::server
