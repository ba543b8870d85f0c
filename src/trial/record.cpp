#include "trial/record.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/document.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "core/units.hpp"

namespace percuta::trial {

namespace {

constexpr int format_version = 1;
constexpr std::string_view comment = "# ";
constexpr std::string_view check_line = "# check = ";

const std::vector<std::string> design_names{"single", "parallel", "split"};
const std::array<std::string, 2> sex_names{"female", "male"}, no_and_yes{"0", "1"};

template <class Numbers>
std::string list(const Numbers& numbers) {
    return fmt::format("[{}]", fmt::join(numbers, ", "));
}

std::string people_text(const People& p) {
    return fmt::format(
        "people = {{ age = {}, age_sd = {}, age_least = {}, age_most = {}, female = {}, phototypes = {}, baseline = "
        "{}, "
        "baseline_sd = {}, baseline_least = {}, baseline_most = {}, drop_out = {}, drop_out_alike = {} }}\n",
        p.age, p.age_sd, p.age_least, p.age_most, p.female, list(p.phototypes), p.baseline, p.baseline_sd,
        p.baseline_least, p.baseline_most, p.drop_out, p.drop_out_alike);
}

/// The protocol as TOML, one line for each thing.
std::string text_of(const Protocol& p) {
    std::string out = fmt::format("percuta_trial = {}\n", format_version);
    const auto add = [&](std::string_view key, const std::string& value) {
        out += fmt::format("{} = {}\n", key, value);
    };
    add("version", core::as_toml(p.version));
    add("commit", core::as_toml(p.commit));
    add("plan", core::as_toml(p.plan));
    add("against", core::as_toml(p.against));
    add("data", core::as_toml(p.data));
    add("seed", core::as_toml(fmt::format("{}", p.seed)));  // may be beyond what TOML counts to
    add("patients", fmt::format("{}", p.patients));
    add("replicates", fmt::format("{}", p.replicates));
    add("design", core::as_toml(design_names[static_cast<std::size_t>(p.design)]));
    add("overridden", core::as_toml(p.overridden));
    out += people_text(p.people);
    add("times", list(p.times));
    std::vector<std::string> events, arms, measures;
    for (const std::string& event : p.events) events.push_back(core::as_toml(event));
    for (const ArmTreated& arm : p.arms)
        arms.push_back(fmt::format("{{ name = {}, title = {}, needled = {} }}", core::as_toml(arm.name),
                                   core::as_toml(arm.title), arm.needled));
    for (const MeasureRead& m : p.measures)
        measures.push_back(
            fmt::format("{{ scale = {}, unit = {}, reader = {}, reader_title = {}, least = {}, counts = {}, "
                        "lower_is_better = {}, of_change = {} }}",
                        core::as_toml(m.scale), core::as_toml(m.unit), core::as_toml(m.reader),
                        core::as_toml(m.reader_title), m.least, m.counts, m.lower_is_better, m.of_change));
    add("events", list(events));
    add("arms", list(arms));
    add("measures", list(measures));
    return out;
}

/// Reads what `text_of` wrote; a key that is missing is a finding.
class ProtocolReader {
public:
    ProtocolReader(core::Reader& root) : root_(root) {}

