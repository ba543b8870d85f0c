#include "report/schema.hpp"

#include <fmt/format.h>

#include "cli/verbs.hpp"
#include "core/error.hpp"

namespace percuta::cli {

int schema(const Common&, const SchemaArguments& arguments) {
    if (arguments.of == "plan") fmt::print("{}\n", report::plan_schema());
    else if (arguments.of == "result") fmt::print("{}\n", report::result_schema());
    else if (arguments.of == "trial") fmt::print("{}\n", report::trial_schema());
    else
        throw core::UsageError(fmt::format("there is a schema of \"plan\", \"result\" and \"trial\", not of {}",
                                           core::as_written(arguments.of)));
    return 0;
}

}  // namespace percuta::cli
