// A link that carries the plan. It stands in the fragment, which browsers never send to a server.
import { get } from './plan';
import type { Plan } from './types';

const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

export async function pack(plan: Plan): Promise<string> {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(plan)), new CompressionStream('deflate-raw'));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const isTable = (value: unknown): value is Plan => value !== null && typeof value === 'object' && !Array.isArray(value);
const tables = ['subject', 'subject/facts', 'concern', 'concern/baseline', 'concern/mix', 'device', 'technique', 'schedule'];
const lists = ['product', 'adjunct'];

/** The first place where a plan has something else than a table or a list of them. What stands in its fields the server judges. */
export function misshapen(plan: Plan): string | undefined {
  const wrong = (key: string, right: (value: unknown) => boolean) => {
    const value = get(plan, `/${key}`);
    return value !== undefined && !right(value);
  };
  return tables.find((key) => wrong(key, isTable)) ?? lists.find((key) => wrong(key, (value) => Array.isArray(value) && value.every(isTable)));
}

/** What storage and links hold may be anything. */
export const isPlan = (value: unknown): value is Plan => isTable(value) && misshapen(value) === undefined;

/** Null where the text is no packed plan. */
export async function unpack(text: string): Promise<Plan | null> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const plan = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
    return isPlan(plan) ? plan : null;
  } catch {
    return null;
  }
}

export const linkTo = async (plan: Plan) => `${location.origin}${location.pathname}#plan=${await pack(plan)}`;

/** False where the browser keeps the clipboard closed; the link then stands in the address bar. */
export async function copy(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    history.replaceState(null, '', link);
    return false;
  }
}