    std::string text(core::Reader& in, std::string_view key) {
        in.required(key, "\"…\"");
        return in.text(key).value_or("");
    }
    std::string text(std::string_view key) { return text(root_, key); }
    double number(core::Reader& in, std::string_view key) {
        in.required(key, "0");
        return in.number(key).value_or(0.0);
    }
    bool flag(core::Reader& in, std::string_view key) {
        in.required(key, "true");
        return in.flag(key).value_or(false);
    }
    std::uint64_t count(std::string_view key) {
        root_.required(key, "1");
        const core::Range possible{.least = 1, .most = static_cast<double>(most_people)};
        return static_cast<std::uint64_t>(root_.integer(key, possible).value_or(1));
    }
    std::vector<double> numbers(core::Reader& in, std::string_view key) {
        std::vector<double> out;
        const core::Node* node = in.required(key, "[0]");
        if (node == nullptr) return out;
        const auto finite = [](const core::Node& one) { return one.number() && std::isfinite(*one.number()); };
        if (node->array() == nullptr || !std::ranges::all_of(*node->array(), finite))
            in.complain(key, fmt::format("{} is a list of numbers", in.full_name(key)));
        else
            for (const core::Node& one : *node->array()) out.push_back(*one.number());
        return out;
    }
    std::vector<std::string> words(std::string_view key) {
        std::vector<std::string> out;
        const core::Node* node = root_.required(key, "[\"…\"]");
        if (node == nullptr) return out;
        const auto is_text = [](const core::Node& one) { return one.text() != nullptr; };
        if (node->array() == nullptr || !std::ranges::all_of(*node->array(), is_text))
            root_.complain(key, fmt::format("{} is a list of words", key));
        else
            for (const core::Node& one : *node->array()) out.push_back(*one.text());
        return out;
    }

private:
    core::Reader& root_;
};

People read_people(ProtocolReader& read, core::Reader& table) {
    People p;
    p.age = read.number(table, "age");
    p.age_sd = read.number(table, "age_sd");
    p.age_least = read.number(table, "age_least");
    p.age_most = read.number(table, "age_most");
    p.female = read.number(table, "female");
    const std::vector<double> shares = read.numbers(table, "phototypes");
    if (shares.size() == p.phototypes.size()) std::ranges::copy(shares, p.phototypes.begin());
    else table.complain("phototypes", "there are six phototypes");
    p.baseline = read.number(table, "baseline");
    p.baseline_sd = read.number(table, "baseline_sd");
    p.baseline_least = read.number(table, "baseline_least");
    p.baseline_most = read.number(table, "baseline_most");
    p.drop_out = read.number(table, "drop_out");
    p.drop_out_alike = read.number(table, "drop_out_alike");
    table.refuse_unknown();
    return p;
}

std::uint64_t whole(std::string_view text, std::uint64_t otherwise) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? number : otherwise;
}

Protocol read_protocol(core::Reader& root) {
    ProtocolReader read(root);
    Protocol p;
    p.version = read.text("version");
    p.commit = read.text("commit");
    p.plan = read.text("plan");
    p.against = read.text("against");
    p.data = read.text("data");
    p.seed = whole(read.text("seed"), 0);
    p.patients = read.count("patients");
    p.replicates = read.count("replicates");
    if (p.people_in_all() > most_people)
        root.complain("replicates", fmt::format("no trial has more than {} people", most_people));
    const auto design = std::ranges::find(design_names, root.choice("design", design_names).value_or("single"));
    p.design = static_cast<course::Design>(design - design_names.begin());
    p.overridden = read.text("overridden");
    root.required("people", "{ … }");
    if (auto people = root.table("people")) p.people = read_people(read, *people);
    p.times = read.numbers(root, "times");
    p.events = read.words("events");
    for (core::Reader& arm : root.tables("arms"))
        p.arms.push_back({read.text(arm, "name"), read.text(arm, "title"), read.flag(arm, "needled")});
    for (core::Reader& one : root.tables("measures")) {
        MeasureRead& m = p.measures.emplace_back();
        m.scale = read.text(one, "scale");
        m.unit = read.text(one, "unit");
        m.reader = read.text(one, "reader");
        m.reader_title = read.text(one, "reader_title");
        m.least = read.number(one, "least");
        m.counts = read.number(one, "counts");
        m.lower_is_better = read.flag(one, "lower_is_better");
        m.of_change = read.flag(one, "of_change");
    }
    if (p.arms.empty() || p.arms.size() > 2) root.complain("arms", "a trial has one arm or two");
    if (p.measures.empty()) root.complain("measures", "a trial reads at least one scale");
    if (p.times.empty()) root.complain("times", "a trial reads its people at least once");
    return p;
}

double year() {
    static const double seconds = core::to_si(1.0, "yr");
    return seconds;
}

std::string checksum(std::string_view line) {
    const std::uint64_t sum = thing(line);
    return fmt::format("{:08x}", static_cast<std::uint32_t>(sum ^ (sum >> 32U)));
}

/// A heading: lines of comment, among them at most one with the checksum of the others, and the column names.
struct HeadingParts {
    std::string comments, check, names;
    std::string checksum() const { return trial::checksum(comments + names); }
};

HeadingParts parts_of(std::string_view heading) {
    HeadingParts out;
    while (!heading.empty()) {
        const std::size_t end = heading.find('\n');
        const std::string_view line = heading.substr(0, end == std::string_view::npos ? end : end + 1);
        if (line.starts_with(check_line) && out.check.empty()) out.check = line;
        else if (line.starts_with(comment) && line.ends_with('\n')) out.comments += line;
        else out.names += line;
        heading.remove_prefix(line.size());
    }
    return out;
}

/// Six digits: more than any reader has, and a line is not longer than a terminal is wide.
std::string number(double value) { return std::isnan(value) ? "" : fmt::format("{:.6g}", value); }

/// Goes through the fields of a line; what is not as records are written is unsound.
class Fields {
public:
    explicit Fields(std::string_view line) : rest_(line) {}
    std::string_view next() {
        sound_ = sound_ && !done_;
        const std::size_t comma = rest_.find(',');
        const std::string_view field = rest_.substr(0, comma);
        done_ = comma == std::string_view::npos;
        rest_ = done_ ? std::string_view() : rest_.substr(comma + 1);
        return field;
    }
    /// Not a number where the field is empty.
    double number() {
        const std::string_view text = next();
        double value = std::numeric_limits<double>::quiet_NaN();
        if (text.empty()) return value;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        sound_ = sound_ && error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
        return value;
    }
    std::uint64_t count(std::uint64_t most) {
        const std::uint64_t value = whole(next(), std::numeric_limits<std::uint64_t>::max());
        sound_ = sound_ && value <= most;
        return value;
    }
    /// Which of several words stands there.
    std::size_t word(std::span<const std::string> words) {
        const auto found = std::ranges::find(words, next());
        sound_ = sound_ && found != words.end();
        return static_cast<std::size_t>(found - words.begin());
    }
    /// Whether every field was sound, and no more follow.
    bool read_well() const { return sound_ && done_; }

private:
    std::string_view rest_;
    bool done_ = false, sound_ = true;
};

std::string time_name(double seconds, bool last) {
    return last ? "end" : fmt::format("week_{:.0f}", seconds / core::week);
}

}  // namespace

