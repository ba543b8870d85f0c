// Quantities are text with a unit, as in the plan file: "1.5 mm". The server knows all units; here they are only taken
// apart and put together, and converted where the page draws lengths or days.

export interface Quantity {
  value: number;
  unit: string;
}

const pattern = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\S.*?)?\s*$/;

/** Null when no number stands in front; the unit is empty when none was given. A decimal comma counts as a point. */
export function parse(text: string): Quantity | null {
  const hit = pattern.exec(text.replace(/^(\s*[+-]?\d+),(\d)/, '$1.$2'));
  return hit ? { value: Number(hit[1]), unit: hit[2] ?? '' } : null;
}

/** The shortest number that is right to nine figures, so that 0.1 + 0.2 reads 0.3. */
export const number = (value: number): string => String(Number(value.toPrecision(9)));

export const format = ({ value, unit }: Quantity): string => `${number(value)} ${unit}`.trim();

/** What somebody typed, completed with the unit of the field. What is no number stays as it is. */
export function complete(text: string, unit: string): string {
  const found = parse(text);
  return found ? format({ value: found.value, unit: found.unit || unit }) : text.trim();
}

const scales: Record<'mm' | 'd', Record<string, number>> = {
  mm: { m: 1000, cm: 10, mm: 1, um: 0.001, 'µm': 0.001, 'μm': 0.001 },
  d: { min: 1 / 1440, h: 1 / 24, d: 1, day: 1, days: 1, wk: 7, week: 7, weeks: 7, mo: 365.2425 / 12, month: 365.2425 / 12, yr: 365.2425, year: 365.2425 },
};

/** Null where text is missing, wrong or in a unit the page does not draw. */
export function inUnit(text: unknown, unit: 'mm' | 'd'): number | null {
  const found = typeof text === 'string' ? parse(text) : null;
  const scale = found && scales[unit][found.unit];
  return found && scale !== undefined && scale !== null ? found.value * scale : null;
}

/** Units as they are printed: "cm^2" becomes "cm²", "uL" becomes "µL". */
export const pretty = (unit: string): string =>
  unit.replace(/\^2/g, '²').replace(/\^3/g, '³').replace(/\bu(?=[mLg])/g, 'µ').replace(/^1\/(\w+)$/, 'per $1');

const times: Record<string, string> = { s: 'second', min: 'minute', h: 'hour', d: 'day', wk: 'week', mo: 'month', yr: 'year' };

/** The same, with times as words: "4 wk" are "weeks". */
export const inFull = (unit: string, count = 2): string => (times[unit] ? times[unit] + (count === 1 ? '' : 's') : pretty(unit));

/** A depth for people: two figures, in µm below half a millimetre and in mm above. */
export function depth(um: number): string {
  return um < 100 ? `${Math.round(um)} µm` : `${(um / 1000).toFixed(2)} mm`;
}
