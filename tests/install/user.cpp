// Carries a plan out with the installed library.
#include <cstdio>

#include "core/data_files.hpp"
#include "course/carry_out.hpp"

int main() {
    using namespace percuta;
    const course::Knowledge known = course::learn(core::embedded_data());
    plan::Plan plan;
    plan.subject.site = "cheek";
    plan.concern.kind = "acne-scar";
    plan.device.model = "dermaroller-mf8";
    plan.technique.passes = 15;
    plan.schedule.follow_up = 56.0 * 86400.0;
    course::Options options;
    options.samples = 0;
    options.fidelity = healing::Fidelity::column;
    const course::Result result = course::carry_out(plan, known, options);
    std::printf("collagen %+.1f %%\n", result.assays.front().change.median);
    return result.assays.front().change.median > 0.0 ? 0 : 1;
}
