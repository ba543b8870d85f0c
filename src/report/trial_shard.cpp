#include "report/trial_shard.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/error.hpp"
#include "report/partial_file.hpp"

namespace percuta::report {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view line_end = "\r\n";  // of tables for others, as RFC 4180 asks
constexpr std::string_view beginning = "people-", ending = ".csv", unfinished = ".part";

fs::path name_of(const trial::Shard& shard) {
    return fmt::format("{}{}-of-{}{}", beginning, shard.part, shard.parts, ending);
}

[[noreturn]] void refuse(const fs::path& path, std::string_view doing, int error) {
    throw core::UsageError(
        fmt::format("cannot {} \"{}\": {}", doing, path.string(), std::generic_category().message(error)));
}

bool is_shard(const fs::path& path, std::string_view end) {
    const std::string name = path.filename().string();
    return name.starts_with(beginning) && name.ends_with(end) && name.find("-of-") != std::string::npos;
}

/// Files of a folder that end so, by name.
std::vector<fs::path> shard_files(const fs::path& folder, std::string_view end) {
    std::error_code error;
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (is_shard(entry.path(), end)) out.push_back(entry.path());
    if (error)
        throw core::UsageError(fmt::format("the folder \"{}\" cannot be read: {}", folder.string(), error.message()));
    std::ranges::sort(out);
    return out;
}

/// The comment lines at the head of a file, and the line of column names; empty when they are not whole.
std::string heading_text(std::istream& in) {
    std::string out, line;
    while (std::getline(in, line) && !in.eof()) {
        out += line + "\n";
        if (!line.starts_with("#")) return out;
    }
    return "";
}

/// Empty for a file that was killed before it said what it is.
std::string read_heading_text(const fs::path& path) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    if (!in) refuse(path, "read", errno);
    return heading_text(in);
}

/// A folder holds one trial.
void refuse_another_trial(const fs::path& folder, const trial::Protocol& protocol, const trial::Shard& shard) {
    for (const std::string_view end : {ending, std::string_view(".csv.part")})
        for (const fs::path& file : shard_files(folder, end)) {
            const std::string text = read_heading_text(file);
            if (text.empty()) continue;
            const trial::Heading there = trial::read_heading(text, file.string());
            std::string differs = trial::difference(there.protocol, protocol);
            if (differs.empty() && there.shard.parts != shard.parts)
                differs = fmt::format("it is parted into {} and {}", there.shard.parts, shard.parts);
            if (!differs.empty())
                throw core::UsageError(
                    fmt::format("{} is of another trial ({}); choose another folder with -o, or remove it",
                                file.string(), differs));
        }
}

/// Goes through the records of a shard: whole people in their order.
class RecordReader {
public:
    RecordReader(const trial::Protocol& protocol, const trial::Shard& shard)
        : protocol_(protocol), next_(shard.begin(protocol.people_in_all())) {}

    /// Whether a checked line is the record that comes next; it is kept in `record`.
    bool take(std::string_view line, trial::Record& record) {
        if (line.empty()) return false;
        const std::vector<std::size_t> arms = trial::arms_of(protocol_, next_);
        std::optional<trial::Record> found = trial::read_record(line, protocol_);
        if (!found || found->person != next_ || found->arm != arms[arm_] ||
            found->replicate != next_ / protocol_.patients)
            return false;
        record = std::move(*found);
        if (++arm_ == arms.size()) {
            arm_ = 0;
            ++next_;
        }
        return true;
    }
    std::uint64_t next() const { return next_; }
    bool between_people() const { return arm_ == 0; }

private:
    const trial::Protocol& protocol_;
    std::uint64_t next_;
    std::size_t arm_ = 0;
};

[[noreturn]] void refuse_damaged(const fs::path& file, std::uint64_t line) {
    throw core::UsageError(fmt::format(
        "{}: line {} is damaged or not in its place; remove the file and run that shard again", file.string(), line));
}

/// Calls `each(line, record)` for all records of a whole shard.
template <class Each>
void read_shard(const fs::path& file, const trial::Protocol& protocol, const trial::Shard& shard, Each each) {
    errno = 0;
    std::ifstream in(file, std::ios::binary);
    if (!in) refuse(file, "read", errno);
    const std::string heading = heading_text(in);
    auto line_number = static_cast<std::uint64_t>(std::ranges::count(heading, '\n'));
    RecordReader reader(protocol, shard);
    trial::Record record;
    for (std::string line; std::getline(in, line);) {
        ++line_number;
        const std::string_view checked = trial::checked(line);
        if (!reader.take(checked, record)) refuse_damaged(file, line_number);
        each(checked, record);
    }
    if (in.bad()) refuse(file, "read", errno);
    if (reader.next() != shard.end(protocol.people_in_all())) refuse_damaged(file, line_number + 1);
}

}  // namespace

