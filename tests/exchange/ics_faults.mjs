// 19 faults that exporters of iCalendar commonly make. seed(text) returns the bytes of a faulty copy of any good
// calendar of ours.

const longestLine = 75;
const unfold = (text) => text.replace(/\r\n[ \t]/g, '').split('\r\n').slice(0, -1);

function fold(line) {
  const pieces = [];
  let piece = '';
  for (const character of line) {
    if (Buffer.byteLength(piece + character) > longestLine) {
      pieces.push(piece);
      piece = ' ';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n');
}

// A fault that changes the list of unfolded lines.
function fault(name, change) {
  return {
    name,
    seed(textOrBuffer) {
      const lines = unfold(textOrBuffer.toString());
      change(lines);
      return Buffer.from(lines.map((line) => `${fold(line)}\r\n`).join(''));
    },
  };
}

function indexOf(lines, form, from = 0) {
  const index = lines.findIndex((line, position) => position >= from && form.test(line));
  if (index === -1) throw new Error(`the calendar has no line ${form}`);
  return index;
}

// Start and end line of the first event whose DTSTART and DTEND have this form.
function timesOf(lines, form) {
  for (let event = lines.indexOf('BEGIN:VEVENT'); event !== -1; event = lines.indexOf('BEGIN:VEVENT', event + 1)) {
    const last = lines.indexOf('END:VEVENT', event);
    const [start, end] = ['DTSTART', 'DTEND'].map((name) =>
      lines.findIndex((line, index) => index > event && index < last && line.startsWith(name) && form.test(line)));
    if (start !== -1 && end !== -1) return { start, end };
  }
  throw new Error(`the calendar has no event with DTSTART and DTEND of the form ${form}`);
}

const anyTime = /:\d{8}/;
const allDay = /;VALUE=DATE:\d{8}$/;
const zoned = /;TZID=/;
const valueOf = (line) => line.slice(line.lastIndexOf(':') + 1);
const withValue = (line, value) => line.slice(0, line.lastIndexOf(':') + 1) + value;
const remove = (lines, form) => lines.splice(indexOf(lines, form), 1);
const intoEvent = (lines, line) => lines.splice(indexOf(lines, /^BEGIN:VEVENT$/) + 1, 0, line);

// A fault in the bytes of a COMMENT line that is put into the first event.
function faultInComment(name, comment) {
  return {
    name,
    seed(textOrBuffer) {
      const bytes = Buffer.from(textOrBuffer);
      const begin = 'BEGIN:VEVENT\r\n';
      const at = bytes.indexOf(begin);
      if (at === -1) throw new Error('the calendar has no event');
      const after = at + begin.length;
      return Buffer.concat([bytes.subarray(0, after), comment, bytes.subarray(after)]);
    },
  };
}

export const faults = [
  fault('DTEND before DTSTART', (lines) => {
    const { start, end } = timesOf(lines, anyTime);
    const [from, to] = [valueOf(lines[start]), valueOf(lines[end])];
    lines[start] = withValue(lines[start], to);
    lines[end] = withValue(lines[end], from);
  }),
  fault('DTEND equal to DTSTART', (lines) => {
    const { start, end } = timesOf(lines, anyTime);
    lines[end] = withValue(lines[end], valueOf(lines[start]));
  }),
  fault('time inside VALUE=DATE', (lines) => {
    const { start, end } = timesOf(lines, allDay);
    lines[start] += 'T090000';
    lines[end] += 'T100000';
  }),
  fault('DTSTART and DTEND of different types', (lines) => {
    const { end } = timesOf(lines, allDay);
    lines[end] = `DTEND:${valueOf(lines[end])}T100000Z`;
  }),
  fault('day that does not exist', (lines) => {
    const { start, end } = timesOf(lines, allDay);
    const year = valueOf(lines[start]).slice(0, 4);
    lines[start] = withValue(lines[start], `${year}0230`);
    lines[end] = withValue(lines[end], `${year}0303`);
  }),
  fault('TZID without VTIMEZONE', (lines) => {
    const { start, end } = timesOf(lines, zoned);
    for (const index of [start, end]) lines[index] = lines[index].replace(/TZID=[^:;]+/, 'TZID=Mars/Olympus');
  }),
  fault('alarm without TRIGGER', (lines) => {
    remove(lines, /^TRIGGER/);
  }),
  faultInComment('line over 75 octets', Buffer.from(`COMMENT:${'long '.repeat(20)}line\r\n`)),
  faultInComment('bare LF', Buffer.from('COMMENT:one line\n')),
  faultInComment('fold inside a character', Buffer.from('COMMENT:Caf\xc3\r\n \xa9\r\n', 'latin1')),
  fault('RELATED-TO nothing', (lines) => {
    intoEvent(lines, 'RELATED-TO:no-such-event@example.org');
  }),
  fault('event without UID', (lines) => {
    remove(lines, /^UID:/);
  }),
  fault('UID used twice', (lines) => {
    const one = indexOf(lines, /^UID:/);
    lines[indexOf(lines, /^UID:/, one + 1)] = lines[one];
  }),
  fault('event without DTSTAMP', (lines) => {
    remove(lines, /^DTSTAMP:/);
  }),
  fault('bare comma in a text', (lines) => {
    lines[indexOf(lines, /^SUMMARY[:;]/)] += ', then rest';
  }),
  fault('event without END', (lines) => {
    remove(lines, /^END:VEVENT$/);
  }),
  fault('negative SEQUENCE', (lines) => {
    lines[indexOf(lines, /^SEQUENCE:/)] = 'SEQUENCE:-1';
  }),
  fault('SUMMARY names the treatment', (lines) => {
    lines[indexOf(lines, /^SUMMARY[:;]/)] = 'SUMMARY:Microneedling session';
  }),
  fault('METHOD in a file', (lines) => {
    lines.splice(indexOf(lines, /^VERSION:/) + 1, 0, 'METHOD:PUBLISH');
  }),
];
