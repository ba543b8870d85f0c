// Resources → JSON. FHIR knows no empty strings, lists or objects: what is empty is left out.
#include <nlohmann/json.hpp>

#include "report/fhir_model.hpp"
#include "report/json_parts.hpp"
#include "report/text.hpp"

namespace percuta::report::fhir {

namespace {

void put(Json& out, const char* key, Json value) {
    if (value.is_null() || (value.is_structured() && value.empty())) return;
    if (value.is_string() && value.get_ref<const std::string&>().empty()) return;
    out[key] = value.is_string() ? Json(plain(value.get<std::string>())) : std::move(value);
}

template <class List, class Write>
Json list(const List& items, Write write) {
    Json out = Json::array();
    for (const auto& item : items) out.push_back(write(item));
    return out;
}

Json json(const Coding& coding) {
    Json out = Json::object();
    put(out, "system", coding.system);
    put(out, "code", coding.code);
    put(out, "display", coding.display);
    return out;
}

Json json(const Concept& coded) {
    Json out = Json::object();
    put(out, "coding", list(coded.coding, [](const Coding& one) { return json(one); }));
    put(out, "text", coded.text);
    return out;
}

Json concepts(const Concept& coded) {
    const Json one = json(coded);
    return one.empty() ? Json::array() : Json::array({one});
}

Json json(const Reference& reference) {
    Json out = Json::object();
    put(out, "reference", reference.to);
    put(out, "display", reference.display);
    return out;
}

Json json(const Quantity& quantity) {
    Json out = {{"value", quantity.value}};
    put(out, "unit", quantity.unit);
    if (!quantity.code.empty()) {
        out["system"] = "http://unitsofmeasure.org";
        out["code"] = quantity.code;
    }
    return out;
}

Json json(const Period& period) {
    Json out = Json::object();
    put(out, "start", period.start);
    put(out, "end", period.end);
    return out;
}

/// "valueBoolean" and its like, by the type of the value.
struct Choice {
    Json& out;
    std::string prefix;

