// Our own checker for a FHIR R4 bundle of type collection. It covers what schema validators miss: references, ids,
// choices, empty values, dates, required primitives, code lists and order. Unknown elements are left to the schema.
// Use: node fhir_check.mjs FILE

import { runAsCommand } from './command.mjs';
import {
  canonicalTargets, choiceNames, choiceTypes, codes, dateKinds, referenceTargets, required, requiredByUs,
  requiredChoices, resourceTypes,
} from './fhir_tables.mjs';
import {
  checkCarePlan, checkConsent, checkDevice, checkObservation, checkPlanDefinition, checkQuestionnaire, checkResponse,
} from './fhir_rules.mjs';
import { dateProblem, isBefore, isLoinc, isUcum, isUcumTime, isUrnUuid } from './values.mjs';

const loincSystem = 'http://loinc.org';
const ucumSystem = 'http://unitsofmeasure.org';
const choicePattern = new RegExp(`^(${choiceNames.replaceAll(' ', '|')})(${choiceTypes.replaceAll(' ', '|')})$`);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const words = (text) => (text ?? '').split(' ').filter(Boolean);

function outermost(element) {
  return element.replace('.item.answer.item', '.item').replace(/\.(item|action|provision)\.\1(?=\.|$)/, '.$1');
}

// Yields every value of the tree with its JSON path and its element path.
function* nodes(value, path, element) {
  yield { value, path, element };
  if (Array.isArray(value)) {
    for (const [index, child] of value.entries()) yield* nodes(child, `${path}[${index}]`, element);
  } else if (isObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const isResource = typeof child?.resourceType === 'string';
      yield* nodes(child, `${path}.${key}`, isResource ? child.resourceType : outermost(`${element}.${key}`));
    }
  }
}

function checkEmpty({ value, path }, report) {
  if (value === null) report(path, 'is null', 'no key at all');
  else if (Array.isArray(value) && value.length === 0) report(path, 'is an empty array', 'no key at all');
  else if (isObject(value) && Object.keys(value).length === 0) report(path, 'is an empty object', 'no key at all');
  else if (typeof value === 'string' && value.trim() === '') report(path, 'is an empty string', 'no key at all');
}

function checkRequired({ value, path, element }, report) {
  if (!isObject(value)) return;
  for (const name of [...words(required[element]), ...words(requiredByUs[element])]) {
    if (value[name] === undefined) report(`${path}.${name}`, 'is missing', `${name} in every ${element}`);
  }
}

function checkChoices({ value, path, element }, report) {
  if (!isObject(value)) return;
  const found = {};
  for (const key of Object.keys(value)) {
    const name = choicePattern.exec(key)?.[1];
    if (name) (found[name] ??= []).push(key);
  }
  for (const [name, keys] of Object.entries(found)) {
    if (keys.length > 1) report(path, `has ${keys.join(' and ')}`, `only one ${name}[x]`);
  }
  const wanted = requiredChoices[element];
  if (wanted && !found[wanted]) report(path, `has no ${wanted}[x]`, `exactly one ${wanted}[x]`);
}

function checkCode({ value, path, element }, report) {
  if (typeof value !== 'string') return;
  const parts = element.split('.');
  const allowed = codes[element] ?? codes[`*.${parts.slice(-2).join('.')}`] ?? codes[`*.${parts.at(-1)}`];
  if (allowed && !words(allowed).includes(value)) report(path, `"${value}" is not in the code list`, allowed);
}

function checkDate({ value, path, element }, report) {
  if (typeof value !== 'string') return;
  const name = element.slice(element.lastIndexOf('.') + 1);
  const choice = choicePattern.exec(name)?.[2];
  const kind = { Date: 'date', DateTime: 'dateTime', Instant: 'instant' }[choice] ?? dateKinds[name];
  const problem = kind && dateProblem(value, kind);
  if (problem) report(path, ...problem);
}

function checkOrder({ value, path }, report) {
  if (!isObject(value)) return;
  const { start, end, low, high } = value;
  if (typeof start === 'string' && typeof end === 'string' && isBefore(end, start)) {
    report(`${path}.end`, `"${end}" is before the start "${start}"`, 'an end not before the start');
  }
  if (low?.value > high?.value) report(path, 'low is above high', 'low not above high');
}

function checkSystem(value, path, report) {
  for (const [word, system] of [[/loinc/i, loincSystem], [/unitsofmeasure|ucum/i, ucumSystem]]) {
    if (word.test(value.system) && value.system !== system) {
      report(`${path}.system`, `"${value.system}" is not the official URI`, system);
    }
  }
  if (!/^[a-z][a-z0-9+.-]*:/.test(value.system)) {
    report(`${path}.system`, `"${value.system}" is not absolute`, 'an absolute URI');
  }
}

