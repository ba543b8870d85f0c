// A cut through the skin: which holes lie in it, and where quiet marks for cells and fibres go.
import type { Hole, Puncture, Result } from './result';

export interface Track { x: number; mouth: number; depth: number; open: number }
export interface Cut { width: number; tracks: Track[]; mapped: boolean; slice_um: number }

// A small generator with a fixed seed: the same marks at each visit and at each time.
export function random(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s + 0x6d2b79f5) | 0;
    let z = Math.imul(s ^ (s >>> 15), 1 | s);
    z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
  };
}

// Holes nearest to a line across the map, as many as a cut shows well. Without a map they stand evenly apart.
export function cut(p: Puncture, width_um: number): Cut {
  const share = p.depth_um.mean > 0 ? Math.min(1, p.residual_depth_um.mean / p.depth_um.mean) : 0;
  const track = (x: number, mouth: number, depth: number): Track => ({ x, mouth, depth, open: depth * share });
  if (p.hole_map) {
    // Of thirty lines across the map, the one whose nearest holes stand furthest apart.
    const wanted = Math.max(3, Math.round(width_um / 650));
    const left = Math.max(0, (p.hole_map.side_mm - width_um / 1000) / 2);
    const inside = p.hole_map.holes.filter((h) => h.pierced && h.x_mm > left + 0.12 && h.x_mm < left + width_um / 1000 - 0.12);
    const slices = Array.from({ length: 30 }, (_, i) => {
      const middle = (p.hole_map!.side_mm * (i + 2)) / 34;
      const off = (h: Hole) => Math.abs(h.y_mm - middle);
      const near = [...inside].sort((a, b) => off(a) - off(b)).slice(0, wanted);
      const x = near.map((h) => h.x_mm).sort((a, b) => a - b);
      const gap = Math.min(...x.slice(1).map((v, k) => v - x[k]!));
      return { near, gap, slice: 2000 * Math.max(0.05, ...near.map(off)) };
    });
    const best = slices.reduce((a, b) => (b.gap > a.gap ? b : a));
    return { width: width_um, tracks: best.near.map((h) => track((h.x_mm - left) * 1000, h.mouth_um, h.depth_um)), mapped: true, slice_um: best.slice };
  }
  const count = p.holes_per_cm2 > 0 ? 6 : 0;
  const r = random(3);
  return {
    width: width_um, mapped: false, slice_um: 0,
    tracks: Array.from({ length: count }, (_, i) => track(((i + 0.5) * width_um) / count, p.mouth_um.mean, p.depth_um.mean + (r() - 0.5) * 2 * p.depth_um.sd)),
  };
}

// A channel from the surface down: as wide as `mouth` times `share`, to a point.
export function wedge(t: Track, depth: number, share: number): [number, number][] {
  const half = (t.mouth / 2) * share;
  const at = 1 - depth / Math.max(t.depth, 1);
  return [[t.x - half, 0], [t.x + half, 0], [t.x + half * at, depth], [t.x - half * at, depth]];
}

export interface Spot { x: number; z: number; turn: number }

// Places beside the tracks, from the papillary dermis down to a little below the tips.
export function spots(c: Cut, n: number, top: number, bottom: number, reach: number, seed: number): Spot[] {
  const r = random(seed);
  if (c.tracks.length === 0) return [];
  return Array.from({ length: n }, (_, i) => {
    const t = c.tracks[i % c.tracks.length]!;
    const side = r() < 0.5 ? -1 : 1;
    const z = top + r() * Math.max(10, bottom - top);
    return { x: t.x + side * ((t.mouth / 2) * Math.max(0.15, 1 - z / t.depth) + 14 + r() * reach), z, turn: r() * Math.PI };
  });
}

export interface Layer { name: string; css: string; from: number; to: number }
export function layers(result: Result, bottom: number): Layer[] {
  const s = result.skin;
  const ve = s.stratum_corneum_um + s.viable_epidermis_um;
  const ends: [string, string, number][] = [
    ['Stratum corneum', 'sc', s.stratum_corneum_um], ['Viable epidermis', 've', ve], ['Papillary dermis', 'pd', ve + s.papillary_dermis_um],
    ['Reticular dermis', 'rd', ve + s.dermis_um], ['Fat', 'hy', ve + s.dermis_um + s.hypodermis_um],
  ];
  if (s.backing === 'bone') ends.push(['Bone', 'bo', Infinity]);
  let from = 0;
  return ends.map(([name, css, to]) => {
    const layer = { name, css, from, to: Math.min(to, bottom) };
    from = to;
    return layer;
  }).filter((l) => l.to > l.from);
}
