// Rules that look at more than one element: invariants, questionnaires with their responses, plans.

import { answerTypes } from './fhir_tables.mjs';
import { isBefore } from './values.mjs';

const list = (value) => (Array.isArray(value) ? value : []);
const choiceOf = (object, name) => Object.keys(object ?? {}).find((key) => key.startsWith(name));

function* children(parent, path, name) {
  for (const [index, child] of list(parent?.[name]).entries()) {
    if (child && typeof child === 'object') yield [child, `${path}.${name}[${index}]`];
  }
}

function* nested(parent, path, name) {
  for (const [child, where] of children(parent, path, name)) {
    yield [child, where];
    yield* nested(child, where, name);
  }
}

function* responseItems(parent, path) {
  for (const [item, where] of children(parent, path, 'item')) {
    yield [item, where];
    yield* responseItems(item, where);
    for (const [answer, answerPath] of children(item, where, 'answer')) yield* responseItems(answer, answerPath);
  }
}

// The data types in which a question may be answered.
function typesFor(item) {
  const options = list(item.answerOption).map((option) => choiceOf(option, 'value')?.slice('value'.length));
  if (item.type === 'choice' && options.length > 0) return options;
  return (answerTypes[item.type] ?? '').split(' ').filter(Boolean);
}

function itemsByLinkId(questionnaire, path) {
  return new Map([...nested(questionnaire, path, 'item')].map(([item]) => [item.linkId, item]));
}

function checkEnableWhen(item, where, known, report) {
  if (list(item.enableWhen).length > 1 && !item.enableBehavior) {
    report(where, 'several enableWhen without enableBehavior', 'enableBehavior all or any');
  }
  for (const [condition, path] of children(item, where, 'enableWhen')) {
    const question = known.get(condition.question);
    if (!question) {
      report(`${path}.question`, `"${condition.question}" is no linkId`, 'a linkId of this Questionnaire');
      continue;
    }
    const key = choiceOf(condition, 'answer');
    const types = condition.operator === 'exists' ? ['Boolean'] : typesFor(question);
    if (key && !types.includes(key.slice('answer'.length))) {
      const expected = types.map((type) => `answer${type}`).join(' or ');
      report(`${path}.${key}`, `does not fit the question "${condition.question}"`, expected);
    }
  }
}

export function checkQuestionnaire(questionnaire, path, report) {
  const known = itemsByLinkId(questionnaire, path);
  const seen = new Set();
  for (const [item, where] of nested(questionnaire, path, 'item')) {
    if (seen.has(item.linkId)) report(`${where}.linkId`, `"${item.linkId}" is there twice`, 'unique linkIds');
    seen.add(item.linkId);
    checkEnableWhen(item, where, known, report);
  }
}

function isOption(item, answer, key) {
  const wanted = answer[key];
  return list(item.answerOption).some((option) => {
    const offered = option?.[key];
    return key === 'valueCoding'
      ? offered?.code === wanted?.code && offered?.system === wanted?.system
      : offered === wanted;
  });
}

function checkAnswers(item, response, where, report) {
  const types = typesFor(item);
  if (list(response.answer).length > 1 && !item.repeats) {
    report(`${where}.answer`, 'several answers', 'one answer, because the question does not repeat');
  }
  for (const [answer, path] of children(response, where, 'answer')) {
    const key = choiceOf(answer, 'value');
    if (!key || !types.includes(key.slice('value'.length))) {
      const expected = types.map((type) => `value${type}`).join(' or ') || 'no answer';
      report(path, `${key ?? 'no value'} for a question of type ${item.type}`, expected);
    } else if (item.type === 'choice' && list(item.answerOption).length > 0 && !isOption(item, answer, key)) {
      report(`${path}.${key}`, 'is not among the options of the question', 'one of its answerOption');
    }
  }
}

export function checkResponse(response, path, questionnaire, report) {
  if (!questionnaire) return;
  const known = itemsByLinkId(questionnaire, path);
  for (const [item, where] of responseItems(response, path)) {
    const question = known.get(item.linkId);
    if (question) checkAnswers(question, item, where, report);
    else report(`${where}.linkId`, `"${item.linkId}" is not in the Questionnaire`, 'one of its linkIds');
  }
}

// Returns an action that has to come after itself, if there is one.
function circleIn(after) {
  const done = new Set();
  const open = new Set();
  const visit = (id) => {
    if (open.has(id)) return id;
    if (done.has(id)) return undefined;
    open.add(id);
    for (const next of after.get(id) ?? []) {
      const found = visit(next);
      if (found !== undefined) return found;
    }
    open.delete(id);
    done.add(id);
    return undefined;
  };
  for (const id of after.keys()) {
    const found = visit(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function checkPlanDefinition(plan, path, report) {
  const actions = [...nested(plan, path, 'action')];
  const ids = actions.map(([action]) => action.id).filter(Boolean);
  const after = new Map(ids.map((id) => [id, []]));
  for (const [action, where] of actions) {
    if (action.id && ids.filter((id) => id === action.id).length > 1) {
      report(`${where}.id`, `"${action.id}" is there twice`, 'unique action ids');
    }
    for (const [related, relatedPath] of children(action, where, 'relatedAction')) {
      if (!after.has(related.actionId)) {
        report(`${relatedPath}.actionId`, `"${related.actionId}" is no action`, 'the id of an action of this plan');
      } else if (action.id && `${related.relationship}`.startsWith('after')) {
        after.get(action.id).push(related.actionId);
      } else if (action.id && `${related.relationship}`.startsWith('before')) {
        after.get(related.actionId).push(action.id);
      }
    }
  }
  const circle = circleIn(after);
  if (circle !== undefined) report(`${path}.action`, `"${circle}" comes after itself`, 'an order without a circle');
}

export function checkCarePlan(plan, path, report) {
  for (const [activity, where] of children(plan, path, 'activity')) {
    if (('detail' in activity) === ('reference' in activity)) {
      report(where, 'has both or neither of detail and reference', 'one of the two');
    }
  }
}

export function checkObservation(observation, path, report) {
  const hasValue = choiceOf(observation, 'value') !== undefined;
  if (!hasValue && !observation.dataAbsentReason && !observation.component && !observation.hasMember) {
    report(path, 'says nothing', 'value[x], dataAbsentReason, component or hasMember');
  }
  if (hasValue && observation.dataAbsentReason) {
    report(path, 'has a value and a reason for its absence', 'one of the two');
  }
}

export function checkConsent(consent, path, report) {
  if (!consent.policy && !consent.policyRule) report(path, 'names no policy', 'policy or policyRule');
}

export function checkDevice(device, path, report) {
  const { manufactureDate, expirationDate } = device;
  if (manufactureDate && expirationDate && isBefore(expirationDate, manufactureDate)) {
    report(`${path}.expirationDate`, 'is before manufactureDate', 'a later date');
  }
}
