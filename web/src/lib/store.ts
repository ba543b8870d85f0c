// Plans kept in this browser, each under a key of its own, so that two tabs never write over one another. Storage may be
// full, switched off or forbidden; the page then works without it.
import { isPlan } from './share';
import type { Plan } from './types';

const prefix = 'percuta.plan.';
const own = 'percuta.open';
const most = 12;

export interface Kept {
  id: string;
  when: number;
  plan: Plan;
}

export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('');
export const idOf = (key: string | null) => (key?.startsWith(prefix) ? key.slice(prefix.length) : null);

export function parseKept(id: string, text: string | null): Kept | null {
  try {
    const { when, plan } = JSON.parse(text ?? '');
    return typeof when === 'number' && isPlan(plan) ? { id, when, plan } : null;
  } catch {
    return null;
  }
}

function attempt<T>(what: () => T, otherwise: T): T {
  try {
    return what();
  } catch {
    return otherwise;
  }
}

/** Anything under a key of its own, for this tab alone or for all. */
export const put = (key: string, value: unknown, tab = false): void => attempt(() => (tab ? sessionStorage : localStorage).setItem(key, JSON.stringify(value)), undefined);
export const take = (key: string, tab = false): unknown => attempt(() => JSON.parse((tab ? sessionStorage : localStorage).getItem(key) ?? 'null'), null);

/** Newest first. */
export const allKept = (): Kept[] =>
  attempt(() => Object.keys(localStorage), [])
    .flatMap((key) => parseKept(idOf(key) ?? '', idOf(key) === null ? null : localStorage.getItem(key)) ?? [])
    .sort((a, b) => b.when - a.when);

export function keep(id: string, plan: Plan): void {
  attempt(() => {
    localStorage.setItem(prefix + id, JSON.stringify({ when: Date.now(), plan }));
    for (const old of allKept().slice(most)) localStorage.removeItem(prefix + old.id);
  }, undefined);
}

/** The plan that this tab had open, else the newest of all. */
export function lastOpen(): Kept | null {
  const all = allKept();
  const id = attempt(() => sessionStorage.getItem(own), null);
  return all.find((one) => one.id === id) ?? all[0] ?? null;
}

export const markOpen = (id: string): void => attempt(() => sessionStorage.setItem(own, id), undefined);
