// Checks of single values: dates, UUIDs, LOINC codes and UCUM units.

const datePart = String.raw`(\d{4})(?:-(\d\d)(?:-(\d\d))?)?`;
const fullDate = String.raw`(\d{4})-(\d\d)-(\d\d)`;
const timePart = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?`;
const zone = String.raw`(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)`;

const forms = {
  date: [`^${datePart}$`],
  dateTime: [`^${datePart}$`, `^${fullDate}T${timePart}${zone}$`],
  instant: [`^${fullDate}T${timePart}${zone}$`],
};
const examples = {
  date: '2026-03-02',
  dateTime: '2026-03-02 or 2026-03-02T09:30:00Z',
  instant: '2026-03-02T09:30:00Z',
};

export function daysInMonth(year, month) {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

// Returns undefined for a good date, otherwise [what is wrong, what is expected].
export function dateProblem(text, kind) {
  const match = forms[kind].map((form) => text.match(form)).find(Boolean);
  if (!match) return [`"${text}" is no ${kind}`, `a form such as ${examples[kind]}`];
  const [year, month = 1, day = 1] = match.slice(1).filter(Boolean).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return [`"${text}" is not in the calendar`, 'a day that exists'];
  }
  return undefined;
}

// Dates of different precision are compared on what they share.
export function isBefore(first, second) {
  const shared = Math.min(first.length, second.length);
  if (shared <= 10) return first.slice(0, shared) < second.slice(0, shared);
  return Date.parse(first) < Date.parse(second);
}

export function isUrnUuid(text) {
  return /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);
}

// The last digit is a Luhn digit; letters (LA... answer codes) count by their distance from the character 0.
export function isLoinc(code) {
  const match = /^((?:L[ALPG])?\d{1,7})-(\d)$/.exec(code);
  if (!match) return false;
  const sum = [...match[1]].reverse().reduce((total, letter, index) => {
    const value = letter.charCodeAt(0) - 48;
    return total + (index % 2 === 0 ? 2 * value - 9 * Math.floor(value / 5) : value);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(match[2]);
}

const escaped = (words) => words.split(' ').map((word) => word.replace(/[[\]*^%]/g, '\\$&')).join('|');
const prefixes = 'Y|Z|E|P|T|G|M|k|h|da|d|c|m|u|n|p|f';
const metricUnits = escaped('m s g l L Pa N W V A K J C F Hz mol cd Cel Ohm bar eq U Bq Gy Sv [iU] m[Hg]');
const plainUnits = escaped('% min h d wk mo a deg 10* 10^ [degF] [in_i] [pH] [ppm]');
const annotation = String.raw`\{[!-z|~]+\}`;
const unit = String.raw`(?:\d+|(?:(?:${prefixes})?(?:${metricUnits})|${plainUnits})(?:[+-]?\d+)?)(?:${annotation})?`;
const ucum = new RegExp(`^/?(?:${unit}|${annotation})(?:[./](?:${unit}|${annotation}))*$`);

// A small part of the UCUM grammar: no parentheses, only the units that a skin record may need.
export function isUcum(code) {
  return ucum.test(code);
}

export function isUcumTime(code) {
  return /^(s|min|h|d|wk|mo|a)$/.test(code);
}
