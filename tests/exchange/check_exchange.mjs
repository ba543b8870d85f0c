// Checks a bundle and a calendar that the program wrote, and the checkers themselves with seeded faults.
// Use: node check_exchange.mjs BUNDLE.json CALENDAR.ics

import { readFileSync } from 'node:fs';
import { ajvFindings, fhirFindings, icalFindings, ignoredFhirMessages } from './external.mjs';
import { check as checkBundle } from './fhir_check.mjs';
import { faults as bundleFaults } from './fhir_faults.mjs';
import { check as checkCalendar } from './ics_check.mjs';
import { faults as calendarFaults } from './ics_faults.mjs';

// Our own checker comes first.
const bundleCheckers = { own: checkBundle, ajv: ajvFindings, fhir: fhirFindings };
const calendarCheckers = { own: checkCalendar, 'ical.js': icalFindings };

// A checker has found a fault only when it says something that it does not say of the good file.
function findersOf(faulty, checkers, goodFindings) {
  return Object.keys(checkers).filter((name) =>
    checkers[name](faulty).some((finding) => !goodFindings[name].includes(finding)));
}

function printTable(rows, names, isExternal) {
  const row = (title, cells) => console.log(`  ${title.padEnd(42)}${cells.map((cell) => cell.padStart(9)).join('')}`);
  row('fault', names);
  for (const { fault, finders } of rows) row(fault, names.map((name) => (finders.includes(name) ? 'yes' : 'no')));
  const count = (test) => rows.filter(test).length;
  row(`found of ${rows.length}`, names.map((name) => `${count(({ finders }) => finders.includes(name))}`));
  console.log(`  by the external ones together ${count(({ finders }) => finders.some(isExternal))}, ` +
    `by all together ${count(({ finders }) => finders.length > 0)}\n`);
}

// Returns what went wrong, one text each.
function examine(title, good, checkers, faults) {
  console.log(title);
  const problems = [];
  const goodFindings = {};
  for (const [name, findingsIn] of Object.entries(checkers)) {
    goodFindings[name] = findingsIn(good);
    for (const finding of goodFindings[name]) problems.push(`${title}: ${name} complains: ${finding}`);
  }

  const isExternal = (name) => name !== 'own';
  const rows = [];
  for (const { name: fault, seed } of faults) {
    let faulty;
    try {
      faulty = seed(good);
    } catch (error) {
      problems.push(`${title}: the fault "${fault}" cannot be seeded: ${error.message}`);
      continue;
    }
    rows.push({ fault, finders: findersOf(faulty, checkers, goodFindings) });
  }
  printTable(rows, Object.keys(checkers), isExternal);
  for (const { fault, finders } of rows.filter((row) => row.finders.length === 0)) {
    problems.push(`${title}: nothing finds "${fault}"; the external checkers miss it, so our own has to find it`);
  }
  return problems;
}

function readOrStop(file, decode) {
  try {
    return decode(readFileSync(file));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    return process.exit(2);
  }
}

const [bundleFile, calendarFile] = process.argv.slice(2);
if (!bundleFile || !calendarFile) {
  console.error('use: node check_exchange.mjs BUNDLE.json CALENDAR.ics');
  process.exit(2);
}

const problems = [
  ...examine(bundleFile, readOrStop(bundleFile, JSON.parse), bundleCheckers, bundleFaults),
  ...examine(calendarFile, readOrStop(calendarFile, Buffer.from), calendarCheckers, calendarFaults),
];
for (const { message, reason } of ignoredFhirMessages) console.log(`ignored from npm fhir: ${message}: ${reason}`);
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'all is well' : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
