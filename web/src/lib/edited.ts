// What the fields edit: the plan of the page, unless a component above them says otherwise.
import { getContext, setContext } from 'svelte';
import { doc, live, type Document, type Live } from './state.svelte';

export interface Edited {
  doc: Document;
  live: Live;
}

const key = Symbol();

/** Fields below this component edit that document. */
export const edit = (what: Edited) => setContext(key, what);
export const edited = (): Edited => getContext<Edited | undefined>(key) ?? { doc, live };
