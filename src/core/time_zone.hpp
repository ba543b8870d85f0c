// How clocks run in one place. Whoever calls an engine knows the rules of time zones; engines only ask.
#pragma once

#include <chrono>
#include <string>

namespace percuta::core {

class TimeZone {
public:
    /// Between two changes of the clocks.
    struct Stretch {
        std::chrono::sys_seconds begin, end;
        std::chrono::seconds offset;  ///< local time minus universal time
        std::string abbreviation;     ///< "CEST"
        bool summer = false;
    };

    virtual ~TimeZone() = default;
    virtual std::string name() const = 0;  ///< "Europe/Berlin"
    virtual Stretch stretch(std::chrono::sys_seconds instant) const = 0;
    /// Of a local time that clocks skip: the moment they change; of one that comes twice: the first.
    virtual std::chrono::sys_seconds instant(std::chrono::local_seconds local) const = 0;

    std::chrono::local_seconds local(std::chrono::sys_seconds instant) const {
        return std::chrono::local_seconds(instant.time_since_epoch() + stretch(instant).offset);
    }
};

}  // namespace percuta::core