function checkCoded({ value, path, element }, report) {
  if (!isObject(value) || typeof value.code !== 'string') return;
  const { code, system } = value;
  if (typeof system === 'string') checkSystem(value, path, report);
  else report(path, `has the code "${code}" without a system`, 'the system of the code');
  if (system === loincSystem && !isLoinc(code)) {
    report(`${path}.code`, `"${code}" is no LOINC code`, 'digits, a hyphen and the right check digit');
  }
  if (system === ucumSystem && !isUcum(code)) report(`${path}.code`, `"${code}" is no UCUM code`, 'such as mm or wk');
  if (/(Duration|Age)$/.test(element) && !(system === ucumSystem && isUcumTime(code))) {
    report(`${path}.code`, `"${code}" is no unit of time`, 's, min, h, d, wk, mo or a of UCUM');
  }
}

function checkReference({ value, path, element }, typeOf, report) {
  if (!isObject(value) || value.resourceType) return;
  const allowed = referenceTargets[element];
  if (allowed && !value.reference && !value.identifier && !value.display) {
    report(path, 'refers to nothing', 'reference, identifier or display');
  }
  if (typeof value.reference !== 'string') return;
  const type = typeOf.get(value.reference);
  if (!type) {
    report(`${path}.reference`, `"${value.reference}" is not in the bundle`, 'the fullUrl of an entry');
  } else if ((allowed && !words(allowed).includes(type)) || (value.type && value.type !== type)) {
    report(`${path}.reference`, `points to a ${type}`, value.type ?? allowed);
  }
}

function resourcesWithUrl(canonical, resources) {
  const [url, version] = canonical.split('|');
  return resources.filter((resource) => resource.url === url && (!version || resource.version === version));
}

function checkCanonical({ value, path, element }, resources, report) {
  const allowed = canonicalTargets[element];
  if (!allowed || typeof value !== 'string') return;
  if (!resourcesWithUrl(value, resources).some((resource) => words(allowed).includes(resource.resourceType))) {
    report(path, `"${value}" is not in the bundle`, `the url of a resource of type ${allowed}`);
  }
}

function checkEntries(entries, report) {
  const urls = new Set();
  const ids = new Set();
  for (const [index, entry] of entries.entries()) {
    const path = `Bundle.entry[${index}]`;
    if (!isUrnUuid(entry?.fullUrl)) report(`${path}.fullUrl`, `"${entry?.fullUrl}" is no UUID`, 'urn:uuid: and a UUID');
    if (urls.has(entry?.fullUrl)) report(`${path}.fullUrl`, `"${entry.fullUrl}" is there twice`, 'unique fullUrls');
    urls.add(entry?.fullUrl);

    const { resourceType, id } = entry?.resource ?? {};
    if (!words(resourceTypes).includes(resourceType)) {
      report(`${path}.resource.resourceType`, `"${resourceType}" is not a type of ours`, resourceTypes);
    }
    if (id && ids.has(`${resourceType}/${id}`)) report(`${path}.resource.id`, `"${id}" is there twice`, 'unique ids');
    ids.add(`${resourceType}/${id}`);

    for (const name of ['search', 'request', 'response']) {
      if (entry?.[name]) report(`${path}.${name}`, 'is there', 'nothing of the kind in a collection');
    }
  }
}

const rulesOfType = {
  Questionnaire: checkQuestionnaire,
  PlanDefinition: checkPlanDefinition,
  CarePlan: checkCarePlan,
  Observation: checkObservation,
  Consent: checkConsent,
  Device: checkDevice,
};

// Returns one text per fault: JSON path, what is wrong, what is expected.
export function check(bundle) {
  const findings = [];
  const report = (path, wrong, expected) => findings.push(`${path}: ${wrong}; expected: ${expected}`);
  if (bundle?.resourceType !== 'Bundle') {
    report('Bundle', 'is no Bundle', 'an object with the resourceType Bundle');
    return findings;
  }

  const entries = Array.isArray(bundle.entry) ? bundle.entry : [];
  const resources = entries.map((entry) => entry?.resource).filter(isObject);
  const typeOf = new Map(entries.map((entry) => [entry?.fullUrl, entry?.resource?.resourceType]));

  checkEntries(entries, report);
  for (const node of nodes(bundle, 'Bundle', 'Bundle')) {
    checkEmpty(node, report);
    checkRequired(node, report);
    checkChoices(node, report);
    checkCode(node, report);
    checkDate(node, report);
    checkOrder(node, report);
    checkCoded(node, report);
    checkReference(node, typeOf, report);
    checkCanonical(node, resources, report);
  }
  for (const [index, entry] of entries.entries()) {
    const resource = entry?.resource;
    const path = `Bundle.entry[${index}].resource`;
    rulesOfType[resource?.resourceType]?.(resource, path, report);
    if (resource?.resourceType === 'QuestionnaireResponse' && typeof resource.questionnaire === 'string') {
      const [questionnaire] = resourcesWithUrl(resource.questionnaire, resources);
      checkResponse(resource, path, questionnaire, report);
    }
  }
  return findings;
}

runAsCommand(import.meta.url, (bytes) => check(JSON.parse(bytes)));