    void operator()(std::monostate) const {}
    void operator()(bool value) const { out[prefix + "Boolean"] = value; }
    void operator()(int value) const { out[prefix + "Integer"] = value; }
    void operator()(double value) const { out[prefix + "Decimal"] = value; }
    void operator()(const std::string& value) const { out[prefix + "String"] = value; }
    void operator()(const Date& value) const { out[prefix + "Date"] = value.text; }
    void operator()(const Coding& value) const { out[prefix + "Coding"] = json(value); }
    void operator()(const Concept& value) const { out[prefix + "CodeableConcept"] = json(value); }
    void operator()(const Quantity& value) const { out[prefix + "Quantity"] = json(value); }
};

void put_choice(Json& out, const char* prefix, const Value& value) { std::visit(Choice{out, prefix}, value); }

Json json(const Patient& patient) {
    Json out = {{"resourceType", "Patient"}};
    put(out, "gender", patient.gender);
    return out;
}

Json json(const Item& item) {
    Json out = {{"linkId", item.link_id}, {"text", item.text}, {"type", item.type}};
    if (!item.asked_unless.empty())
        out["enableWhen"] =
            Json::array({{{"question", item.asked_unless}, {"operator", "!="}, {"answerBoolean", true}}});
    put(out, "answerOption", list(item.options, [](const Coding& one) { return Json{{"valueCoding", json(one)}}; }));
    return out;
}

Json json(const Questionnaire& form) {
    Json out = {{"resourceType", "Questionnaire"}, {"url", form.url},
                {"version", form.version},         {"title", form.title},
                {"status", form.status},           {"subjectType", {"Patient"}}};
    put(out, "date", form.date);
    put(out, "item", list(form.items, [](const Item& one) { return json(one); }));
    return out;
}

Json json(const QuestionnaireResponse& response) {
    Json out = {{"resourceType", "QuestionnaireResponse"},
                {"questionnaire", response.questionnaire},
                {"status", response.status},
                {"subject", json(response.subject)}};
    put(out, "authored", response.authored);
    put(out, "item", list(response.answers, [](const Answer& one) {
            Json answer = Json::object();
            put_choice(answer, "value", one.value);
            return Json{{"linkId", one.link_id}, {"answer", Json::array({answer})}};
        }));
    return out;
}

Json json(const Condition& condition) {
    return {{"kind", "applicability"},
            {"expression",
             {{"description", condition.description},
              {"language", "text/fhirpath"},
              {"expression", condition.expression}}}};
}

Json json(const Action& action) {
    Json out = {{"id", action.id}, {"title", action.title}};
    put(out, "condition", list(action.applicable, [](const Condition& one) { return json(one); }));
    if (!action.after.empty())
        out["relatedAction"] = Json::array(
            {{{"actionId", action.after}, {"relationship", "after-end"}, {"offsetDuration", json(action.offset)}}});
    return out;
}

Json json(const PlanDefinition& plan) {
    Json out = {{"resourceType", "PlanDefinition"},
                {"url", plan.url},
                {"version", plan.version},
                {"title", plan.title},
                {"status", plan.status}};
    put(out, "date", plan.date);
    put(out, "description", plan.description);
    put(out, "relatedArtifact", list(plan.citations, [](const Citation& one) {
            Json citation = {{"type", "citation"}, {"citation", one.text}};
            put(citation, "url", one.url);
            return citation;
        }));
    put(out, "action", list(plan.actions, [](const Action& one) { return json(one); }));
    return out;
}

Json json(const Activity& activity) {
    Json detail = {{"code", json(activity.code)}, {"status", activity.status}};
    put(detail, "scheduledPeriod", json(activity.scheduled));
    put(detail, "scheduledString", activity.scheduled_text);
    put(detail, "description", activity.description);
    return {{"detail", detail}};
}

Json notes(const std::vector<std::string>& texts) {
    return list(texts, [](const std::string& text) { return Json{{"text", plain(text)}}; });
}

Json json(const CarePlan& plan) {
    Json out = {{"resourceType", "CarePlan"}, {"status", plan.status}, {"intent", plan.intent}};
    if (!plan.instantiates.empty()) out["instantiatesCanonical"] = Json::array({plan.instantiates});
    put(out, "title", plan.title);
    put(out, "description", plan.description);
    out["subject"] = json(plan.subject);
    put(out, "period", json(plan.period));
    put(out, "supportingInfo", list(plan.supporting, [](const Reference& one) { return json(one); }));
    put(out, "activity", list(plan.activities, [](const Activity& one) { return json(one); }));
    put(out, "note", notes(plan.notes));
    return out;
}

Json json(const Procedure& procedure) {
    Json out = {{"resourceType", "Procedure"},
                {"basedOn", Json::array({json(procedure.based_on)})},
                {"status", procedure.status},
                {"code", json(procedure.code)},
                {"subject", json(procedure.subject)}};
    put(out, "bodySite", concepts(procedure.body_site));
    put(out, "note", notes(procedure.notes));
    out["focalDevice"] = Json::array({{{"manipulated", json(procedure.device)}}});
    return out;
}

Json json(const Device& device) {
    Json out = {{"resourceType", "Device"},
                {"deviceName", Json::array({{{"name", device.name}, {"type", "user-friendly-name"}}})},
                {"type", json(device.type)}};
    put(out, "property", list(device.properties, [](const Property& one) {
            return Json{{"type", json(one.type)}, {"valueQuantity", Json::array({json(one.value)})}};
        }));
    return out;
}

Json json(const Observation& observation) {
    Json out = {{"resourceType", "Observation"}};
    if (!observation.part_of.to.empty()) out["partOf"] = Json::array({json(observation.part_of)});
    out["status"] = observation.status;
    out["code"] = json(observation.code);
    out["subject"] = json(observation.subject);
    put(out, "effectiveDateTime", observation.effective);
    put_choice(out, "value", observation.value);
    put(out, "bodySite", json(observation.body_site));
    return out;
}

Json json(const Consent& consent) {
    return {{"resourceType", "Consent"},        {"status", consent.status},
            {"scope", json(consent.scope)},     {"category", concepts(consent.category)},
            {"patient", json(consent.patient)}, {"policyRule", json(consent.policy_rule)}};
}

Json json(const DetectedIssue& issue) {
    Json out = {{"resourceType", "DetectedIssue"},
                {"status", issue.status},
                {"code", json(issue.code)},
                {"severity", issue.severity},
                {"patient", json(issue.patient)}};
    put(out, "detail", issue.detail);
    put(out, "reference", issue.reference);
    put(out, "mitigation", list(issue.mitigations, [](const std::string& text) {
            return Json{{"action", {{"text", text}}}};
        }));
    return out;
}

}  // namespace

std::string write(const Bundle& bundle) {
    Json out = {{"resourceType", "Bundle"}, {"type", "collection"}};
    put(out, "timestamp", bundle.timestamp);
    out["entry"] = list(bundle.entries, [](const Entry& entry) {
        return Json{{"fullUrl", entry.full_url},
                    {"resource", std::visit([](const auto& one) { return json(one); }, entry.resource)}};
    });
    require_finite(out, "");
    return lay_out(out, 4) + "\n";
}

}  // namespace percuta::report::fhir
