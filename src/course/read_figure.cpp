#include "course/read_figure.hpp"

#include <limits>

#include <fmt/format.h>

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

void read_range(Reader& reader, std::string_view example, const ReadNumber& number, double& least, double& most) {
    if (!reader.has("published") && !reader.has("least") && !reader.has("most"))
        reader.complain("published", "a figure has a published value or a range",
                        fmt::format("write published = {}, or least = … and most = …", example));
    if (reader.has("published")) {
        least = most = number("published").value_or(0.0);
        for (const std::string_view key : {"least", "most"})
            if (reader.node(key) != nullptr)
                reader.complain(key, "a figure has a published value or a range, not both");
    } else {
        least = number("least").value_or(-infinite);
        most = number("most").value_or(infinite);
        if (least > most) reader.complain("least", "least is above most");
    }
}

void read_published(Reader& reader, std::string_view unit, BenchFigure& figure) {
    figure.what = required_text(reader, "what");
    const auto number = [&](std::string_view key) { return measure(reader, key, unit, figure.unit); };
    read_range(reader, "\"160 um\"", number, figure.least, figure.most);
    reader.required("sd", "\"10 um\"");
    std::string ignored;
    figure.sd = measure(reader, "sd", unit, ignored).value_or(0.0);
    if (reader.has("sd") && figure.sd <= 0.0) reader.complain("sd", "sd must be above zero");
    figure.spread = required_text(reader, "spread");
    figure.note = reader.text("note").value_or("");
}

}  // namespace percuta::course
