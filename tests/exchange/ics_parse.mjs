// Reads iCalendar bytes into a tree of components and reports what hurts the form of lines and blocks.

import { components } from './ics_tables.mjs';

const longestLine = 75;
const lineForm = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
const parameterForm = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/g;

function utf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

// Splits at any line end, so that one wrong line end does not hide the rest.
function physicalLines(bytes, report) {
  const lines = [];
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    const hasReturn = bytes[end - 1] === 13;
    lines.push(bytes.subarray(start, hasReturn ? end - 1 : end));
    if (!hasReturn) report(`line ${lines.length}`, 'ends with a bare LF', 'CRLF');
    start = end + 1;
  }
  if (start < bytes.length) {
    lines.push(bytes.subarray(start));
    report(`line ${lines.length}`, 'has no line end', 'CRLF');
  }
  return lines;
}

function checkBytes(line, where, report) {
  if (line.length > longestLine) report(where, `has ${line.length} octets`, `at most ${longestLine}, then a fold`);
  if (line.length === 0) report(where, 'is empty', 'no empty lines');
  if (utf8(line) === undefined) report(where, 'is not UTF-8', 'folds between characters, not inside one');
  if (line.some((byte) => (byte < 32 && byte !== 9) || byte === 127)) {
    report(where, 'has a control character', 'none but CRLF and tab');
  }
}

// Joins folded lines; each result keeps the number of its first line.
function unfold(lines) {
  const joined = [];
  for (const [index, line] of lines.entries()) {
    const isFold = line[0] === 32 || line[0] === 9;
    if (isFold && joined.length > 0) joined.at(-1).parts.push(line.subarray(1));
    else joined.push({ number: index + 1, parts: [line] });
  }
  return joined.map(({ number, parts }) => ({ number, text: Buffer.concat(parts).toString('utf8') }));
}

function parseLine({ number, text }, report) {
  const match = lineForm.exec(text);
  if (!match) {
    report(`line ${number}`, `"${text}" is no content line`, 'NAME;PARAMETER=...:value');
    return undefined;
  }
  const [, name, parameterText, value] = match;
  const parameters = {};
  for (const [, key, parameter] of parameterText.matchAll(parameterForm)) {
    parameters[key.toUpperCase()] = parameter.replaceAll('"', '');
  }
  return { number, name: name.toUpperCase(), parameters, value, where: `line ${number}: ${name}` };
}

function addComponent(parent, line, report) {
  const name = line.value.toUpperCase();
  const known = components[name];
  if (!known) report(line.where, `"${name}" is no component of ours`, Object.keys(components).join(', '));
  else if (known.inside !== parent.name) {
    const expected = known.inside ? `${name} directly in ${known.inside}` : `${name} outermost`;
    report(line.where, `${name} stands in ${parent.name || 'no component'}`, expected);
  }
  const component = { name, where: `line ${line.number}`, properties: [], children: [] };
  parent.children.push(component);
  return component;
}

// Returns the root; its children are the outermost components.
export function parse(bytes, report) {
  const physical = physicalLines(bytes, report);
  for (const [index, line] of physical.entries()) checkBytes(line, `line ${index + 1}`, report);

  const root = { name: '', where: 'file', properties: [], children: [] };
  const open = [root];
  for (const rawLine of unfold(physical)) {
    const line = parseLine(rawLine, report);
    if (!line) continue;
    if (line.name === 'BEGIN') {
      open.push(addComponent(open.at(-1), line, report));
    } else if (line.name === 'END') {
      const ended = open.findLastIndex((component) => component.name === line.value.toUpperCase());
      if (ended !== open.length - 1 || ended === 0) {
        report(line.where, `${line.value} ends, ${open.at(-1).name || 'nothing'} is open`, 'BEGIN and END in pairs');
      }
      if (ended > 0) open.length = ended;
    } else {
      open.at(-1).properties.push(line);
    }
  }
  if (open.length > 1) report('file', `${open.at(-1).name} is not ended`, `END:${open.at(-1).name}`);
  for (const line of root.properties) report(line.where, 'stands outside VCALENDAR', 'BEGIN:VCALENDAR first');
  return root;
}
