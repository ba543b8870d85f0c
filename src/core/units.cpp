#include "core/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
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
    /// Data name a few dozen units thousands of times.
    std::map<std::string, Unit, std::less<>> kept{};

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
    ~Units() {
        kept.clear();
        ut_free_system(system);
    }
    Units(const Units&) = delete;
    Units& operator=(const Units&) = delete;

    /// "mm/0s": a name right behind a number. UDUNITS-2 refuses it too, but loses memory on the way. "cmH2O" is a name.
    static bool glues_number_to_name(std::string_view text) {
        const auto digit = [](char c) { return c >= '0' && c <= '9'; };
        const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (!digit(text[i]) || (i > 0 && (digit(text[i - 1]) || letter(text[i - 1])))) continue;
            while (i + 1 < text.size() && digit(text[i + 1])) ++i;
            if (i + 1 < text.size() && letter(text[i + 1])) return true;
        }
        return false;
    }

    /// nullptr when it is none.
    ut_unit* parse(std::string_view text) {
        const auto found = kept.find(text);
        if (found != kept.end()) return found->second.get();
        return kept.emplace(std::string(text), parse_anew(text)).first->second.get();
    }

    /// For callers that hold the lock and no unit: what strangers made up is not kept for ever.
    void forget_many() {
        constexpr std::size_t most_kept = 500;
        if (kept.size() > most_kept) kept.clear();
    }

    Unit parse_anew(std::string_view text) const {
        constexpr std::size_t longest_unit = 64;
        const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20U; };
        const std::string copy(text);
        if (copy.size() > longest_unit || std::ranges::any_of(copy, control) || glues_number_to_name(copy))
            return {nullptr, &ut_free};
        return {ut_parse(system, copy.c_str(), UT_UTF8), &ut_free};
    }
};

/// The product of SI base units that `unit` is a multiple of; null when it is none (a level, a time since a date).
Unit base_of(const ut_unit* unit) {
    using Slot = ut_unit*;
    static const ut_visitor visitor = {
        .visit_basic = [](const ut_unit* basic,
                          void* out) { return *static_cast<Slot*>(out) = ut_clone(basic), UT_SUCCESS; },
        .visit_product = [](const ut_unit* product, int, const ut_unit* const*, const int*,
                            void* out) { return *static_cast<Slot*>(out) = ut_clone(product), UT_SUCCESS; },
        .visit_galilean =
            [](const ut_unit*, double scale, const ut_unit* underlying, double offset, void* out) {
                // What counts backwards, as "-1 mm" would, is no unit.
                const bool usable = std::isfinite(scale) && scale > 0.0 && std::isfinite(offset);
                return usable ? ut_accept_visitor(underlying, &visitor, out) : UT_SUCCESS;
            },
        .visit_timestamp = [](const ut_unit*, const ut_unit*, double, void*) { return UT_SUCCESS; },
        .visit_logarithmic = [](const ut_unit*, double, const ut_unit*, void*) { return UT_SUCCESS; }};
    Slot found = nullptr;
    if (unit != nullptr) ut_accept_visitor(unit, &visitor, &found);
    return {found, &ut_free};
}

/// UDUNITS also converts a unit to its reciprocal (Hz to s), which here would turn a mistake into a number.
bool same_dimension(const ut_unit* a, const ut_unit* b) {
    const Unit base_a = base_of(a), base_b = base_of(b);
    if (!base_a || !base_b || ut_are_convertible(base_a.get(), base_b.get()) == 0) return false;
    const Unit ratio(ut_divide(base_a.get(), base_b.get()), &ut_free);
    return ratio && ut_is_dimensionless(ratio.get()) != 0;
}

double converted(double value, ut_unit* from, ut_unit* to) {
    using Converter = std::unique_ptr<cv_converter, decltype(&cv_free)>;
    const Converter converter(ut_get_converter(from, to), &cv_free);
    if (!converter) throw InternalError("UDUNITS-2 has no conversion between units of one dimension");
    return cv_convert_double(converter.get(), value);
}

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
    const bool pure = text == "1" || text.substr(0, 2) == "1/";
    if (!text.empty() && !pure && std::string_view("0123456789+-.,").find(text.front()) != std::string_view::npos)
        return std::nullopt;
    return Quantity{value, std::string(text)};
}

bool is_unit(std::string_view unit) {
    const std::scoped_lock guard(units().lock);
    units().forget_many();
    return base_of(units().parse(unit)) != nullptr;
}

bool convertible(std::string_view from, std::string_view to) {
    const std::scoped_lock guard(units().lock);
    units().forget_many();
    return same_dimension(units().parse(from), units().parse(to));
}

double convert(double value, std::string_view from, std::string_view to) {
    const std::scoped_lock guard(units().lock);
    units().forget_many();
    ut_unit *const a = units().parse(from), *const b = units().parse(to);
    if (!same_dimension(a, b)) throw InternalError(fmt::format("cannot convert \"{}\" to \"{}\"", from, to));
    return converted(value, a, b);
}

double to_si(double value, std::string_view unit) {
    const std::scoped_lock guard(units().lock);
    units().forget_many();
    ut_unit* const parsed = units().parse(unit);
    const Unit base = base_of(parsed);
    if (!base) throw InternalError(fmt::format("\"{}\" is not a unit", unit));
    return converted(value, parsed, base.get());
}

double from_si(double value, std::string_view unit) {
    const double zero = to_si(0.0, unit);
    return (value - zero) / (to_si(1.0, unit) - zero);
}

std::string dimension_name(std::string_view unit) {
    constexpr std::array names{
        std::pair{"m", "a length"},         std::pair{"s", "a time"},        std::pair{"kg", "a mass"},
        std::pair{"m2", "an area"},         std::pair{"m3", "a volume"},     std::pair{"N", "a force"},
        std::pair{"m/s", "a speed"},        std::pair{"s-1", "a rate"},      std::pair{"m-2", "a density per area"},
        std::pair{"m2/s", "a diffusivity"}, std::pair{"K", "a temperature"}, std::pair{"Pa", "a pressure"},
        std::pair{"1", "a pure number"}};
    // The dimension of a layer's thickness, but not what people call it who write uL/cm^2.
    if (unit.find('/') != std::string_view::npos && convertible(unit, "m")) return "a volume per area";
    for (const auto& [known, name] : names)
        if (convertible(unit, known)) return name;
    return "";
}

}  // namespace percuta::core
