#include "core/units.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <udunits2.h>

#include "core/error.hpp"

namespace percuta::core {

namespace {

using Unit = std::unique_ptr<ut_unit, decltype(&ut_free)>;

/// UDUNITS keeps state in its system object and in a global status, so every call holds `lock`.
struct Units {
    std::mutex lock;
    ut_system* system = nullptr;

    Units() {
        ut_set_error_message_handler(ut_ignore);
        system = ut_read_xml(nullptr);
        if (system == nullptr)
            throw UserError("the UDUNITS-2 unit table cannot be read; install the package libudunits2-data");
        // Short forms of clinical writing that UDUNITS lacks. A month is a twelfth of a (tropical) year there.
        for (const auto& [name, meaning] : {std::pair{"wk", "week"}, {"mo", "month"}})
            if (const Unit unit(ut_parse(system, meaning, UT_ASCII), &ut_free); unit)
                ut_map_name_to_unit(name, UT_ASCII, unit.get());
    }
    ~Units() { ut_free_system(system); }
    Units(const Units&) = delete;
    Units& operator=(const Units&) = delete;

    Unit parse(std::string_view text) {
        const std::string copy(text);
        return {ut_parse(system, copy.c_str(), UT_UTF8), &ut_free};
    }
};

Units& units() {
    static Units instance;  // a constant table after construction; not state of a simulation
    return instance;
}

}  // namespace

std::optional<Quantity> parse_quantity(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    return Quantity{value, std::string(text)};
}

bool is_unit(std::string_view unit) {
    constexpr std::size_t longest_unit = 64;
    if (unit.size() > longest_unit) return false;
    const std::scoped_lock guard(units().lock);
    return units().parse(unit) != nullptr;
}

bool convertible(std::string_view from, std::string_view to) {
    const std::scoped_lock guard(units().lock);
    const Unit a = units().parse(from), b = units().parse(to);
    return a && b && ut_are_convertible(a.get(), b.get()) != 0;
}

double convert(double value, std::string_view from, std::string_view to) {
    const std::scoped_lock guard(units().lock);
    const Unit a = units().parse(from), b = units().parse(to);
    using Converter = std::unique_ptr<cv_converter, decltype(&cv_free)>;
    const Converter converter(a && b ? ut_get_converter(a.get(), b.get()) : nullptr, &cv_free);
    if (!converter) throw InternalError(fmt::format("cannot convert \"{}\" to \"{}\"", from, to));
    return cv_convert_double(converter.get(), value);
}

double to_si(double value, std::string_view unit) {
    std::string base;
    {
        const std::scoped_lock guard(units().lock);
        const Unit parsed = units().parse(unit);
        if (!parsed) throw InternalError(fmt::format("\"{}\" is not a unit", unit));
        std::array<char, 256> text{};
        // The definition reads "1e-06 m": drop the factor and what is left names the SI base units.
        ut_format(parsed.get(), text.data(), text.size() - 1, UT_ASCII | UT_DEFINITION);
        base = text.data();
        base = base.substr(0, base.find(" @"));  // "K @ 273.15": an offset belongs to the unit, not to its base
    }
    const auto definition = parse_quantity(base);
    return convert(value, unit, definition && !definition->unit.empty() ? definition->unit : definition ? "1" : base);
}

std::string dimension_name(std::string_view unit) {
    constexpr std::array names{std::pair{"m", "a length"},    std::pair{"s", "a time"},
                               std::pair{"kg", "a mass"},     std::pair{"m2", "an area"},
                               std::pair{"m3", "a volume"},   std::pair{"N", "a force"},
                               std::pair{"m/s", "a speed"},   std::pair{"s-1", "a rate"},
                               std::pair{"m-2", "a density per area"}, std::pair{"m2/s", "a diffusivity"},
                               std::pair{"K", "a temperature"}, std::pair{"Pa", "a pressure"},
                               std::pair{"1", "a pure number"}};
    for (const auto& [known, name] : names)
        if (convertible(unit, known)) return name;
    return "";
}

}  // namespace percuta::core
