// What differs between two plans for the same person and concern, in words.
import { inFull, inUnit, number, parse } from '../lib/quantity';
import { about, type SchemaNode } from '../lib/schema';
import type { Catalogue, Json, Plan } from '../lib/types';
import { words } from '../lib/words';

export interface Difference {
  pointer: string;
  label: string;
  /** In the first plan, and in the second; empty where the one has it not at all. */
  a: string;
  b: string;
}
type Table = { [key: string]: Json | undefined };

/** "4 wk" as "4 weeks", "2 uL/cm^2" as "2 µL/cm²"; null where it is no quantity. */
export function quantityInWords(text: string): string | null {
  const found = parse(text);
  // Clocks and days begin with a number too.
  if (!found || !/^[a-zµμ%1]/i.test(found.unit)) return null;
  return `${number(found.value)} ${inFull(found.unit, found.value)}`;
}

/** The same within a sentence. */
export const timesInWords = (sentence: string) => sentence.replace(/\b\d+(?:\.\d+)? (?:h|d|wk|mo)\b/g, (found) => quantityInWords(found) ?? found);

/** The title says nothing of what is done; person and concern are those of the first plan. */
const apart = ['plan_version', 'title', 'subject', 'concern'];

export function differences(a: Plan, b: Plan, catalogue: Catalogue, schema: SchemaNode): Difference[] {
  const found: Difference[] = [];
  const titles = new Map([...catalogue.devices, ...catalogue.products, ...catalogue.adjuncts].map((one) => [one.name, one.title]));
  const named = (name: string) => titles.get(name) ?? (/^[a-z-]+$/.test(name) ? words.choice(name).toLowerCase() : name);

  function text(value: Json | undefined, pointer: string): string {
    if (value === undefined || value === null) {
      const { fallback } = about(schema, pointer);
      return fallback ? text(fallback, pointer) : pointer.startsWith('/device/') ? 'as the device has it' : 'not stated';
    }
    if (typeof value === 'number') return String(value);
    if (typeof value === 'object') return JSON.stringify(value);
    const quantity = typeof value === 'string' && !pointer.endsWith('/name') ? quantityInWords(value) : null;
    return quantity ?? named(String(value));
  }

  function value(a: Json | undefined, b: Json | undefined, pointer: string, of: string) {
    const [was, is] = [text(a, pointer), text(b, pointer)];
    if (was === is) return;
    for (const unit of ['mm', 'd'] as const) if (inUnit(a, unit) !== null && inUnit(a, unit) === inUnit(b, unit)) return;
    const label = words.label(pointer);
    found.push({ pointer, label: of ? `${of}: ${label.toLowerCase()}` : label, a: was, b: is });
  }

  function table(a: Table, b: Table, pointer: string, of: string) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      if (pointer === '' && apart.includes(key)) continue;
      const at = `${pointer}/${key}`;
      const [was, is] = [a[key], b[key]];
      if (Array.isArray(was) || Array.isArray(is)) list((was ?? []) as Table[], (is ?? []) as Table[], at);
      else if (typeof (was ?? is) === 'object') table((was ?? {}) as Table, (is ?? {}) as Table, at, of);
      else value(was, is, at, of);
    }
  }

  /** Entries are held together by their name; of two of the same name the first goes with the first. */
  function list(a: Table[], b: Table[], pointer: string) {
    const key = (entry: Table) => String(entry.name ?? entry.kind ?? '');
    const left = [...a];
    b.forEach((entry, n) => {
      const at = left.findIndex((other) => key(other) === key(entry));
      const [other] = at < 0 ? [] : left.splice(at, 1);
      if (other) table(other, entry, `${pointer}/${n}`, named(key(entry)));
      else found.push({ pointer: `${pointer}/${n}`, label: named(key(entry)), a: '', b: 'with' });
    });
    for (const entry of left) found.push({ pointer, label: named(key(entry)), a: 'with', b: '' });
  }

  table(a, b, '', '');
  return found;
}

export const inWords = ({ label, a, b }: Difference): string =>
  a === '' ? `With ${label}` : b === '' ? `Without ${label}` : `${label} ${b} instead of ${a}`;