std::uint64_t Shard::begin(std::uint64_t people) const {
    // Part by part without overflow: the first `people % parts` shards have one person more.
    return (part - 1) * (people / parts) + std::min(part - 1, people % parts);
}

std::uint64_t Shard::end(std::uint64_t people) const { return Shard{part + 1, parts}.begin(people); }

Shard read_shard(std::string_view text, std::uint64_t people) {
    const std::size_t slash = text.find('/');
    const Shard out{whole(text.substr(0, slash), 0),
                    slash == std::string_view::npos ? 0 : whole(text.substr(slash + 1), 0)};
    if (out.part == 0 || out.parts == 0)
        throw core::UsageError(
            fmt::format("--shard {}: write which part of how many, such as 2/3", core::as_written(text)));
    if (out.part > out.parts)
        throw core::UsageError(fmt::format("--shard {}: of {} parts there is no part {}; they are 1/{} to {}/{}",
                                           core::as_written(text), out.parts, out.part, out.parts, out.parts,
                                           out.parts));
    if (out.parts > people)
        throw core::UsageError(
            fmt::format("--shard {}: {} people cannot be parted into {}", core::as_written(text), people, out.parts));
    return out;
}

std::vector<std::size_t> arms_of(const Protocol& protocol, std::uint64_t person) {
    if (protocol.arms.size() == 1) return {0};
    if (protocol.design == course::Design::split) return {0, 1};
    return {static_cast<std::size_t>(person % protocol.patients % 2)};
}

std::string heading(const Protocol& protocol, const Shard& shard) {
    std::string out;
    std::string text = text_of(protocol) + fmt::format("shard = \"{}/{}\"\n", shard.part, shard.parts);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin) + 1;
        out += std::string(comment) + text.substr(begin, end - begin);
        begin = end;
    }
    return sealed_heading(out + column_names(protocol) + ",check\n");
}

std::string sealed_heading(std::string_view heading) {
    const HeadingParts parts = parts_of(heading);
    return fmt::format("{}{}\"{}\"\n{}", parts.comments, check_line, parts.checksum(), parts.names);
}

std::string column_names(const Protocol& protocol) {
    std::string out = "person,replicate,arm,age_yr,sex,phototype,left_d,downtime_d";
    for (const std::string& event : protocol.events) out += "," + event;
    for (const MeasureRead& m : protocol.measures) {
        const std::string name = m.scale + ":" + m.reader + ":";
        for (const char* what : {"true_before", "true_end", "before"}) out += "," + name + what;
        for (std::size_t i = 0; i < protocol.times.size(); ++i)
            out += "," + name + time_name(protocol.times[i], i + 1 == protocol.times.size());
    }
    return out;
}

