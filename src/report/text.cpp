#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/units.hpp"

namespace percuta::report {

namespace {

constexpr const char* thin_space = "\u202f";
constexpr const char* minus_sign = "\u2212";
/// From here on numbers are powers of ten.
constexpr double longest = 1e7;

/// "1.50" -> "1.5", "3.0" -> "3"
std::string trimmed(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// "-12345.60" -> "−12 345.60"
std::string dressed(std::string plain) {
    const bool negative = plain.front() == '-' && plain.find_first_not_of("-0.") != std::string::npos;
    if (plain.front() == '-') plain.erase(0, 1);
    const std::size_t whole = std::min(plain.find('.'), plain.size());
    std::string out = negative ? minus_sign : "";
    for (std::size_t i = 0; i < plain.size(); ++i) {
        // Four digits stay together, as is usual: years and "1500" read better closed up.
        if (i > 0 && i < whole && whole > 4 && (whole - i) % 3 == 0) out += thin_space;
        out += plain[i];
    }
    return out;
}

int exponent_of(double value) { return static_cast<int>(std::floor(std::log10(std::abs(value)))); }

bool sampled(const course::Interval& figure) { return figure.lo != figure.hi; }

/// Decimals of the three figures of an interval.
int decimals_of(const course::Interval& figure, double factor, int most_decimals) {
    const double lo = figure.lo * factor;
    const double hi = figure.hi * factor;
    return std::min(decimals_for(std::abs(hi - lo), std::max(std::abs(lo), std::abs(hi))), most_decimals);
}

/// With that many decimals; as a power of ten when it would be a long row of digits.
std::string shown(double value, int decimals) {
    return std::abs(value) < longest ? rounded(value, decimals) : number(value);
}

/// Sampled, but to three digits every draw gives the same.
bool unmoved(const course::Interval& figure) { return sampled(figure) && number(figure.lo) == number(figure.hi); }
}  // namespace

std::string superscript(int exponent) {
    constexpr std::array<const char*, 10> digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out = exponent < 0 ? "⁻" : "";
    for (const char digit : std::to_string(std::abs(exponent))) out += digits[static_cast<std::size_t>(digit - '0')];
    return out;
}

std::string escape(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string rounded(double value, int decimals) {
    if (decimals >= 0) return dressed(fmt::format("{:.{}f}", value, decimals));
    const double step = std::pow(10.0, -decimals);
    return dressed(fmt::format("{:.0f}", std::round(value / step) * step));
}

std::string number(double value, int significant) {
    if (value == 0.0) return "0";
    const int exponent = exponent_of(value);
    if (exponent < -3 || std::abs(value) >= longest) {
        const std::string mantissa = trimmed(rounded(value / std::pow(10.0, exponent), significant - 1));
        return fmt::format("{}\u00a0×\u00a010{}", mantissa, superscript(exponent));
    }
    return trimmed(rounded(value, significant - 1 - exponent));
}

std::string with_sign(const std::string& number_text) {
    if (number_text.find_first_not_of("0.") == std::string::npos || number_text.starts_with(minus_sign))
        return number_text;
    return "+" + number_text;
}

int decimals_for(double width, double magnitude) {
    if (width <= 0.0) return magnitude == 0.0 ? 0 : 2 - exponent_of(magnitude);
    const int from_width = 1 - exponent_of(width);
    const int from_value = magnitude == 0.0 ? from_width : 2 - exponent_of(magnitude);
    return std::min(from_width, std::max(from_value, 0));
}

std::string with_unit(const std::string& value, std::string_view unit) {
    return unit.empty() ? value : fmt::format("{}\u00a0{}", value, unit);
}

std::string in_words(const course::Interval& figure, double factor, std::string_view unit, std::string_view what) {
    const double median = figure.median * factor;
    if (!sampled(figure)) return with_unit(number(median), unit) + " (not sampled)";
    if (unmoved(figure)) return with_unit(number(median), unit) + " (the same in every draw)";
    // Tenths of a per cent are as fine as any reading of skin; a long unit ("holes/cm²") is said once.
    const int decimals = decimals_of(figure, factor, unit == "%" ? 1 : finest);
    const std::string_view again = unit.size() > 4 ? std::string_view() : unit;
    return fmt::format("{} ({} {} to {})", with_unit(shown(median, decimals), unit), what,
                       shown(figure.lo * factor, decimals), with_unit(shown(figure.hi * factor, decimals), again));
}

std::string in_cell(const course::Interval& figure, double factor, int most_decimals) {
    const double median = figure.median * factor;
    if (!sampled(figure)) return number(median) + " (not sampled)";
    if (unmoved(figure)) return number(median) + " (no spread)";
    const int decimals = decimals_of(figure, factor, most_decimals);
    return fmt::format("{} ({} to {})", shown(median, decimals), shown(figure.lo * factor, decimals),
                       shown(figure.hi * factor, decimals));
}

std::string moment(double seconds) {
    const double days = seconds / core::day;
    if (days > 0.0 && days < 1.0) return "hour\u00a0" + number(seconds / core::hour, 2);
    return "day\u00a0" + trimmed(rounded(days, days < 10.0 ? 1 : 0));
}

std::string hour_and_day(double seconds) {
    const double hours = std::ceil(seconds / core::hour - 1e-9);
    return fmt::format("hour\u00a0{:.0f} (day\u00a0{:.0f})", hours, std::ceil(hours / 24.0));
}

std::string iso(const core::Date& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string duration(double seconds) {
    const double days = seconds / core::day;
    const auto whole = [](double value) { return std::abs(value - std::round(value)) < 1e-6; };
    const auto say = [](double value, const char* unit) {
        const std::string text = trimmed(rounded(value, 1));
        return fmt::format("{}\u00a0{}{}", text, unit, text == "1" ? "" : "s");
    };
    // Calendar months and years of 30.44 and 365.25 days, as clinics count follow-up.
    const double months = days / 30.436875;
    if (days < 2.0 && !whole(days)) return say(seconds / core::hour, "hour");
    if (months >= 24.0) return say(months / 12.0, "year");
    if (days >= 7.0 && whole(days / 7.0)) return say(days / 7.0, "week");
    if (months >= 3.0) return say(months, "month");
    return say(days, "day");
}

std::string length(double metres) {
    if (metres < core::millimetre) return with_unit(number(metres / core::micrometre), "µm");
    return with_unit(number(metres / core::millimetre), "mm");
}

std::string unit_sign(std::string_view unit) {
    if (unit == "1") return "";
    if (unit == "percent") return "%";
    std::string out(unit);
    const auto replace = [&out](std::string_view from, std::string_view to) {
        for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size()))
            out.replace(at, from.size(), to);
    };
    replace("^2", "²");
    replace("^3", "³");
    replace("**", "");
    for (const char* micro : {"um", "ug", "uL", "ul", "us"})
        if (out.starts_with(micro)) out.replace(0, 1, "µ");
    return out;
}

std::string unit_after_number(std::string_view unit) {
    return unit.starts_with("1/") ? "per " + unit_sign(unit.substr(2)) : unit_sign(unit);
}

int out_of_hundred(double probability) {
    return static_cast<int>(std::lround(std::clamp(probability, 0.0, 1.0) * 100.0));
}

std::string people(double probability) {
    if (probability < 0.005) return "fewer than 1 of 100\u00a0people";
    if (probability > 0.995) return "more than 99 of 100\u00a0people";
    return fmt::format("about {} of 100\u00a0people", out_of_hundred(probability));
}

std::string words(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '-', ' ');
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

std::string capitalised(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string uncapitalised(std::string text) {
    // "A blinded reader" but not "MD of the clinic": an abbreviation keeps its capitals.
    const bool abbreviation = text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z';
    if (!text.empty() && !abbreviation && text.front() >= 'A' && text.front() <= 'Z')
        text.front() = static_cast<char>(text.front() - 'A' + 'a');
    return text;
}

std::string counted(int count, std::string_view singular) {
    constexpr std::array<const char*, 13> spelled{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                  "seven", "eight", "nine", "ten",   "eleven", "twelve"};
    const auto index = static_cast<std::size_t>(std::max(count, 0));
    const std::string number = index < spelled.size() ? spelled[index] : std::to_string(count);
    return fmt::format("{} {}{}", number, singular, count == 1 ? "" : "s");
}

std::string plain(std::string text) {
    for (const std::string_view space : {"\u00a0", "\u202f"})
        for (std::size_t at = text.find(space); at != std::string::npos; at = text.find(space, at))
            text.replace(at, space.size(), " ");
    return text;
}

}  // namespace percuta::report
