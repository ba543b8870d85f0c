// The answer in words first: what the page says before any figure.
import { at } from './course';
import { hours, middle, people, peopleWords, range, known, scaled, sig, signed, unit } from './format';
import { curve, type Result } from './result';

export const VERDICT = {
  proceed: 'Nothing found speaks against it', warn: 'Go ahead with care', review: 'A clinician should look first',
  'need-information': 'Ask first', defer: 'Wait', block: 'Do not treat as planned',
};

export interface Fact { term: string; value: string; note: string }

const YEAR_S = 31_556_925.97;
const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const interval = (i: Parameters<typeof range>[0]) => (known(i) ? `90 % interval ${range(i)}` : range(i));

export function lead(result: Result): string {
  const { subject, schedule } = result.plan;
  const n = result.sessions.length;
  const weeks = schedule.interval / 604_800;
  const apart = n > 1 ? `, ${weeks >= 1 ? `${sig(weeks, 2)} weeks` : `${sig(weeks * 7, 2)} days`} apart,` : '';
  const needle = sig((result.sessions[0]?.puncture.nominal_depth_um ?? result.device.needle_um.length) / 1000);
  return `${COUNTS[n] ?? n} session${n === 1 ? '' : 's'}${apart.replace('1 weeks', 'a week')} on the ${subject.site} of a ${Math.floor(subject.age / YEAR_S + 1e-6)}-year-old ${
    { female: 'woman', male: 'man' }[subject.sex] ?? 'person'} of phototype ${subject.phototype}: ${result.device.title}, needles of ${needle} mm.`;
}

export function facts(result: Result): Fact[] {
  const out: Fact[] = [];
  const p = result.sessions[0]?.puncture;
  if (p) {
    out.push({ term: 'Holes, one session', value: `${middle(p.holes_per_cm2_interval)} per cm²`, note: interval(p.holes_per_cm2_interval) });
    out.push({ term: 'True depth', value: `${middle(p.depth_um_interval)} µm`, note: `${interval(p.depth_um_interval)}; needles are ${sig(p.nominal_depth_um, 4)} µm long` });
  }
  const dye = result.closure?.closed.find((c) => c.name === 'dye');
  if (dye) out.push({ term: 'Channels closed', value: dye.median_h === null ? 'not found' : `after ${hours(dye.median_h)}`, note: dye.p95_h === null ? 'not within what was simulated in 95 of 100 people' : dye.p95_h === dye.median_h ? 'central values' : `in half of such people; in 95 of 100 after ${hours(dye.p95_h)}` });
  const red = result.safety.downtime_d;
  if (red) out.push({ term: 'Redness shows for', value: `${middle(red)} days`, note: `after one session; ${interval(red)}` });
  const c = curve(result, 'collagen_total');
  const end = result.curves.t_d.at(-1) ?? 0;
  if (c) {
    const rest = c.rest || 1;
    const i = scaled({ median: at(result.curves.t_d, c.median, end), lo: at(result.curves.t_d, c.lo, end), hi: at(result.curves.t_d, c.hi, end) }, 100 / rest, -100);
    out.push({ term: `Collagen, day ${Math.round(end)}`, value: `${signed(middle(i))} %`, note: `papillary dermis, against before; ${interval(i)}` });
  }
  const o = result.outcome[0];
  if (o) {
    const [lo, hi] = o.between_worlds.one_grade as [number, number];
    out.push({
      term: 'Improve, as read', value: `${peopleWords(o.p_one_grade)} of 100`,
      note: `people${hi > lo ? ` (${people(lo)} to ${people(hi)})` : ''} by ${sig(o.counts)} ${unit(o.unit)} or more; ${peopleWords(o.p_one_grade_untreated)} of 100 without treatment. Read by ${o.reader_title}`,
    });
  }
  return out;
}
