// What a design found, in words.
import { quantityInWords } from '../compare/differences';
import { peopleWords, sig } from '../see/format';
import type { Catalogue } from '../lib/types';
import { words } from '../lib/words';
import type { Choice, Design, Prospect } from './api';

const limited: Record<string, string> = {
  downtime: 'redness after a session', pih: 'the risk of dark spots', scar_load: 'the time with too many myofibroblasts', overtreatment: 'overtreatment',
  pain: 'pain, of 10', cost: 'the cost', sessions: 'the number of sessions',
};

export const days = (d: number) => (d < 1 ? `${sig(d * 24, 2)} hours` : d === 1 ? '1 day' : `${sig(d, 2)} days`);

export function choiceWords(choice: Choice, catalogue: Catalogue): string[] {
  const titles = new Map([...catalogue.devices, ...catalogue.products, ...catalogue.adjuncts].map((one) => [one.name, one.title]));
  return Object.entries(choice).map(([key, value]) => `${words.label(`/search/${key}`).toLowerCase()} ${quantityInWords(value) ?? titles.get(value) ?? value}`);
}

export const limitWords = ({ name, most }: Design['limits'][number]) =>
  name === 'on_label' ? 'the limit to what a label covers' : `the limit of ${quantityInWords(most) ?? most} on ${limited[name] ?? name}`;

/** What would become possible without one limit. */
export function obstacleWords(design: Design, { limit, choice, without_it }: Design['obstacles'][number], catalogue: Catalogue): string {
  const found = design.limits.find((one) => one.name === limit);
  const enough = without_it.p_goal >= design.goal.probability;
  return `Without ${found ? limitWords(found) : limit}, ${peopleWords(without_it.p_goal)} of 100 people would reach the goal, which is ${enough ? 'enough' : 'not enough either'}: ${choiceWords(choice, catalogue).join(', ')}; ${priceWords(without_it, design.provenance.currency)}.`;
}

const plural = (n: number, what: string) => `${sig(n, 3)} ${what}${n === 1 ? '' : 's'}`;
export const priceWords = (one: Prospect, currency: string) =>
  `redness for ${days(one.downtime_d)} after a session, dark spots in ${peopleWords(one.pih_risk)} of 100, ${plural(one.sessions, 'session')}, ${Math.round(one.cost)} ${currency}`;

/** The prices that a plan of the front may be held against. */
export const prices = {
  redness: { title: 'Redness', axis: 'days of redness after a session', of: (one: Prospect) => one.downtime_d },
  spots: { title: 'Dark spots', axis: 'of 100 people with dark spots over the course', of: (one: Prospect) => one.pih_risk * 100 },
  sessions: { title: 'Sessions', axis: 'sessions', of: (one: Prospect) => one.sessions },
  cost: { title: 'Cost', axis: 'cost of the course', of: (one: Prospect) => one.cost },
  pain: { title: 'Pain', axis: 'pain without anaesthetic, of 10', of: (one: Prospect) => one.pain_of_10 },
};
export type Price = keyof typeof prices;
