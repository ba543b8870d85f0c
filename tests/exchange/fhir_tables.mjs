// FHIR R4 (4.0.1) facts about the resource types that an exported bundle may hold.
// Element paths carry no indexes; nested items, actions and provisions count as their outermost one.
// Lists are written as words in one string.

export const resourceTypes = 'Patient Questionnaire QuestionnaireResponse PlanDefinition CarePlan Procedure Device ' +
  'Observation Consent DetectedIssue AdverseEvent';

// Elements with a lower bound of one.
export const required = {
  'Bundle': 'type entry',
  'Bundle.entry': 'fullUrl resource',
  'Patient.link': 'other type',
  'Questionnaire': 'status',
  'Questionnaire.item': 'linkId type',
  'Questionnaire.item.enableWhen': 'question operator',
  'QuestionnaireResponse': 'status',
  'QuestionnaireResponse.item': 'linkId',
  'PlanDefinition': 'status',
  'PlanDefinition.goal': 'description',
  'PlanDefinition.action.condition': 'kind',
  'PlanDefinition.action.participant': 'type',
  'PlanDefinition.action.relatedAction': 'actionId relationship',
  'CarePlan': 'status intent subject',
  'CarePlan.activity.detail': 'status',
  'Procedure': 'status subject',
  'Procedure.focalDevice': 'manipulated',
  'Procedure.performer': 'actor',
  'Device.deviceName': 'name type',
  'Device.property': 'type',
  'Device.specialization': 'systemType',
  'Device.version': 'value',
  'Observation': 'status code',
  'Observation.component': 'code',
  'Consent': 'status scope category',
  'Consent.provision.actor': 'role reference',
  'Consent.provision.data': 'meaning reference',
  'Consent.verification': 'verified',
  'DetectedIssue': 'status',
  'DetectedIssue.mitigation': 'action',
  'AdverseEvent': 'actuality subject',
  'AdverseEvent.suspectEntity': 'instance',
};

// R4 leaves these optional, but a record without them says nothing about anybody.
export const requiredByUs = {
  'QuestionnaireResponse': 'questionnaire subject',
  'Procedure': 'code',
  'Observation': 'subject',
  'Consent': 'patient',
  'DetectedIssue': 'patient',
};

// Elements that need exactly one member of a choice.
export const requiredChoices = {
  'Questionnaire.item.enableWhen': 'answer',
  'Questionnaire.item.answerOption': 'value',
  'Questionnaire.item.initial': 'value',
};

// A choice element is one of these names followed by one of these data types.
export const choiceNames = 'abatement answer asNeeded author bounds deceased definition detail effective identified ' +
  'multipleBirth occurrence offset onset performed product scheduled source subject timing value';
export const choiceTypes = 'Age Attachment Base64Binary Boolean Canonical Code CodeableConcept Coding Count Date ' +
  'DateTime Decimal Distance Duration Expression Id Identifier Instant Integer Markdown Money Oid Period ' +
  'PositiveInt Quantity Range Ratio Reference SampledData String Time Timing UnsignedInt Uri Url Uuid';

const publicationStatus = 'draft active retired unknown';
const observationStatus = 'registered preliminary final amended corrected cancelled entered-in-error unknown';

