// Messages of the program name keys of the file; on the page fields have labels.
import type { PlanError } from './types';
import { words } from './words';

const dotted = (pointer: string) => pointer.slice(1).replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.');

export function says({ pointer, detail }: PlanError): string {
  const key = dotted(pointer);
  const rest = key !== '' && detail.startsWith(`${key} `) ? detail.slice(key.length) : null;
  const text = rest === null ? detail : words.label(pointer) + rest;
  return text.replace(/\bthis is a string\b/, 'this is text');
}

/** "write age = "1 yr"" is advice for a file; here the value says it. */
export const advice = ({ suggestion }: PlanError): string =>
  suggestion.replace(/^(?:write|add) [\w-]+ = "?([^"]*)"?$/, (_, value: string) => words.suchAs(value));
