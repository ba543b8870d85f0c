// What holds for the readers of records of virtual trials whatever they are given.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "core/error.hpp"
#include "report/trial_json.hpp"
#include "report/trial_shard.hpp"
#include "trial/trial_summary.hpp"

namespace percuta::report {

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// A shard file with the checksums that it should have: what is changed is read, and not seen to be damaged.
inline std::string sealed_shard(const std::string& text) {
    std::string heading, records;
    bool in_heading = true;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string line = text.substr(begin, end - begin);
        if (in_heading) heading += line + "\n";
        else records += trial::sealed_line(line.substr(0, line.rfind(','))) + "\n";
        in_heading = in_heading && line.starts_with("#");
        begin = end + 1;
    }
    return trial::sealed_heading(heading) + records;
}

/// Whether a whole shard of this text is merged, or refused.
inline bool merge_any_shard(const std::string& text, const std::filesystem::path& folder) {
    std::ofstream(folder / "people-1-of-1.csv", std::ios::binary) << text;
    try {
        const Shards shards = find_shards({folder});
        const std::vector<trial::Record> records = merge_people(shards, folder / "people.csv");
        for (const trial::Record& one : records)
            if (!trial::read_record(trial::checked(trial::line_of(one, shards.protocol)), shards.protocol))
                throw std::logic_error("a record that was read cannot be written and read");
        static_cast<void>(trial_json(trial::sum_up(shards.protocol, records)));
    } catch (const core::InvalidInput&) {
        return false;
    } catch (const core::UsageError&) {
        return false;
    }
    return true;
}

/// Whether a shard of this text is merged, or refused; and the same text as what a killed program left, which is then
/// kept up to a line and no further. Throws where a reader is broken. `folder` is emptied.
inline bool read_any_shard(const std::string& text, const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    fs::remove_all(folder);
    fs::create_directories(folder);
    const bool merged = merge_any_shard(text, folder);
    fs::remove(folder / "people-1-of-1.csv");
    trial::Heading heading;
    try {
        const std::size_t names = text.find("\nperson,");
        heading = trial::read_heading(text.substr(0, text.find('\n', names + 1) + 1), "people-1-of-1.csv");
    } catch (const core::InvalidInput& error) {
        if (merged || error.diagnostics().empty()) throw std::logic_error("merged and refused, or without a reason");
        return false;
    }
    const std::uint64_t people = heading.protocol.people_in_all();
    if (trial::read_heading(trial::heading(heading.protocol, heading.shard), "again.csv").protocol != heading.protocol)
        throw std::logic_error("a heading changed by being written");
    const fs::path part = folder / fmt::format("people-{}-of-{}.csv.part", heading.shard.part, heading.shard.parts);
    std::ofstream(part, std::ios::binary) << text;
    const ShardFile file(folder, heading.protocol, heading.shard);
    if (file.next() < heading.shard.begin(people) || file.next() > heading.shard.end(people))
        throw std::logic_error("people of another shard were kept");
    const std::string kept = bytes_of(part), anew = trial::heading(heading.protocol, heading.shard);
    if (!text.starts_with(kept) && kept != anew) throw std::logic_error("what was kept is not what was there");
    if (merged && heading.shard.parts == 1 && text.starts_with(anew) && text.ends_with('\n') && kept != text)
        throw std::logic_error("whole records were not kept");
    return merged;
}

}  // namespace percuta::report