ShardFile::ShardFile(const fs::path& folder, const trial::Protocol& protocol, const trial::Shard& shard)
    : protocol_(protocol),
      shard_(shard),
      path_(folder / name_of(shard)),
      part_(path_.string() + std::string(unfinished)) {
    refuse_another_trial(folder, protocol, shard);
    next_ = shard.end(protocol.people_in_all());
    if (fs::exists(path_)) return;
    next_ = shard.begin(protocol.people_in_all());
    try {
        open_part(trial::heading(protocol, shard));
    } catch (...) {
        if (descriptor_ >= 0) ::close(descriptor_);
        throw;
    }
}

ShardFile::~ShardFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void ShardFile::open_part(const std::string& heading) {
    descriptor_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) refuse(part_, "write", errno);
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw core::UsageError(fmt::format(
            "{} is being written by another program; wait for it, or part the trial with --shard", part_.string()));
    resume(heading);
}

void ShardFile::resume(const std::string& heading) {
    std::ifstream in(part_, std::ios::binary);
    std::string text = heading_text(in);
    std::uint64_t kept = 0;
    if (text == heading) {
        RecordReader reader(protocol_, shard_);
        trial::Record record;
        kept = text.size();
        std::uint64_t end = kept;
        for (std::string line; std::getline(in, line) && !in.eof();) {
            if (!reader.take(trial::checked(line), record)) break;
            end += line.size() + 1;
            if (reader.between_people()) {
                kept = end;
                next_ = reader.next();
            }
        }
    }
    if (::ftruncate(descriptor_, static_cast<off_t>(kept)) != 0 || ::lseek(descriptor_, 0, SEEK_END) < 0)
        refuse(part_, "write", errno);
    if (kept == 0) write(heading);
}

void ShardFile::write(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno != EINTR) refuse(part_, "write", errno);
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fdatasync(descriptor_) != 0 && errno != EINVAL) refuse(part_, "write", errno);
}

void ShardFile::append(std::span<const trial::Record> records, std::uint64_t end) {
    std::string text;
    for (const trial::Record& record : records) text += trial::line_of(record, protocol_) + "\n";
    write(text);
    next_ = end;
}

void ShardFile::finish() {
    if (whole()) return;
    if (::fsync(descriptor_) != 0) refuse(part_, "write", errno);
    std::error_code refused;
    fs::rename(part_, path_, refused);
    if (refused) refuse(path_, "write", refused.value());
    ::close(descriptor_);
    descriptor_ = -1;
}

Shards find_shards(const std::vector<fs::path>& folders) {
    Shards out;
    std::map<std::uint64_t, fs::path> found;
    std::uint64_t parts = 0;
    fs::path first;
    for (const fs::path& folder : folders)
        for (const fs::path& file : shard_files(folder, ending)) {
            const trial::Heading heading = trial::read_heading(read_heading_text(file), file.string());
            if (found.empty()) {
                out.protocol = heading.protocol;
                parts = heading.shard.parts;
                first = file;
            }
            std::string differs = trial::difference(out.protocol, heading.protocol);
            if (differs.empty() && heading.shard.parts != parts)
                differs = fmt::format("it is parted into {} and {}", parts, heading.shard.parts);
            if (!differs.empty())
                throw core::UsageError(
                    fmt::format("{} and {} are of different trials: {}", first.string(), file.string(), differs));
            const auto [there, is_new] = found.emplace(heading.shard.part, file);
            if (!is_new)
                throw core::UsageError(fmt::format("shard {}/{} is there twice: {} and {}; leave one of them out",
                                                   heading.shard.part, parts, there->second.string(), file.string()));
        }
    if (found.empty())
        throw core::UsageError(fmt::format("\"{}\" holds no shard of a trial, people-1-of-3.csv or the like",
                                           folders.empty() ? "" : folders.front().string()));
    for (std::uint64_t part = 1; part <= parts; ++part) {
        if (!found.contains(part))
            throw core::UsageError(fmt::format(
                "shard {}/{} is missing; run it, or wait until it is done, and name its folder too", part, parts));
        out.files.push_back(found.at(part));
    }
    return out;
}

std::vector<trial::Record> merge_people(const Shards& shards, const fs::path& table) {
    PartialFile file(table);
    file.write(trial::column_names(shards.protocol) + std::string(line_end));
    std::vector<trial::Record> out;
    for (std::size_t i = 0; i < shards.files.size(); ++i) {
        std::string text;
        read_shard(shards.files[i], shards.protocol, {i + 1, shards.files.size()},
                   [&](std::string_view line, const trial::Record& record) {
                       text.append(line).append(line_end);
                       constexpr std::size_t enough = std::size_t{1} << 20U;
                       if (text.size() > enough) {
                           file.write(text);
                           text.clear();
                       }
                       out.push_back(record);
                   });
        file.write(text);
    }
    file.put_in_place();
    return out;
}

}  // namespace percuta::report
