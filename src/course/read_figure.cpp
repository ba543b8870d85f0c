#include "course/read_figure.hpp"

#include <limits>

#include "core/units.hpp"

namespace percuta::course {

namespace {

using core::Reader;

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A number where the figure has no dimension, else a string with a unit, of which `written` keeps the first.
std::optional<double> measure(Reader& reader, std::string_view key, std::string_view unit, std::string& written) {
    if (unit == "1") {
        written = "1";
        return reader.number(key);
    }
    const auto value = reader.quantity(key, unit);
    if (value && written.empty())
        if (const auto as_printed = core::parse_quantity(*reader.node(key)->text())) written = as_printed->unit;
    return value;
}

}  // namespace

std::string required_text(Reader& reader, std::string_view key) {
    reader.required(key, "\"…\"");
    return reader.text(key).value_or("");
}

void read_published(Reader& reader, std::string_view unit, BenchFigure& figure) {
    figure.what = required_text(reader, "what");
    if (!reader.has("published") && !reader.has("least") && !reader.has("most"))
        reader.complain("published", "a figure has a published value or a range",
                        "write published = \"160 um\", or least = … and most = …");
    if (reader.has("published")) {
        figure.least = figure.most = measure(reader, "published", unit, figure.unit).value_or(0.0);
        for (const std::string_view key : {"least", "most"})
            if (reader.has(key)) reader.complain(key, "a figure has a published value or a range, not both");
    } else {
        figure.least = measure(reader, "least", unit, figure.unit).value_or(-infinite);
        figure.most = measure(reader, "most", unit, figure.unit).value_or(infinite);
        if (figure.least > figure.most) reader.complain("least", "least is above most");
    }
    reader.required("sd", "\"10 um\"");
    std::string ignored;
    figure.sd = measure(reader, "sd", unit, ignored).value_or(0.0);
    if (reader.has("sd") && figure.sd <= 0.0) reader.complain("sd", "sd must be above zero");
    figure.spread = required_text(reader, "spread");
    figure.note = reader.text("note").value_or("");
}

}  // namespace percuta::course
