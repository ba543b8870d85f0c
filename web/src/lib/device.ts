// The geometry of the device of a plan in mm, from the catalogue or from the plan's own keys, and the layers under it.
import { inUnit } from './quantity';
import { get } from './plan';
import type { Catalogue, Named, Parameter, Plan, SkinLayers } from './types';

export interface Geometry {
  kind: 'roller' | 'pen' | 'stamp';
  length: number;
  /** Ends of the dial. */
  least: number;
  most: number;
  tip: number;
  shaft: number;
  taper: number;
  needles: number;
  drumDiameter: number;
  drumWidth: number;
  rows: number;
  plateWidth: number;
  pitch: number;
}

export interface Layer {
  name: 'stratum' | 'epidermis' | 'dermis' | 'fat';
  mm: number;
}

const inMm = ({ value, unit }: Parameter) => (unit === 'um' ? value / 1000 : value);

function parameter(thing: Named, name: string): number | null {
  const found = thing.parameters?.find((one) => one.name.endsWith(`.${name}`));
  return found ? inMm(found) : null;
}

/** Null while the plan does not say enough to draw a device. */
export function geometry(plan: Plan, catalogue: Catalogue): Geometry | null {
  const model = catalogue.devices.find((device) => device.name === get(plan, '/device/model'));
  const own = (name: string) => {
    const value = get(plan, `/device/${name}`);
    return typeof value === 'number' ? value : inUnit(value, 'mm');
  };
  const of = (name: string) => (model ? parameter(model, name) : own(name)) ?? 0;
  const kind = model?.kind ?? get(plan, '/device/kind');
  if (kind !== 'roller' && kind !== 'pen' && kind !== 'stamp') return null;
  const found: Geometry = {
    kind,
    length: own('needle_length') ?? of('default_length'),
    least: model ? of('shortest_length') : 0.1,
    most: model ? of('longest_length') : of('maximum_depth'),
    tip: of('tip_diameter'), shaft: of('shaft_diameter'), taper: of('taper_length'), needles: of('needles'),
    drumDiameter: of('drum_diameter'), drumWidth: of('drum_width'), rows: of('rows') || 8,
    plateWidth: of('plate_width'), pitch: of('pitch'),
  };
  return found.most > 0 && found.shaft > 0 && found.taper > 0 && found.needles > 0 ? found : null;
}

/** Layers as the simulation has them; until a plan is complete, those of the atlas for this site and sex. */
export function layers(plan: Plan, catalogue: Catalogue, skin: SkinLayers | null | undefined): Layer[] | null {
  if (skin)
    return [
      { name: 'stratum', mm: skin.stratum_corneum_um / 1000 },
      { name: 'epidermis', mm: skin.viable_epidermis_um / 1000 },
      { name: 'dermis', mm: skin.dermis_um / 1000 },
      { name: 'fat', mm: skin.hypodermis_um / 1000 },
    ];
  const site = catalogue.sites.find((one) => one.name === get(plan, '/subject/site'));
  if (!site) return null;
  const sex = get(plan, '/subject/sex') === 'male' ? 'male' : 'female';
  const mm = (name: string) => parameter(site, name) ?? 0;
  return [
    { name: 'stratum', mm: mm('stratum_corneum') },
    { name: 'epidermis', mm: mm('viable_epidermis') },
    { name: 'dermis', mm: mm(`dermis_${sex}`) },
    { name: 'fat', mm: mm(`hypodermis_${sex}`) },
  ];
}

/** Outline of a needle whose tip is at (x, y), pointing down, `length` long, at `scale` pixels a mm. */
export function outline(needle: Geometry, x: number, y: number, length: number, scale: number): string {
  const taper = Math.min(needle.taper, length);
  const tip = (needle.tip / 2) * scale;
  // A needle shorter than its taper ends where its taper has widened that far.
  const top = tip + ((needle.shaft / 2) * scale - tip) * (taper / needle.taper);
  const shoulder = y - taper * scale;
  const end = y - length * scale;
  return `M${x - tip} ${y}L${x - top} ${shoulder}L${x - top} ${end}L${x + top} ${end}L${x + top} ${shoulder}L${x + tip} ${y}Z`;
}
