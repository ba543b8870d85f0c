// What a virtual trial leaves behind: a line of text for each person and arm, under a heading that says which trial it
// is. Text in, values out; who writes the files is report/trial_shard.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "course/clinical.hpp"
#include "trial/people.hpp"

namespace percuta::trial {

/// A scale as one reader reads it: what a summary needs to know of both.
struct MeasureRead {
    std::string scale, unit, reader, reader_title;
    double least = 0.0;   ///< end of the scale
    double counts = 1.0;  ///< least improvement that counts: a grade, a step that is noticed
    bool lower_is_better = true;
    bool of_change = false;

    bool operator==(const MeasureRead&) const = default;
};

struct ArmTreated {
    std::string name, title;
    bool needled = true;

    bool operator==(const ArmTreated&) const = default;
};

/// People in all of the largest trial.
inline constexpr std::uint64_t most_people = 1'000'000'000;

/// Which trial it is. Records belong together when all of this is the same.
struct Protocol {
    std::string version, commit;  ///< of the program
    std::string plan, against;    ///< hashes of the plans; "untreated" or empty for no second plan
    std::string data;             ///< hash of the data
    std::uint64_t seed = 0;
    std::uint64_t patients = 0, replicates = 0;  ///< people of one replicate; how many replicates
    course::Design design = course::Design::single;
    People people;
    std::string overridden;  ///< why a contraindicated plan was followed all the same
    std::vector<ArmTreated> arms;
    std::vector<MeasureRead> measures;
    std::vector<double> times;  ///< of the readings, seconds after the last session, ascending
    std::vector<std::string> events;

    std::uint64_t people_in_all() const { return patients * replicates; }
    bool operator==(const Protocol&) const = default;
};

/// A part of the people of a trial: `part` of `parts`, counted from 1.
struct Shard {
    std::uint64_t part = 1, parts = 1;

    std::uint64_t begin(std::uint64_t people) const;
    std::uint64_t end(std::uint64_t people) const;  ///< the first person who is not of it
    bool operator==(const Shard&) const = default;
};
/// "2/3". Throws core::UsageError for anything else, for a part beyond the number of parts, and for more parts than
/// people.
Shard read_shard(std::string_view text, std::uint64_t people);

/// One scale as one reader printed it for one person.
struct Reading {
    double true_before = 0.0, true_end = 0.0;  ///< scores without reader
    double before = 0.0;        ///< printed before treatment; of a scale of change, what no change would be
    std::vector<double> after;  ///< printed at the times of the protocol; NaN once the person has left
};

/// What became of one person in one arm. SI.
struct Record {
    std::uint64_t person = 0;     ///< 0 to people_in_all() − 1
    std::uint64_t replicate = 0;  ///< counted from 0, as arms are
    std::size_t arm = 0;
    double age = 0.0;
    bool female = false;
    int phototype = 0;
    double left = 0.0;              ///< seconds after the first session; NaN for who stayed
    double downtime = 0.0;          ///< of visible redness after one session
    std::vector<bool> events;       ///< in the order of the protocol
    std::vector<Reading> readings;  ///< in the order of its measures
};

/// Arms in which a person is: both sides, or one of them by turns.
std::vector<std::size_t> arms_of(const Protocol& protocol, std::uint64_t person);

/// Comment lines that name the trial and the shard and hold a checksum, then the line of column names.
std::string heading(const Protocol& protocol, const Shard& shard);
/// The line of column names without the checksum, as a table for others has it.
std::string column_names(const Protocol& protocol);
struct Heading {
    Protocol protocol;
    Shard shard;
};
/// From what `heading` wrote into a file, whose name is for messages. Throws core::InvalidInput; what was damaged, cut
/// short or changed by hand fails by its checksum.
Heading read_heading(std::string_view text, const std::string& file);
/// A heading with the checksum that it should have, whatever it had.
std::string sealed_heading(std::string_view heading);
/// The first thing in which two trials differ, as "seed is 1 and 2"; empty when they are the same.
std::string difference(const Protocol& a, const Protocol& b);

/// One line with its checksum at the end and without the end of line.
std::string line_of(const Record& record, const Protocol& protocol);
/// A line without a checksum, and the checksum.
std::string sealed_line(std::string_view line);
/// The line without its checksum; empty when the checksum says that it is not whole.
std::string_view checked(std::string_view line);
/// A line that was checked; nothing when it is not of this protocol.
std::optional<Record> read_record(std::string_view checked_line, const Protocol& protocol);

}  // namespace percuta::trial
