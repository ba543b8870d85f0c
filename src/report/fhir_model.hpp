// The resources of FHIR R4 that an export is made of, as far as it needs them. What is empty is not written.
// https://hl7.org/fhir/R4
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace percuta::report::fhir {

struct Coding {
    std::string system{}, code{}, display{};
};

struct Concept {
    std::vector<Coding> coding{};
    std::string text{};
};

/// Of another entry of the bundle, by its full URL.
struct Reference {
    std::string to{};
    std::string display{};
};

struct Quantity {
    double value = 0.0;
    std::string unit{};  ///< as people read it
    std::string code{};  ///< UCUM; empty: none is known
};

/// A day, "2027-01-11", or a moment with its offset, "2027-01-11T10:00:00+01:00".
struct Date {
    std::string text{};
};

/// Both ends included.
struct Period {
    std::string start{}, end{};
};

/// value[x], answer[x]: which of them, says the type.
using Value = std::variant<std::monostate, bool, int, double, std::string, Date, Coding, Concept, Quantity>;

/// A person without a name.
struct Patient {
    std::string gender{};
};

struct Item {
    std::string link_id{}, text{}, type{};  ///< boolean | decimal | quantity | choice | string | date
    std::vector<Coding> options{};          ///< of a choice
    std::string asked_unless{};             ///< link id of a boolean: asked where that is not answered by yes
};

struct Questionnaire {
    std::string url{}, version{}, title{}, status{}, date{};
    std::vector<Item> items{};
};

struct Answer {
    std::string link_id{};
    Value value{};
};

struct QuestionnaireResponse {
    std::string questionnaire{}, status{}, authored{};
    Reference subject{};
    std::vector<Answer> answers{};
};

/// In FHIRPath, on a QuestionnaireResponse.
struct Condition {
    std::string description{}, expression{};
};

struct Action {
    std::string id{}, title{};
    std::vector<Condition> applicable{};
    std::string after{};  ///< id of the action that it follows
    Quantity offset{};    ///< after its end
};

struct Citation {
    std::string text{}, url{};
};

struct PlanDefinition {
    std::string url{}, version{}, title{}, status{}, date{}, description{};
    std::vector<Citation> citations{};
    std::vector<Action> actions{};
};

struct Activity {
    Concept code{};
    std::string status{}, description{};
    Period scheduled{};
    std::string scheduled_text{};  ///< where no day is known
};

struct CarePlan {
    std::string status{}, intent{}, title{}, description{}, instantiates{};
    Reference subject{};
    Period period{};
    std::vector<Reference> supporting{};
    std::vector<Activity> activities{};
    std::vector<std::string> notes{};
};

struct Procedure {
    std::string status{};
    Concept code{}, body_site{};
    Reference subject{}, based_on{}, device{};
    std::vector<std::string> notes{};
};

struct Property {
    Concept type{};
    Quantity value{};
};

struct Device {
    std::string name{};
    Concept type{};
    std::vector<Property> properties{};
};

struct Observation {
    std::string status{};
    Concept code{}, body_site{};
    Reference subject{}, part_of{};
    std::string effective{};
    Value value{};
};

struct Consent {
    std::string status{};
    Concept scope{}, category{}, policy_rule{};
    Reference patient{};
};

/// A rule that fired.
struct DetectedIssue {
    std::string status{}, severity{}, detail{}, reference{};
    Concept code{};
    Reference patient{};
    std::vector<std::string> mitigations{};
};

using Resource = std::variant<Patient, Questionnaire, QuestionnaireResponse, PlanDefinition, CarePlan, Procedure,
                              Device, Observation, Consent, DetectedIssue>;

struct Entry {
    std::string full_url{};
    Resource resource{};
};

/// Of type "collection".
struct Bundle {
    std::string timestamp{};
    std::vector<Entry> entries{};
};

/// JSON of R4.
std::string write(const Bundle& bundle);

}  // namespace percuta::report::fhir
