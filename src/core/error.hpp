// Errors that a user can act on: what, where, why and what to try.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::core {

/// A position in a file that a user wrote. Lines and columns (characters, not bytes) count from 1; 0 means "the file as
/// a whole".
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    std::string line_text;  ///< the line itself, shown above the caret; may be empty
};

/// One finding about user input, e.g. an unknown key.
struct Diagnostic {
    Place place;
    std::string message;     ///< what is wrong and why
    std::string suggestion;  ///< what to try; may be empty
};

/// "file:line:column: error: message", the line, a caret, and the suggestion.
std::string render(const Diagnostic& diagnostic);

/// Base of all errors caused by what the user gave or did; anything else is our bug.
class UserError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A plan or data file that cannot be used. Carries every finding at once.
class InvalidInput : public UserError {
public:
    explicit InvalidInput(std::vector<Diagnostic> diagnostics);
    explicit InvalidInput(Diagnostic diagnostic);
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

private:
    std::vector<Diagnostic> diagnostics_;
};

/// A command that was called wrongly (an option or a verb that does not exist, a folder that cannot be written).
class UsageError : public UserError {
public:
    using UserError::UserError;
};

/// A plan that should not be carried out on this person or with this product, unless the user gives a reason.
class Contraindicated : public UserError {
public:
    using UserError::UserError;
};

/// A computation whose error estimate could not be brought under its tolerance.
class NotConverged : public UserError {
public:
    using UserError::UserError;
};

/// The user asked to stop.
class Interrupted : public UserError {
public:
    Interrupted() : UserError("interrupted on request") {}
};

/// A broken promise inside Percuta, never the user's fault.
class InternalError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// What a user wrote, in quotes, for a message: shortened when long, control characters replaced so that none reaches a
/// terminal.
std::string as_written(std::string_view text);

/// The candidate nearest to `word` by edit distance (capitals, "_" and blanks make no difference), or "" when none is
/// near enough to be meant.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// `did you mean "x"?` when something is near, else a list of what is known (shortened when long).
std::string suggest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace percuta::core
