#include <array>
#include <string_view>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "core/units.hpp"
#include "plan/read.hpp"

namespace percuta::plan {

namespace {

std::string date(const core::Date& date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

/// The fewest figures in `unit` that read back as exactly `si`; empty when no number of figures does.
std::string figures(double si, std::string_view si_unit, std::string_view unit) {
    const double value = core::convert(si, si_unit, unit);
    for (const int digits : {6, 15, 16, 17}) {
        const std::string text = fmt::format("{:.{}g}", value, digits);
        if (const auto read = core::parse_quantity(text); read && core::to_si(read->value, unit) == si) return text;
    }
    return "";
}

/// The units in which people state one kind of quantity, and the SI unit that always reads back exactly.
struct Units {
    std::string_view si;
    std::array<std::string_view, 6> common{};  ///< best first, until the first empty one
};

constexpr Units age{"s", {"yr"}};
constexpr Units duration{"s", {"yr", "mo", "wk", "d", "h", "min"}};
constexpr Units mass{"kg", {"kg"}};
constexpr Units length{"m", {"mm", "um"}};
constexpr Units area{"m^2", {"cm^2"}};
constexpr Units volume_per_area{"m", {"uL/cm^2"}};
constexpr Units rate{"s-1", {"Hz"}};
constexpr Units speed{"m/s", {"mm/s", "m/s"}};
constexpr Units newtons{"N", {"N"}};
constexpr Units hours{"s", {"h"}};
constexpr Units molar_mass{"kg/mol", {"g/mol"}};
constexpr Units density{"kg/m^3", {"mg/mL"}};
constexpr Units per_time{"s-1", {"1/h", "1/d"}};
constexpr Units evaporation{"m/s", {"uL/cm^2/h"}};

/// `name = "4 wk"  # 2.4192e+06 s`, in the common unit that needs the fewest figures, else in SI.
std::string line(std::string_view name, double si, const Units& units) {
    std::string best, unit;
    for (const std::string_view common : units.common) {
        if (common.empty()) break;
        const std::string text = figures(si, units.si, common);
        if (text.empty() || (!best.empty() && text.size() >= best.size())) continue;
        best = text;
        unit = common;
    }
    if (best.empty()) {
        best = fmt::format("{:.17g}", si);
        unit = units.si;
    }
    return fmt::format("{} = \"{} {}\"  # {:.6g} {}\n", name, best, unit, si, units.si);
}

std::string fact_text(const Fact& fact) {
    struct Visitor {
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(const core::Quantity& quantity) const {
            return core::as_toml(fmt::format("{} {}", quantity.value, quantity.unit));
        }
        std::string operator()(const core::Date& day) const { return date(day); }
        std::string operator()(const std::string& word) const { return core::as_toml(word); }
    };
    return std::visit(Visitor{}, fact);
}

std::string subject_text(const Subject& subject) {
    std::string out = "\n[subject]\n" + line("age", subject.age, age);
    out += fmt::format("sex = {}\nphototype = {}\nsite = {}\n", core::as_toml(subject.sex), subject.phototype,
                       core::as_toml(subject.site));
    out += fmt::format("skin_type = {}\n", core::as_toml(subject.skin_type));
    if (subject.weight) out += line("weight", *subject.weight, mass);
    if (!subject.facts.empty()) out += "\n[subject.facts]\n";
    for (const auto& [name, fact] : subject.facts)
        out += fmt::format("{} = {}\n", core::as_toml_key(name), fact_text(fact));
    return out;
}

std::string concern_text(const Concern& concern) {
    std::string out = fmt::format("\n[concern]\nkind = {}\n", core::as_toml(concern.kind));
    if (concern.baseline)
        out += fmt::format("baseline = {{ scale = {}, value = {} }}\n", core::as_toml(concern.baseline->scale),
                           concern.baseline->value);
    std::string shares;
    for (const auto& [type, share] : concern.mix)
        shares += fmt::format("{}{} = {}", shares.empty() ? "" : ", ", core::as_toml_key(type), share);
    if (!shares.empty()) out += fmt::format("mix = {{ {} }}\n", shares);
    return out;
}

std::string geometry_text(const CustomDevice& device) {
    std::string out = fmt::format("kind = {}\nneedles = {}\n", core::as_toml(device.kind), device.needles);
    out += line("tip_diameter", device.tip_diameter, length) + line("shaft_diameter", device.shaft_diameter, length);
    out += line("taper_length", device.taper_length, length) + line("maximum_depth", device.maximum_depth, length);
    if (device.kind == "roller") {
        out += line("drum_diameter", device.drum_diameter, length) + line("drum_width", device.drum_width, length);
        out += fmt::format("rows = {}\n", device.rows) + line("roll_speed", device.roll_speed, speed);
    } else {
        out += line("plate_width", device.plate_width, length) + line("pitch", device.pitch, length);
    }
    if (device.kind == "pen") {
        out += line("stroke", device.stroke, length) + line("frequency", device.frequency, rate);
        out += line("glide_speed", device.glide_speed, speed);
    }
    if (device.kind == "stamp")
        out +=
            line("impact_speed", device.impact_speed, speed) + line("presses_per_time", device.presses_per_time, rate);
    return out + fmt::format("source = {}\n", core::as_toml(device.source));
}

std::string device_text(const DeviceChoice& device) {
    std::string out = "\n[device]\n";
    out += device.custom ? geometry_text(*device.custom) : fmt::format("model = {}\n", core::as_toml(device.model));
    if (device.needle_length) out += line("needle_length", *device.needle_length, length);
    if (device.frequency) out += line("frequency", *device.frequency, rate);
    if (device.glide_speed) out += line("glide_speed", *device.glide_speed, speed);
    return out;
}

std::string technique_text(const Technique& technique) {
    std::string out = fmt::format("\n[technique]\npasses = {}\n", technique.passes);
    out += technique.force ? line("force", *technique.force, newtons)
                           : fmt::format("pressure = {}\n", core::as_toml(technique.pressure));
    out += fmt::format("mode = {}\nstretch = {}\noccluded = {}\nuses = {}\n", core::as_toml(technique.mode),
                       core::as_toml(technique.stretch), technique.occluded, technique.uses);
    return technique.area ? out + line("area", *technique.area, area) : out;
}

std::string schedule_text(const Schedule& schedule) {
    std::string out = "\n[schedule]\n";
    if (schedule.start) out += fmt::format("start = {}\n", date(*schedule.start));
    if (schedule.time) out += fmt::format("time = \"{}\"\n", time_text(*schedule.time));
    if (!schedule.zone.empty()) out += fmt::format("zone = {}\n", core::as_toml(schedule.zone));
    out += fmt::format("sessions = {}\n", schedule.sessions);
    if (schedule.interval > 0.0) out += line("interval", schedule.interval, duration);
    return out + line("follow_up", schedule.follow_up, duration);
}

/// A number that reads back as the same double.
std::string number(std::string_view name, double value) { return fmt::format("{} = {}\n", name, value); }

std::string solute_text(const Solute& solute) {
    std::string out = line("molar_mass", solute.molar_mass, molar_mass) + number("log_k", solute.log_k);
    if (!solute.pka_acid.empty()) out += fmt::format("pka_acid = [{}]\n", fmt::join(solute.pka_acid, ", "));
    if (!solute.pka_base.empty()) out += fmt::format("pka_base = [{}]\n", fmt::join(solute.pka_base, ", "));
    out += fmt::format("binding = {}\n", core::as_toml(solute.binding));
    return out + line("metabolism", solute.metabolism, per_time);
}

std::string content_text(const Content& content) {
    std::string out = fmt::format("\n[[product.permeant]]\nname = {}\n", core::as_toml(content.name));
    out += line("concentration", content.concentration, density);
    if (content.solubility) out += line("solubility", *content.solubility, density);
    return content.solute ? out + solute_text(*content.solute) : out;
}

std::string times_text(const Product& product) {
    std::string out = line("delay", product.delay, product.delay == 0.0 ? hours : duration);
    out += fmt::format("applications = {}\n", product.applications);
    if (product.every) out += line("every", *product.every, duration);
    if (product.leave_on)
        out += line("leave_on", *product.leave_on, duration) +
               fmt::format("removal = {}\n", core::as_toml(product.removal));
    return out;
}

std::string product_text(const Product& product) {
    std::string out =
        fmt::format("\n[[product]]\nname = {}\nwhen = {}\n", core::as_toml(product.name), core::as_toml(product.when));
    out += line("amount", product.amount, volume_per_area);
    if (product.area) out += line("area", *product.area, area);
    out += times_text(product) +
           fmt::format("occluded = {}\nassume_delivered = {}\n", product.occluded, product.assume_delivered);
    if (product.ph) out += number("ph", *product.ph);
    if (product.volatile_share) out += number("volatile_share", *product.volatile_share);
    if (product.evaporation) out += line("evaporation", *product.evaporation, evaporation);
    if (product.hindrance) out += number("hindrance", *product.hindrance);
    for (const Content& content : product.contents) out += content_text(content);
    return out;
}

}  // namespace

std::string time_text(std::chrono::minutes time_of_day) {
    constexpr int minutes_in_hour = 60;
    return fmt::format("{:02}:{:02}", time_of_day.count() / minutes_in_hour, time_of_day.count() % minutes_in_hour);
}

std::string write(const Plan& plan) {
    std::string out = fmt::format("plan_version = 1\ntitle = {}\n", core::as_toml(plan.title));
    out += subject_text(plan.subject) + concern_text(plan.concern) + device_text(plan.device);
    out += technique_text(plan.technique) + schedule_text(plan.schedule);
    for (const Product& product : plan.products) out += product_text(product);
    for (const Adjunct& adjunct : plan.adjuncts)
        out += fmt::format("\n[[adjunct]]\nkind = {}\n", core::as_toml(adjunct.kind));
    return out;
}

}  // namespace percuta::plan
