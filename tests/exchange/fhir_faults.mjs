// 32 faults that exporters of FHIR commonly make. seed(bundle) returns a faulty copy of any good bundle of ours.

const isObject = (value) => value !== null && typeof value === 'object';

function* objects(value) {
  if (!isObject(value)) return;
  yield value;
  for (const child of Object.values(value)) yield* objects(child);
}

// The first object inside `tree` that passes the test, or an error that names what was looked for.
function first(tree, what, test) {
  for (const object of objects(tree)) {
    if (!Array.isArray(object) && test(object)) return object;
  }
  throw new Error(`the bundle has no ${what}`);
}

const resource = (bundle, type) => first(bundle, type, ({ resourceType }) => resourceType === type);
const entryOf = (bundle, type) =>
  first(bundle, `entry with ${type}`, (object) => object.resource?.resourceType === type);
const quantity = (bundle) =>
  first(bundle, 'UCUM quantity', ({ system, value }) => system === 'http://unitsofmeasure.org' && value !== undefined);
const question = (bundle) =>
  first(resource(bundle, 'Questionnaire'), 'item with enableWhen', (object) => object.enableWhen);
const relatedAction = (bundle) =>
  first(resource(bundle, 'PlanDefinition'), 'relatedAction', (object) => object.actionId);
const subjectOfPlan = (bundle) => resource(bundle, 'CarePlan').subject;
const unknownUuid = 'urn:uuid:00000000-0000-4000-8000-000000000000';

// Changes a text everywhere, so that references keep pointing to the changed fullUrl.
function replaceEverywhere(bundle, from, to) {
  return JSON.parse(JSON.stringify(bundle).replaceAll(JSON.stringify(from), JSON.stringify(to)));
}

function fault(name, change) {
  return {
    name,
    seed(bundle) {
      const copy = structuredClone(bundle);
      return change(copy) ?? copy;
    },
  };
}

export const faults = [
  fault('two values in an observation', (bundle) => {
    const observation = first(bundle, 'Observation with a value', (object) => object.resourceType === 'Observation' &&
      Object.keys(object).some((key) => key.startsWith('value')));
    Object.assign(observation, observation.valueString === undefined ? { valueString: 'low' } : { valueInteger: 1 });
  }),
  fault('two answers in enableWhen', (bundle) => {
    const [condition] = question(bundle).enableWhen;
    Object.assign(condition, condition.answerInteger === undefined ? { answerInteger: 1 } : { answerBoolean: true });
  }),
  fault('enableWhen asks for an unknown question', (bundle) => {
    question(bundle).enableWhen[0].question = 'no-such-question';
  }),
  fault('duplicate linkId', (bundle) => {
    const { item } = resource(bundle, 'Questionnaire');
    item.push(structuredClone(item[0]));
  }),
  fault('response to an unknown linkId', (bundle) => {
    first(resource(bundle, 'QuestionnaireResponse'), 'answered item', ({ answer }) => answer).linkId = 'no-such-item';
  }),
  fault('answer of the wrong type', (bundle) => {
    const answer = first(resource(bundle, 'QuestionnaireResponse'), 'boolean answer', (object) =>
      object.valueBoolean !== undefined);
    answer.valueString = String(answer.valueBoolean);
    delete answer.valueBoolean;
  }),
  fault('item type that does not exist', (bundle) => {
    first(resource(bundle, 'Questionnaire'), 'item', ({ linkId }) => linkId).type = 'checkbox';
  }),
  fault('related action that does not exist', (bundle) => {
    relatedAction(bundle).actionId = 'no-such-action';
  }),
  fault('related actions in a circle', (bundle) => {
    const plan = resource(bundle, 'PlanDefinition');
    const later = first(plan, 'action after another', ({ id, relatedAction: related }) =>
      id && related?.[0].relationship.startsWith('after'));
    const earlier = first(plan, 'related action', ({ id }) => id === later.relatedAction[0].actionId);
    const { relationship } = later.relatedAction[0];
    earlier.relatedAction = [...(earlier.relatedAction ?? []), { actionId: later.id, relationship }];
  }),
  fault('relationship with an underscore', (bundle) => {
    relatedAction(bundle).relationship = 'after_end';
  }),
  fault('dangling reference', (bundle) => {
    subjectOfPlan(bundle).reference = unknownUuid;
  }),
  fault('reference to the wrong type', (bundle) => {
    subjectOfPlan(bundle).reference = entryOf(bundle, 'CarePlan').fullUrl;
  }),
  fault('relative reference', (bundle) => {
    subjectOfPlan(bundle).reference = 'Patient/1';
  }),
  fault('fullUrl without a UUID', (bundle) =>
    replaceEverywhere(bundle, entryOf(bundle, 'Patient').fullUrl, 'urn:uuid:patient-1')),
  fault('fullUrl used twice', (bundle) => {
    const one = entryOf(bundle, 'Observation');
    const other = first(bundle, 'second Observation', (object) =>
      object !== one && object.resource?.resourceType === 'Observation');
    return replaceEverywhere(bundle, other.fullUrl, one.fullUrl);
  }),
  fault('request in a collection', (bundle) => {
    entryOf(bundle, 'Patient').request = { method: 'POST', url: 'Patient' };
  }),
  fault('empty array', (bundle) => {
    resource(bundle, 'CarePlan').note = [];
  }),
  fault('null', (bundle) => {
    resource(bundle, 'CarePlan').description = null;
  }),
  fault('period that ends before it starts', (bundle) => {
    const period = first(bundle, 'Period', ({ start, end }) => start && end && start.slice(0, 10) < end.slice(0, 10));
    [period.start, period.end] = [period.end, period.start];
  }),
  fault('day that does not exist', (bundle) => {
    resource(bundle, 'CarePlan').created = '2026-02-30';
  }),
  fault('date in the order day, month, year', (bundle) => {
    resource(bundle, 'CarePlan').created = '02.03.2026';
  }),
  fault('time without a zone', (bundle) => {
    resource(bundle, 'CarePlan').created = '2026-03-02T09:30:00';
  }),
  fault('observation without status', (bundle) => {
    delete resource(bundle, 'Observation').status;
  }),
  fault('care plan without intent', (bundle) => {
    delete resource(bundle, 'CarePlan').intent;
  }),
  fault('adverse event without actuality', (bundle) => {
    const subject = { reference: entryOf(bundle, 'Patient').fullUrl };
    bundle.entry.push({ fullUrl: unknownUuid, resource: { resourceType: 'AdverseEvent', subject } });
  }),
  fault('consent without a policy', (bundle) => {
    const consent = resource(bundle, 'Consent');
    delete consent.policy;
    delete consent.policyRule;
  }),
  fault('status of another resource type', (bundle) => {
    resource(bundle, 'Procedure').status = 'planned';
  }),
  fault('gender as one letter', (bundle) => {
    resource(bundle, 'Patient').gender = 'F';
  }),
  fault('unit that is not UCUM', (bundle) => {
    quantity(bundle).code = 'mcg';
  }),
  fault('LOINC code with a wrong check digit', (bundle) => {
    const coding = first(bundle, 'LOINC coding', ({ system, code }) => system === 'http://loinc.org' && code);
    coding.code = coding.code.slice(0, -1) + ((Number(coding.code.at(-1)) + 1) % 10);
  }),
  fault('number as text', (bundle) => {
    const found = quantity(bundle);
    found.value = String(found.value);
  }),
  fault('misspelt element', (bundle) => {
    const consent = resource(bundle, 'Consent');
    consent.dateTimes = consent.dateTime ?? '2026-03-02';
  }),
];
