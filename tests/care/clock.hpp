// Clocks for tests: those of Berlin in 2026.
#pragma once

#include "core/time_zone.hpp"

namespace percuta::care {

class Berlin : public core::TimeZone {
public:
    std::string name() const override { return "Europe/Berlin"; }
    Stretch stretch(std::chrono::sys_seconds instant) const override {
        using namespace std::chrono;
        if (instant < spring) return {sys_days(year(2025) / 10 / 26) + hours(1), spring, hours(1), "CET", false};
        if (instant < autumn) return {spring, autumn, hours(2), "CEST", true};
        return {autumn, sys_days(year(2027) / 3 / 28) + hours(1), hours(1), "CET", false};
    }
    std::chrono::sys_seconds instant(std::chrono::local_seconds local) const override {
        const std::chrono::sys_seconds summer(local.time_since_epoch() - std::chrono::hours(2));
        if (summer >= spring && summer < autumn) return summer;
        return std::chrono::sys_seconds(local.time_since_epoch() - std::chrono::hours(1));
    }

private:
    static constexpr std::chrono::sys_seconds spring =
        std::chrono::sys_days(std::chrono::year(2026) / 3 / 29) + std::chrono::hours(1);
    static constexpr std::chrono::sys_seconds autumn =
        std::chrono::sys_days(std::chrono::year(2026) / 10 / 25) + std::chrono::hours(1);
};

}  // namespace percuta::care
