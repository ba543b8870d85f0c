// Fields around one hole, as the server keeps them: one byte a place, from the least to the most of the whole series.
import * as api from '../lib/api';
import { titleOf } from './series';

interface Described {
  axes: { name: string; centres_um: number[] }[];
  days: number[];
  fields: { name: string; title: string; unit: string; least: number; most: number }[];
}
export interface Field { run: string; name: string; title: string; says: string; unit: string; r_um: number[]; z_um: number[]; days: number[]; least: number; most: number }

export async function fieldsOf(run: string): Promise<Field[]> {
  const found = await api.runFields<Described>(run, 'axes', 'days', 'fields');
  const axis = (name: string) => found.axes.find((one) => one.name === name)?.centres_um ?? [];
  return found.fields.map((field) => ({
    run, name: field.name, unit: field.unit === '1' ? '' : field.unit, r_um: axis('r'), z_um: axis('z'), days: found.days,
    title: titleOf(field.name) ?? field.title, says: field.title,
    // What is nothing but the rounding of a computer is zero.
    least: Math.abs(field.least) < 1e-9 * Math.abs(field.most) ? 0 : field.least, most: field.most,
  }));
}

/** Values of one day, r fastest. */
export function valuesOf(field: Field, bytes: Uint8Array, day: number): number[] {
  const places = field.r_um.length * field.z_um.length;
  return Array.from(bytes.subarray(day * places, (day + 1) * places), (byte) => field.least + ((field.most - field.least) * byte) / 255);
}

/** Ends of cells around their middles, from zero on. */
export function edges(centres: number[]): number[] {
  const out = [0];
  for (const centre of centres) out.push(2 * centre - out.at(-1)!);
  return out;
}
