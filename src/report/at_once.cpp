// What follows at once from a session's holes: bleeding, volumes, force, pain, time, follicles, and what lies below.
#include <vector>

#include <fmt/format.h>

#include "core/units.hpp"
#include "report/parts.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

namespace percuta::report {

namespace {

constexpr double per_cent = 100.0;
constexpr double microlitre_per_square_centimetre = 1e5;  // of a layer a metre thick
constexpr double square_centimetre = 1e-4;

using Row = std::vector<std::string>;

std::string percent(double share) { return with_unit(number(share * per_cent), "%"); }

Row bleeding(const course::Session& session) {
    return {"Holes that open a blood vessel", in_words(session.bleeding_interval, per_cent, "%"),
            "chance that a hole meets a vessel on the way to its true depth"};
}

std::vector<Row> volumes(const course::Session& session) {
    const auto value = [](double metres) {
        return with_unit(number(metres * microlitre_per_square_centimetre), "µL/cm²");
    };
    return {
        {"Tissue inside the holes", value(session.injured_volume),
         "while the needles are in: what is injured, and what irritates"},
        {"Channels left open", value(session.open_volume), "right after withdrawal: what a product could flow into"}};
}

Row force(const course::Session& session) {
    return {"Force on the device", with_unit(number(session.pressing_force), "N"),
            fmt::format("of slow needles, on the {} that touch the skin at once",
                        session.needles_touching > 0.0 ? number(session.needles_touching, 2) : "needles")};
}

Row pain(const course::Session& session) {
    return {"Pain of one press, nothing numbed", with_unit(number(session.pain * per_cent, 2), "mm of 100"),
            fmt::format("on a visual analogue scale: {}\u00a0% of the pain of a hypodermic needle of 26 gauge",
                        number(session.pain_of_needle * per_cent, 2))};
}

Row time(const course::Session& session) {
    const double minutes = session.duration / 60.0;
    return {
        "Time of the session",
        minutes < 120.0 ? with_unit(number(minutes, 2), minutes < 0.995 || minutes >= 1.005 ? "minutes" : "minute")
                        : with_unit(number(minutes / 60.0, 2), "hours"),
        fmt::format("for {}\u00a0cm² of skin, lifting and turning included", number(session.area / square_centimetre))};
}

std::vector<Row> follicles(const course::Session& session) {
    return {{"Hair follicles with a hole through their upper part", percent(session.follicles_hit),
             "by a hole that goes as deep as the bulge"},
            {"Holes as deep as that bulge", percent(session.bulge_fraction), ""}};
}

std::vector<Row> below(const course::Session& session) {
    std::vector<Row> out{{"Holes that end in the fat", percent(session.past_dermis), "past the whole dermis"}};
    if (session.bone_depth > 0.0)
        out.push_back({"Bone", length(session.bone_depth),
                       session.to_bone ? "<strong>the needles travel as far as that</strong>"
                                       : "below the surface at this site; the needles do not travel as far"});
    return out;
}

}  // namespace

std::string at_once(const course::Session& session) {
    Table table{
        "Bleeding, volumes, force, pain and time of the first session", {"", "value", "in plain words"}, {}, "text"};
    const auto add = [&](std::vector<Row> rows) { table.rows.insert(table.rows.end(), rows.begin(), rows.end()); };
    add({bleeding(session)});
    add(volumes(session));
    add({force(session), pain(session), time(session)});
    add(follicles(session));
    add(below(session));
    return render(table);
}

}  // namespace percuta::report