// Required code lists. A key that begins with a star holds for every path that ends so.
export const codes = {
  'Bundle.type': 'collection',
  'Patient.gender': 'male female other unknown',
  'Patient.link.type': 'replaced-by replaces refer seealso',
  'Questionnaire.status': publicationStatus,
  'Questionnaire.item.type': 'group display question boolean decimal integer date dateTime time string text url ' +
    'choice open-choice attachment reference quantity',
  'Questionnaire.item.enableBehavior': 'all any',
  'Questionnaire.item.enableWhen.operator': 'exists = != > < >= <=',
  'QuestionnaireResponse.status': 'in-progress completed amended entered-in-error stopped',
  'PlanDefinition.status': publicationStatus,
  'PlanDefinition.action.priority': 'routine urgent asap stat',
  'PlanDefinition.action.condition.kind': 'applicability start stop',
  'PlanDefinition.action.relatedAction.relationship': 'before-start before before-end concurrent-with-start ' +
    'concurrent concurrent-with-end after-start after after-end',
  'PlanDefinition.action.participant.type': 'patient practitioner related-person device',
  'PlanDefinition.action.groupingBehavior': 'visual-group logical-group sentence-group',
  'PlanDefinition.action.selectionBehavior': 'any all all-or-none exactly-one at-most-one one-or-more',
  'PlanDefinition.action.requiredBehavior': 'must could must-unless-documented',
  'PlanDefinition.action.precheckBehavior': 'yes no',
  'PlanDefinition.action.cardinalityBehavior': 'single multiple',
  'CarePlan.status': 'draft active on-hold revoked completed entered-in-error unknown',
  'CarePlan.intent': 'proposal plan order option',
  'CarePlan.activity.detail.kind': 'Appointment CommunicationRequest DeviceRequest MedicationRequest NutritionOrder ' +
    'Task ServiceRequest VisionPrescription',
  'CarePlan.activity.detail.status': 'not-started scheduled in-progress on-hold completed cancelled stopped ' +
    'unknown entered-in-error',
  'Procedure.status': 'preparation in-progress not-done on-hold stopped completed entered-in-error unknown',
  'Device.status': 'active inactive entered-in-error unknown',
  'Device.deviceName.type': 'udi-label-name user-friendly-name patient-reported-name manufacturer-name model-name ' +
    'other',
  'Device.udiCarrier.entryType': 'barcode rfid manual card self-reported unknown',
  'Observation.status': observationStatus,
  'Consent.status': 'draft proposed active rejected inactive entered-in-error',
  'Consent.provision.type': 'deny permit',
  'Consent.provision.data.meaning': 'instance related dependents authoredby',
  'DetectedIssue.status': observationStatus,
  'DetectedIssue.severity': 'high moderate low',
  'AdverseEvent.actuality': 'actual potential',
  'AdverseEvent.severity.coding.code': 'mild moderate severe',
  'AdverseEvent.outcome.coding.code': 'resolved recovering ongoing resolvedWithSequelae fatal unknown',
  '*.comparator': '< <= >= >',
  '*.durationUnit': 's min h d wk mo a',
  '*.periodUnit': 's min h d wk mo a',
  '*.dayOfWeek': 'mon tue wed thu fri sat sun',
  '*.identifier.use': 'usual official temp secondary old',
  '*.expression.language': 'text/cql text/fhirpath application/x-fhir-query',
  '*.text.status': 'generated extensions additional empty',
  '*.relatedArtifact.type': 'documentation justification citation predecessor successor derived-from depends-on ' +
    'composed-of',
};

// Kinds of the date elements that the name of a choice does not tell.
export const dateKinds = {
  approvalDate: 'date', birthDate: 'date', lastReviewDate: 'date',
  authored: 'dateTime', created: 'dateTime', date: 'dateTime', dateTime: 'dateTime', detected: 'dateTime',
  end: 'dateTime', event: 'dateTime', expirationDate: 'dateTime', manufactureDate: 'dateTime',
  recordedDate: 'dateTime', start: 'dateTime', time: 'dateTime', verificationDate: 'dateTime',
  issued: 'instant', lastUpdated: 'instant', timestamp: 'instant',
};

const practitioner = 'Practitioner PractitionerRole';
const author = `Patient ${practitioner} Device RelatedPerson Organization CareTeam`;