Heading read_heading(std::string_view text, const std::string& file) {
    const HeadingParts parts = parts_of(text);
    if (parts.check != fmt::format("{}\"{}\"\n", check_line, parts.checksum())) {
        core::Diagnostic damaged;
        damaged.place.file = file;
        damaged.message = "the heading that says which trial this is was damaged or cut short";
        damaged.suggestion = "remove the file and run that shard again";
        throw core::InvalidInput(std::move(damaged));
    }
    std::string toml;
    for (std::size_t begin = 0; begin < parts.comments.size();) {
        const std::size_t end = parts.comments.find('\n', begin) + 1;
        toml += std::string_view(parts.comments).substr(begin + comment.size(), end - begin - comment.size());
        begin = end;
    }
    const core::Document document = core::Document::parse(std::move(toml), file);
    core::Findings findings(document);
    core::Reader root(document.root(), findings);
    root.required("percuta_trial", "1");
    if (root.integer("percuta_trial").value_or(format_version) != format_version)
        root.complain("percuta_trial", "these records were written by another version of Percuta",
                      "merge them with the program that made them");
    Heading out;
    out.protocol = read_protocol(root);
    root.required("shard", "\"1/1\"");
    const std::string shard = root.text("shard").value_or("1/1");
    try {
        out.shard = read_shard(shard, out.protocol.people_in_all());
    } catch (const core::UsageError& error) {
        root.complain("shard", error.what(), "was the file changed by hand?");
    }
    root.refuse_unknown();
    findings.raise();
    if (parts.names != column_names(out.protocol) + ",check\n") {
        findings.add(root.self(), "the names of the columns are not those of this trial",
                     "remove the file and run that shard again");
        findings.raise();
    }
    return out;
}

std::string difference(const Protocol& a, const Protocol& b) {
    const std::string one = text_of(a), other = text_of(b);
    for (std::size_t begin = 0, there = 0; begin < one.size() && there < other.size();) {
        const std::size_t end = one.find('\n', begin), other_end = other.find('\n', there);
        const std::string line = one.substr(begin, end - begin), other_line = other.substr(there, other_end - there);
        if (line != other_line) {
            const std::size_t key = line.find(" = ");
            return fmt::format("{} is {} and {}", line.substr(0, key), line.substr(key + 3),
                               other_line.substr(key + 3));
        }
        begin = end + 1;
        there = other_end + 1;
    }
    return "";
}

std::string line_of(const Record& record, const Protocol& protocol) {
    std::string out =
        fmt::format("{},{},{},{},{},{},{},{}", record.person, record.replicate, protocol.arms[record.arm].name,
                    number(record.age / year()), sex_names[record.female ? 0 : 1], record.phototype,
                    number(record.left / core::day), number(record.downtime / core::day));
    for (const bool event : record.events) out += event ? ",1" : ",0";
    for (const Reading& reading : record.readings) {
        for (const double value : {reading.true_before, reading.true_end, reading.before}) out += "," + number(value);
        for (const double value : reading.after) out += "," + number(value);
    }
    return sealed_line(out);
}

std::string sealed_line(std::string_view line) { return fmt::format("{},{}", line, checksum(line)); }

std::string_view checked(std::string_view line) {
    const std::size_t comma = line.rfind(',');
    if (comma == std::string_view::npos || line.substr(comma + 1) != checksum(line.substr(0, comma))) return {};
    return line.substr(0, comma);
}

std::optional<Record> read_record(std::string_view checked_line, const Protocol& protocol) {
    std::vector<std::string> arms;
    for (const ArmTreated& arm : protocol.arms) arms.push_back(arm.name);
    constexpr std::uint64_t phototypes = 6;
    Fields fields(checked_line);
    Record out;
    out.person = fields.count(most_people);
    out.replicate = fields.count(most_people);
    out.arm = fields.word(arms);
    out.age = fields.number() * year();
    out.female = fields.word(sex_names) == 0;
    out.phototype = static_cast<int>(fields.count(phototypes));
    out.left = fields.number() * core::day;
    out.downtime = fields.number() * core::day;
    for (std::size_t i = 0; i < protocol.events.size(); ++i) out.events.push_back(fields.word(no_and_yes) == 1);
    for (std::size_t i = 0; i < protocol.measures.size(); ++i) {
        Reading& reading = out.readings.emplace_back();
        reading.true_before = fields.number();
        reading.true_end = fields.number();
        reading.before = fields.number();
        for (std::size_t k = 0; k < protocol.times.size(); ++k) reading.after.push_back(fields.number());
    }
    return fields.read_well() ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace percuta::trial
