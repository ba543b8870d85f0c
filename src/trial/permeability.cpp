#include "trial/permeability.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/error.hpp"

namespace percuta::trial {

namespace {

constexpr std::string_view header = "log10_kow,mw_g_mol,log10_kp_cm_s";
constexpr double greatest_log = 12.0;

std::string_view trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view line) {
    std::vector<std::string_view> out;
    for (;;) {
        const std::size_t comma = line.find(',');
        out.push_back(trim(line.substr(0, comma)));
        if (comma == std::string_view::npos) return out;
        line.remove_prefix(comma + 1);
    }
}

std::optional<double> number(std::string_view text) {
    double out = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(out)) return std::nullopt;
    return out;
}

/// Reads one table and collects what is wrong with it.
class Table {
public:
    explicit Table(const std::string& file) : file_(file) {}

    void read(std::string_view line) {
        ++line_;
        const std::string_view text = trim(line);
        if (text.empty() || text.front() == '#') return;
        if (headed_) read_record(text);
        else read_header(text);
    }

    std::vector<PermeabilityRecord> take() {
        if (records_.empty() && found_.empty()) add(0, "", "there is no record in this table", example());
        if (!found_.empty()) throw core::InvalidInput(std::move(found_));
        return std::move(records_);
    }

private:
    static std::string example() {
        return fmt::format("a line \"{}\", then lines like \"-0.07,194.19,-7.41\"", header);
    }

    void add(int line, std::string_view text, std::string message, std::string suggestion) {
        core::Diagnostic out;
        out.place.file = file_;
        out.place.line = line;
        out.place.column = line > 0 ? 1 : 0;
        out.place.line_text = text;
        out.message = std::move(message);
        out.suggestion = std::move(suggestion);
        found_.push_back(std::move(out));
    }
    void refuse(std::string_view text, std::string message, std::string suggestion) {
        constexpr std::size_t most = 20, longest = 80;
        if (found_.size() < most) add(line_, text.substr(0, longest), std::move(message), std::move(suggestion));
    }

    void read_header(std::string_view text) {
        headed_ = true;
        std::string found;
        for (const std::string_view name : split(text)) found += (found.empty() ? "" : ",") + std::string(name);
        if (found != header) refuse(text, "this is not the header of a table of permeabilities", example());
    }

    void read_record(std::string_view text) {
        const std::vector<std::string_view> fields = split(text);
        if (fields.size() != 3)
            return refuse(text, fmt::format("{} values stand here, not three", fields.size()), example());
        std::array<double, 3> values{};
        for (std::size_t i = 0; i < 3; ++i) {
            const auto value = number(fields[i]);
            if (!value) return refuse(text, fmt::format("{} is no number", core::as_written(fields[i])), example());
            values[i] = *value;
        }
        if (std::abs(values[0]) > greatest_log)
            return refuse(text, fmt::format("no solute has log10 K = {}", values[0]), "log10_kow lies in -12 to 12");
        if (values[1] <= 0.0) return refuse(text, "a molar mass is above zero", "mw_g_mol is in g/mol");
        if (std::abs(values[2]) > greatest_log)
            return refuse(text, fmt::format("no skin has log10 kp = {}", values[2]),
                          "log10_kp_cm_s lies in -12 to 12, kp in cm/s");
        records_.push_back({values[0], values[1] * 1e-3, values[2]});
    }

    std::string file_;
    int line_ = 0;
    bool headed_ = false;
    std::vector<PermeabilityRecord> records_;
    std::vector<core::Diagnostic> found_;
};

/// Sums of one model over one class.
struct Sums {
    double first = 0.0, second = 0.0;
    void add(double residual) {
        first += residual;
        second += residual * residual;
    }
    Residual over(int n) const { return n > 0 ? Residual{first / n, std::sqrt(second / n)} : Residual{}; }
};

void judge(const delivery::Parameters& p, const std::vector<PermeabilityRecord>& records, PolarityClass& of) {
    Sums potts_guy, regression, kasting, chen;
    for (const PermeabilityRecord& record : records) {
        if (record.log_k < of.least || record.log_k >= of.most) continue;
        ++of.records;
        const delivery::Permeability found = delivery::permeability(p, record.log_k, record.molar_mass);
        const auto residual = [&](double predicted) { return record.log_kp - std::log10(predicted * 1e2); };
        potts_guy.add(residual(found.potts_guy));
        regression.add(residual(found.regression));
        kasting.add(residual(found.kasting));
        chen.add(residual(found.chen));
    }
    of.potts_guy = potts_guy.over(of.records);
    of.regression = regression.over(of.records);
    of.kasting = kasting.over(of.records);
    of.chen = chen.over(of.records);
}

}  // namespace

std::vector<PermeabilityRecord> read_permeabilities(std::string_view text, const std::string& file) {
    Table table(file);
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        table.read(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return table.take();
}

std::vector<PolarityClass> judge_permeability(const delivery::Parameters& p,
                                              const std::vector<PermeabilityRecord>& records) {
    std::vector<PolarityClass> out(5);
    out[0].name = "log K below -1";
    out[0].most = out[1].least = -1.0;
    out[1].name = "log K -1 to 1";
    out[1].most = out[2].least = 1.0;
    out[2].name = "log K 1 to 3";
    out[2].most = out[3].least = 3.0;
    out[3].name = "log K 3 and above";
    out[4].name = "all";
    for (PolarityClass& one : out) judge(p, records, one);
    return out;
}

}  // namespace percuta::trial