// Resource types a reference may point to. Elements not named here may point to anything.
export const referenceTargets = {
  'Patient.generalPractitioner': `Organization ${practitioner}`,
  'Patient.managingOrganization': 'Organization',
  'Patient.contact.organization': 'Organization',
  'Patient.link.other': 'Patient RelatedPerson',
  'QuestionnaireResponse.basedOn': 'CarePlan ServiceRequest',
  'QuestionnaireResponse.partOf': 'Observation Procedure',
  'QuestionnaireResponse.encounter': 'Encounter',
  'QuestionnaireResponse.author': `Device ${practitioner} Patient RelatedPerson Organization`,
  'QuestionnaireResponse.source': `Patient ${practitioner} RelatedPerson`,
  'PlanDefinition.subjectReference': 'Group',
  'PlanDefinition.action.subjectReference': 'Group',
  'CarePlan.basedOn': 'CarePlan',
  'CarePlan.replaces': 'CarePlan',
  'CarePlan.partOf': 'CarePlan',
  'CarePlan.subject': 'Patient Group',
  'CarePlan.encounter': 'Encounter',
  'CarePlan.author': author,
  'CarePlan.contributor': author,
  'CarePlan.careTeam': 'CareTeam',
  'CarePlan.addresses': 'Condition',
  'CarePlan.goal': 'Goal',
  'CarePlan.activity.reference': 'Appointment CommunicationRequest DeviceRequest MedicationRequest NutritionOrder ' +
    'Task ServiceRequest VisionPrescription RequestGroup',
  'CarePlan.activity.detail.reasonReference': 'Condition Observation DiagnosticReport DocumentReference',
  'CarePlan.activity.detail.goal': 'Goal',
  'CarePlan.activity.detail.location': 'Location',
  'CarePlan.activity.detail.performer': `${author} HealthcareService`,
  'CarePlan.activity.detail.productReference': 'Medication Substance',
  'Procedure.basedOn': 'CarePlan ServiceRequest',
  'Procedure.partOf': 'Procedure Observation MedicationAdministration',
  'Procedure.subject': 'Patient Group',
  'Procedure.encounter': 'Encounter',
  'Procedure.recorder': `Patient RelatedPerson ${practitioner}`,
  'Procedure.asserter': `Patient RelatedPerson ${practitioner}`,
  'Procedure.performer.actor': `${practitioner} Organization Patient RelatedPerson Device`,
  'Procedure.performer.onBehalfOf': 'Organization',
  'Procedure.location': 'Location',
  'Procedure.reasonReference': 'Condition Observation Procedure DiagnosticReport DocumentReference',
  'Procedure.report': 'DiagnosticReport DocumentReference Composition',
  'Procedure.complicationDetail': 'Condition',
  'Procedure.focalDevice.manipulated': 'Device',
  'Procedure.usedReference': 'Device Medication Substance',
  'Device.definition': 'DeviceDefinition',
  'Device.patient': 'Patient',
  'Device.owner': 'Organization',
  'Device.location': 'Location',
  'Device.parent': 'Device',
  'Observation.basedOn': 'CarePlan DeviceRequest ImmunizationRecommendation MedicationRequest NutritionOrder ' +
    'ServiceRequest',
  'Observation.partOf': 'MedicationAdministration MedicationDispense MedicationStatement Procedure Immunization ' +
    'ImagingStudy',
  'Observation.subject': 'Patient Group Device Location',
  'Observation.encounter': 'Encounter',
  'Observation.performer': `${practitioner} Organization CareTeam Patient RelatedPerson`,
  'Observation.specimen': 'Specimen',
  'Observation.device': 'Device DeviceMetric',
  'Observation.hasMember': 'Observation QuestionnaireResponse MolecularSequence',
  'Observation.derivedFrom': 'DocumentReference ImagingStudy Media QuestionnaireResponse Observation ' +
    'MolecularSequence',
  'Consent.patient': 'Patient',
  'Consent.performer': `Organization Patient ${practitioner} RelatedPerson`,
  'Consent.organization': 'Organization',
  'Consent.sourceReference': 'Consent DocumentReference Contract QuestionnaireResponse',
  'Consent.verification.verifiedWith': 'Patient RelatedPerson',
  'Consent.provision.actor.reference': `Device Group CareTeam Organization Patient ${practitioner} RelatedPerson`,
  'DetectedIssue.patient': 'Patient',
  'DetectedIssue.author': `${practitioner} Device`,
  'DetectedIssue.mitigation.author': practitioner,
  'AdverseEvent.subject': 'Patient Group Practitioner RelatedPerson',
  'AdverseEvent.encounter': 'Encounter',
  'AdverseEvent.resultingCondition': 'Condition',
  'AdverseEvent.location': 'Location',
  'AdverseEvent.recorder': `Patient ${practitioner} RelatedPerson`,
  'AdverseEvent.contributor': `${practitioner} Device`,
  'AdverseEvent.suspectEntity.instance': 'Immunization Procedure Substance Medication MedicationAdministration ' +
    'MedicationStatement Device',
  'AdverseEvent.suspectEntity.causality.author': practitioner,
  'AdverseEvent.subjectMedicalHistory': 'Condition Observation AllergyIntolerance FamilyMemberHistory Immunization ' +
    'Procedure Media DocumentReference',
  'AdverseEvent.referenceDocument': 'DocumentReference',
  'AdverseEvent.study': 'ResearchStudy',
};

// Canonical URLs that must name a resource of the bundle, so that the bundle can be read on its own.
export const canonicalTargets = {
  'QuestionnaireResponse.questionnaire': 'Questionnaire',
  'CarePlan.instantiatesCanonical': 'PlanDefinition Questionnaire',
  'Procedure.instantiatesCanonical': 'PlanDefinition Questionnaire',
};

// Data types in which each kind of question is answered. A choice follows its options.
export const answerTypes = {
  boolean: 'Boolean', decimal: 'Decimal', integer: 'Integer', date: 'Date', dateTime: 'DateTime', time: 'Time',
  string: 'String', text: 'String', url: 'Uri', choice: 'Coding', 'open-choice': 'Coding String',
  attachment: 'Attachment', reference: 'Reference', quantity: 'Quantity', group: '', display: '',
};
