// Our own checker for an iCalendar file (RFC 5545), narrower than the standard where our exporter is: no METHOD,
// only events and time zones, times in UTC or with a TZID, and summaries that do not give the treatment away.
// Use: node ics_check.mjs [--named] FILE      (--named allows telling summaries)

import { runAsCommand } from './command.mjs';
import { daysInMonth } from './values.mjs';
import { parse } from './ics_parse.mjs';
import { components, forms, telling, textLists, texts } from './ics_tables.mjs';

const words = (text) => text.split(' ').filter(Boolean);
const property = (component, name) => component.properties.find((line) => line.name === name);
const childrenOf = (component, name) => component.children.filter((child) => child.name === name);

function* withDescendants(component) {
  yield component;
  for (const child of component.children) yield* withDescendants(child);
}

function checkProperties(component, report) {
  const { one, maybe, many } = components[component.name];
  const count = (name) => component.properties.filter((line) => line.name === name).length;
  for (const name of words(one)) {
    if (count(name) === 0) report(component.where, `${component.name} has no ${name}`, `exactly one ${name}`);
  }
  for (const name of [...words(one), ...words(maybe)]) {
    if (count(name) > 1) report(component.where, `${component.name} has ${count(name)} ${name}`, `one ${name}`);
  }
  const known = words(`${one} ${maybe} ${many}`);
  for (const line of component.properties) {
    if (component.name === 'VCALENDAR' && line.name === 'METHOD') {
      report(line.where, 'is there', 'no METHOD in a file that nobody is invited by');
    } else if (!known.includes(line.name) && !line.name.startsWith('X-')) {
      report(line.where, `is no property of ${component.name}`, 'a known name or X-');
    }
  }
}

function checkText({ name, value, where }, report) {
  if (words(`${texts} ${textLists}`).includes(name)) {
    if (value.trim() === '') report(where, 'is empty', 'some text');
    if (/\\(?![\\;,nN])/.test(value.replaceAll('\\\\', ''))) {
      report(where, 'has a stray backslash', '\\\\ \\; \\, or \\n');
    }
    const separators = words(texts).includes(name) ? /[,;]/ : /;/;
    if (separators.test(value.replace(/\\./g, ''))) report(where, 'has a bare comma or semicolon', '\\, or \\;');
  }
}

function checkForm({ name, parameters, value, where }, report) {
  const [form, expected] = forms[`${name};VALUE=${parameters.VALUE}`] ?? forms[name] ?? [];
  if (form && !form.test(value)) report(where, `"${value}" is not well formed`, expected);
}

