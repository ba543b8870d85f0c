// Everything that can be drawn over the days of the course, with names for people and the published figures beside it.
import { markOf, type Mark } from '../charts/colours';
import { band, type Band, type Line } from '../charts/line';
import { unit } from './format';
import { curve, type Published, type Result } from './result';

export interface Series {
  key: string; title: string; unit: string; says: string; mark: Mark; t: number[]; median: number[]; lo: number[]; hi: number[]; bands: Band[];
  rest: number | null; deep: { median: number[] } | null; points: { t: number; y: number; error: number | null; from: Published }[];
}
export interface Group { name: string; title: string; series: Series[] }

// [name, title, what it says]
type Named = [string, string, string];
const GROUPS: [string, string, Named[]][] = [
  ['matrix', 'Matrix', [
    ['collagen_total', 'Collagen, total', 'relative to before'], ['new_collagen', 'New collagen', 'young collagen, relative to before'],
    ['collagen_1', 'Collagen I', 'relative to before'], ['collagen_3', 'Collagen III', 'relative to before'],
    ['elastin', 'Elastin', 'relative to before'], ['tropoelastin', 'Tropoelastin', 'relative to before'], ['fibronectin', 'Fibronectin', 'relative'],
  ]],
  ['cells', 'Cells', [
    ['clot', 'Clot', 'relative'], ['neutrophils', 'Neutrophils', 'relative'], ['m1', 'Macrophages, inflammatory (M1)', 'relative'],
    ['m2', 'Macrophages, repair (M2)', 'relative'], ['fibroblasts', 'Fibroblasts', 'relative to rest'],
    ['myofibroblasts', 'Myofibroblasts', 'relative'], ['vessels', 'Vessels', 'relative to rest'], ['damage', 'Damaged tissue', 'share'],
  ]],
  ['signals', 'Signals', [
    ['il1', 'Interleukin 1', 'relative'], ['mcp1', 'MCP-1', 'relative'], ['pdgf', 'PDGF', 'relative'], ['tgf_b1', 'TGF-β1', 'relative'],
    ['tgf_b3', 'TGF-β3', 'relative'], ['vegf', 'VEGF', 'relative'], ['mmp', 'Metalloproteinases', 'relative'],
  ]],
  ['surface', 'Barrier and surface', [
    ['tewl', 'Water loss', 'through the skin'], ['barrier', 'Barrier', '0 right after a session, 1 closed'],
    ['reepithelialised', 'New skin over the holes', 'share'], ['patency', 'Channels open', 'radius, of that right after the needles'],
    ['epidermis_um', 'Epidermis', 'thickness'],
  ]],
  ['clinical', 'Clinical', [
    ['erythema', 'Redness', '1 = just visible'], ['scar_load', 'Time with too many myofibroblasts', 'what may scar'],
    ['hair_density', 'Hair density', 'of the scalp'], ['hair_diameter_um', 'Hair diameter', 'mean'],
  ]],
];

/** The name of a quantity for people; undefined where it is none of these. */
export const titleOf = (key: string) => GROUPS.flatMap(([, , named]) => named).find(([name]) => name === key)?.[1];

const biggest = (y: number[]) => y.reduce((m, v) => Math.max(m, Math.abs(v)), 0);

function published(result: Result, name: string, from: number): Series['points'] {
  return result.published.filter((p) => p.compared === name).map((p) => ({
    t: p.t_d, y: from === 0 ? p.change_pct : from * (1 + p.change_pct / 100),
    error: p.error_pct === null ? null : (from === 0 ? 1 : from / 100) * p.error_pct, from: p,
  }));
}

// Laboratory readings have a few times only; before treatment each is no change.
function assays(result: Result): Series[] {
  const names = [...new Set(result.assays.map((a) => a.name))];
  return names.map((key) => {
    const own = result.assays.filter((a) => a.name === key);
    const over = (pick: (a: (typeof own)[number]) => number) => [0, ...own.map(pick)];
    const [lo, hi] = [over((a) => a.change_pct.lo), over((a) => a.change_pct.hi)];
    return {
      key, title: own[0]!.title, unit: '%', says: 'change from before treatment', mark: markOf('collagen_total'), t: over((a) => a.t_d),
      median: over((a) => a.change_pct.median), lo, hi, bands: band(lo, hi),
      rest: 0, deep: null, points: published(result, key, 0),
    };
  });
}

// Groups with what is zero throughout left out.
export function groups(result: Result): Group[] {
  const t = result.curves.t_d;
  const found = GROUPS.map(([name, title, named]) => ({
    name, title,
    series: named.flatMap(([key, heading, says]): Series[] => {
      const c = curve(result, key);
      if (!c || biggest(c.hi) < 1e-9) return [];
      const deep = curve(result, `${key}_reticular`);
      return [{
        key, title: heading, unit: unit(c.unit), says, mark: markOf(key), t, median: c.median, lo: c.lo, hi: c.hi, rest: c.rest,
        bands: [...band(c.lo, c.hi), ...(c.lo50 && c.hi50 ? band(c.lo50, c.hi50, 'half of the draws') : [])],
        deep: deep && biggest(deep.hi) > 1e-9 ? { median: deep.median } : null, points: published(result, key, c.rest),
      }];
    }),
  }));
  found.push({ name: 'laboratory', title: 'Laboratory', series: assays(result) });
  return found.filter((g) => g.series.length > 0);
}

/** Columns of a series in a table, each with the name of what it is. */
export const columns = ({ median, lo, hi, bands: [, half] }: Series): [string, number[]][] =>
  [['median', median], ['lo', lo], ['hi', hi], ...(half ? [['lo50', half.lo], ['hi50', half.hi]] as [string, number[]][] : [])];

/** The same quantity of earlier results, as faint lines within the days that are shown. */
export function earlier(ghosts: Result[], series: Series, end: number): Line[] {
  return ghosts.flatMap((ghost, i): Line[] => {
    const old = groups(ghost).flatMap((group) => group.series).find((one) => one.key === series.key);
    const n = old?.t.filter((t) => t <= end).length ?? 0;
    return old ? [{ key: `ghost${i}`, title: 'earlier run', mark: { ...series.mark, hue: 'ink', dash: '' }, x: old.t.slice(0, n), y: old.median.slice(0, n), ghost: true }] : [];
  });
}
