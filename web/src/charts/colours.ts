// What a colour means is fixed for the whole product: each quantity has one hue, one dash and one marker everywhere.
export type Hue = 's1' | 's2' | 's3' | 's4' | 's5' | 'ink';
export type Marker = 'circle' | 'square' | 'diamond' | 'triangle';
export interface Mark { hue: Hue; dash: string; marker: Marker }

const SOLID = '';
const LONG = '8 4';
const SHORT = '2.5 3';
const MIXED = '11 3 2 3';

const mark = (hue: Hue, dash: string, marker: Marker): Mark => ({ hue, dash, marker });

// Blue: matrix and what reaches the skin. Vermilion: blood and inflammation. Green: repair. Purple: signals.
// Yellow: surface, barrier and water.
const MARKS: Record<string, Mark> = {
  collagen_total: mark('s1', SOLID, 'circle'), collagen_1: mark('s1', LONG, 'square'), collagen_3: mark('s1', SHORT, 'triangle'),
  new_collagen: mark('s1', MIXED, 'diamond'), elastin: mark('s3', SOLID, 'square'), tropoelastin: mark('s3', LONG, 'triangle'),
  fibronectin: mark('s3', SHORT, 'diamond'),
  damage: mark('ink', SOLID, 'square'), clot: mark('s2', SHORT, 'square'), neutrophils: mark('s2', SOLID, 'circle'),
  m1: mark('s2', LONG, 'triangle'), m2: mark('s3', LONG, 'triangle'), fibroblasts: mark('s3', SOLID, 'circle'),
  myofibroblasts: mark('s3', MIXED, 'diamond'), vessels: mark('s2', MIXED, 'diamond'),
  il1: mark('s2', SOLID, 'circle'), mcp1: mark('s2', LONG, 'square'), pdgf: mark('s4', SOLID, 'circle'),
  tgf_b1: mark('s4', LONG, 'square'), tgf_b3: mark('s4', SHORT, 'triangle'), vegf: mark('s4', MIXED, 'diamond'), mmp: mark('ink', LONG, 'circle'),
  reepithelialised: mark('s5', LONG, 'square'), barrier: mark('s5', SOLID, 'circle'), epidermis_um: mark('s5', MIXED, 'diamond'),
  tewl: mark('s5', SHORT, 'triangle'), patency: mark('s1', SOLID, 'circle'), lumen_left: mark('s4', LONG, 'square'), erythema: mark('s2', SOLID, 'circle'),
  scar_load: mark('s4', SOLID, 'square'), hair_density: mark('s3', SOLID, 'circle'), hair_diameter_um: mark('s3', LONG, 'square'),
  score: mark('s1', SOLID, 'circle'), needled: mark('s1', SOLID, 'circle'), intact: mark('ink', '6 3', 'square'),
  film: mark('s5', SOLID, 'circle'), lumen: mark('s4', LONG, 'square'), stratum_corneum: mark('s5', LONG, 'triangle'),
  epidermis: mark('s3', SOLID, 'diamond'), dermis: mark('s1', SOLID, 'circle'), blood: mark('s2', SOLID, 'square'),
  delivered: mark('ink', SOLID, 'diamond'), plasma: mark('s2', LONG, 'triangle'),
};

export const markOf = (name: string): Mark => MARKS[name] ?? mark('s1', SOLID, 'circle');

// The hues that curves use; tests hold each of them against the paper.
export const HUES: readonly Hue[] = ['s1', 's2', 's3', 's4', 's5', 'ink'];

// WCAG contrast of two colours like #0072b2.
export function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r, g, bl] = [1, 3, 5].map((i) => {
      const c = parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * bl!;
  };
  const [hi, lo] = [light(a), light(b)].sort((x, y) => y - x);
  return (hi! + 0.05) / (lo! + 0.05);
}
