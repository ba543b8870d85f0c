// A TOML document with positions, and a reader that collects every mistake instead of stopping at the first.
//
//   const Document document = Document::parse(text, "plan.toml");
//   Findings findings(document);
//   Reader root(document.root(), findings);
//   const double length = root.quantity("needle_length", "mm", {.least = 0.0, .most = 3.0});
//   root.refuse_unknown();
//   findings.raise();
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/error.hpp"
#include "core/units.hpp"

namespace percuta::core {

struct Node;
struct Entry;
using Array = std::vector<Node>;
using Table = std::vector<Entry>;  ///< in the order in which the keys were written
using Date = std::chrono::year_month_day;

/// A key as written, with its own position.
struct Key {
    std::string name;
    int line = 0;
    int column = 0;
};

/// One value of a document and where it stands; the root of a document stands at line 0, the file as a whole.
struct Node {
    std::variant<std::string, std::int64_t, double, bool, Date, Array, Table> value;
    int line = 0;
    int column = 0;

    const Table* table() const { return std::get_if<Table>(&value); }
    const Array* array() const { return std::get_if<Array>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
    /// Integer or real as a double; nothing for any other kind.
    std::optional<double> number() const;
    const Node* find(std::string_view key) const;
    /// "a table", "a string" … for messages.
    std::string_view kind() const;
};

struct Entry {
    Key key;
    Node node;
};

/// Bytes of the largest file that is read: plans and data are a few kilobytes.
inline constexpr std::size_t largest_document = std::size_t{1} << 20U;

/// A parsed file. Throws InvalidInput for what is not TOML, not UTF-8, too large or nested too deeply.
class Document {
public:
    static Document parse(std::string text, std::string name);

    const Node& root() const { return root_; }
    const std::string& name() const { return name_; }
    /// The place with the text of its line, which is left out when it is too long to be read.
    Place place(int line, int column) const;

private:
    Document(std::string text, std::string name);
    std::string name_;
    std::string text_;
    std::vector<std::size_t> line_starts_;
    Node root_;
};

/// Everything found wrong in one document, in the order of its lines. Beyond a hundred they are
/// only counted, so that a file of nonsense costs no more than a plan.
class Findings {
public:
    explicit Findings(const Document& document) : document_(&document) {}
    void add(int line, int column, std::string message, std::string suggestion = "");
    void add(const Node& node, std::string message, std::string suggestion = "");
    bool empty() const { return found_.empty(); }
    /// Throws InvalidInput with all findings; does nothing when there are none.
    void raise() const;

private:
    const Document* document_;
    std::vector<Diagnostic> found_;
    std::size_t left_out_ = 0;
};

/// Bounds of a number, both included, in the unit that the call names. What misses a bound by round-off only, as
/// "3000 um" may miss 3 mm, is that bound.
struct Range {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
};

/// Reads one table; each getter notes its key as known. A value that is missing though required, or wrong, becomes a
/// finding and the getter returns its fallback, so that reading goes on and every mistake is reported at once.
class Reader {
public:
    Reader(const Node& table, Findings& findings, std::string path = "");

    bool has(std::string_view key) const { return node_->find(key) != nullptr; }
    /// The node of a key, noted as known; nullptr when absent.
    const Node* node(std::string_view key);
    /// The same, but an absent key is a finding that shows `example`.
    const Node* required(std::string_view key, std::string_view example);

    std::optional<std::string> text(std::string_view key);
    std::optional<std::string> choice(std::string_view key, const std::vector<std::string>& allowed);
    std::optional<bool> flag(std::string_view key);
    std::optional<Date> date(std::string_view key);
    std::optional<std::int64_t> integer(std::string_view key, Range range = {});
    std::optional<double> number(std::string_view key, Range range = {});
    /// A string with a unit such as "1.5 mm", converted to SI. `unit` fixes dimension, range and wording of messages.
    std::optional<double> quantity(std::string_view key, std::string_view unit, Range range = {});
    std::optional<Reader> table(std::string_view key);
    /// Elements of an array of tables; empty when absent.
    std::vector<Reader> tables(std::string_view key);
    /// All entries of this table, noted as known, for tables whose keys are free names.
    const Table& entries();

    /// Every key that no getter asked for becomes a finding with the nearest known key.
    void refuse_unknown();
    void complain(std::string_view key, std::string message, std::string suggestion = "");
    Findings& findings() { return *findings_; }
    const Node& self() const { return *node_; }
    /// "technique.passes" for messages.
    std::string full_name(std::string_view key) const;

private:
    template <class T>
    std::optional<T> scalar(std::string_view key, std::string_view wanted, std::string_view example);
    std::optional<double> within(const Node& node, std::string_view key, double value, Range range,
                                 std::string_view unit);
    std::optional<double> in_si(const Node& node, std::string_view key, const Quantity& quantity, std::string_view unit,
                                Range range);

    const Node* node_;
    Findings* findings_;
    std::string path_;
    std::vector<std::string> known_;
};

}  // namespace percuta::core