function isRealDay(digits) {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

// A file without any zone may hold times of any clock, and then holds no others.
function checkTime({ parameters, value, where }, anyClock, report) {
  if (parameters.VALUE === 'DATE') {
    if (!/^\d{8}$/.test(value)) report(where, `"${value}" is no date`, 'eight digits, as VALUE=DATE says');
    if (parameters.TZID) report(where, 'is a date with a TZID', 'no TZID');
  } else if (!/^\d{8}T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?$/.test(value)) {
    report(where, `"${value}" is no date-time`, 'such as 20260302T093000, or VALUE=DATE');
  } else if (!anyClock && value.endsWith('Z') === Boolean(parameters.TZID)) {
    report(where, 'has both or neither of Z and TZID', 'UTC with Z, or local time with a TZID');
  }
  if (/^\d{8}/.test(value) && !isRealDay(value)) {
    report(where, `"${value}" is not in the calendar`, 'a day that exists');
  }
}

function checkEnd(event, report) {
  const start = property(event, 'DTSTART');
  const end = property(event, 'DTEND');
  const duration = property(event, 'DURATION');
  if (end && duration) report(event.where, 'VEVENT has DTEND and DURATION', 'one of the two');
  if (!end && !duration) report(event.where, 'VEVENT has neither DTEND nor DURATION', 'one of the two');
  if (duration && !/[1-9]/.test(duration.value)) report(duration.where, 'is zero', 'a duration above zero');
  if (duration?.value.startsWith('-')) report(duration.where, 'is negative', 'a duration above zero');
  if (!start || !end) return;
  const kind = ({ parameters: { VALUE = 'DATE-TIME', TZID }, value }) => [VALUE, TZID, value.endsWith('Z')].join();
  if (kind(start) !== kind(end)) report(end.where, 'is of another kind than DTSTART', 'the same VALUE and zone');
  else if (end.value <= start.value) report(end.where, `"${end.value}" is not after DTSTART`, `after ${start.value}`);
}

function checkZone(zone, report) {
  const observances = zone.children.filter((child) => ['STANDARD', 'DAYLIGHT'].includes(child.name));
  if (observances.length === 0) report(zone.where, 'VTIMEZONE has no observance', 'STANDARD or DAYLIGHT');
  for (const observance of observances) {
    const onset = property(observance, 'DTSTART');
    if (onset && (onset.parameters.TZID || !/^\d{8}T\d{6}$/.test(onset.value) || !isRealDay(onset.value))) {
      report(onset.where, `"${onset.value}" is no local time`, 'such as 20251026T030000');
    }
  }
}

function checkZoneUse(line, zones, report) {
  const id = line.parameters.TZID;
  if (!id) return;
  const zone = zones.find((candidate) => property(candidate, 'TZID')?.value === id);
  if (!zone) {
    report(line.where, `"${id}" has no VTIMEZONE`, `a VTIMEZONE with TZID:${id}`);
    return;
  }
  const onsets = zone.children.map((child) => property(child, 'DTSTART')?.value).filter(Boolean).sort();
  if (onsets.length > 0 && onsets[0] > line.value) {
    report(line.where, `"${line.value}" is before the first onset of "${id}"`, `an onset not after ${line.value}`);
  }
}

function checkAlarm(alarm, report) {
  if (Boolean(property(alarm, 'REPEAT')) !== Boolean(property(alarm, 'DURATION'))) {
    report(alarm.where, 'VALARM has only one of REPEAT and DURATION', 'both or none');
  }
}

function checkUnique(values, what, report) {
  const seen = new Set();
  for (const line of values.filter(Boolean)) {
    if (seen.has(line.value)) report(line.where, `"${line.value}" is there twice`, `unique ${what}`);
    seen.add(line.value);
  }
}

// Summaries and alarm texts are what a locked phone shows, the calendar name is what a shared screen shows.
function checkNeutral(component, report) {
  const shown = { VEVENT: 'SUMMARY', VALARM: 'DESCRIPTION', VCALENDAR: 'NAME X-WR-CALNAME' }[component.name];
  for (const line of component.properties.filter(({ name }) => words(shown ?? '').includes(name))) {
    const word = telling.exec(line.value)?.[0];
    if (word) report(line.where, `gives the treatment away by "${word}"`, 'a neutral text');
  }
}

// Returns one text per fault: line, what is wrong, what is expected.
export function check(textOrBuffer, { neutral = true } = {}) {
  const findings = [];
  const report = (where, wrong, expected) => findings.push(`${where}: ${wrong}; expected: ${expected}`);
  const root = parse(Buffer.from(textOrBuffer), report);
  const all = [...withDescendants(root)].filter((component) => components[component.name]);
  const named = (name) => all.filter((component) => component.name === name);

  const calendars = childrenOf(root, 'VCALENDAR');
  if (calendars.length !== 1) report('file', `has ${calendars.length} VCALENDAR`, 'exactly one');
  for (const component of all) {
    checkProperties(component, report);
    for (const line of component.properties) {
      checkText(line, report);
      checkForm(line, report);
    }
    if (neutral) checkNeutral(component, report);
  }

  const events = named('VEVENT');
  const zones = named('VTIMEZONE');
  for (const zone of zones) checkZone(zone, report);
  for (const alarm of named('VALARM')) checkAlarm(alarm, report);
  const anyClock = zones.length === 0 && !events.some(({ properties }) => properties.some((line) => line.parameters.TZID));
  for (const event of events) {
    checkEnd(event, report);
    for (const line of event.properties) {
      if (['DTSTART', 'DTEND', 'RECURRENCE-ID'].includes(line.name)) checkTime(line, anyClock, report);
      checkZoneUse(line, zones, report);
    }
  }
  checkUnique(events.map((event) => property(event, 'UID')), 'UIDs', report);
  checkUnique(zones.map((zone) => property(zone, 'TZID')), 'TZIDs', report);

  const uids = events.map((event) => property(event, 'UID')?.value);
  for (const line of events.flatMap((event) => event.properties)) {
    if (line.name === 'RELATED-TO' && !uids.includes(line.value)) {
      report(line.where, `"${line.value}" is in no event`, 'a UID of this file');
    }
  }
  return findings;
}

runAsCommand(import.meta.url, (bytes) => check(bytes, { neutral: !process.argv.includes('--named') }));
