// What the plan's JSON Schema says about one field: its help, default, unit and choices.
import { parse } from './quantity';

export interface SchemaNode {
  $ref?: string;
  $defs?: Record<string, SchemaNode>;
  description?: string;
  default?: unknown;
  enum?: string[];
  type?: string | string[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
  'x-unit'?: string;
}

export interface About {
  help: string;
  fallback: string;
  unit: string;
  choices: string[];
}

/** Follows a JSON pointer of a plan into its schema. */
export function about(schema: SchemaNode, pointer: string): About {
  let node: SchemaNode | undefined = schema;
  for (const part of pointer.split('/').slice(1)) node = /^\d+$/.test(part) ? node?.items : node?.properties?.[part];
  const shared: SchemaNode = node?.$ref ? (schema.$defs?.[node.$ref.split('/').at(-1)!] ?? {}) : {};
  const fallback = node?.default === undefined ? '' : String(node.default);
  return {
    // Some descriptions name commands; on the page the list is there already.
    help: (node?.description ?? '').replace(/[;,.] `percuta[^`]*` lists them\.?/, '.').replace(/`/g, ''),
    fallback,
    // The unit of a default is the one that people use for this field.
    unit: parse(fallback)?.unit || (node?.['x-unit'] ?? shared['x-unit'] ?? ''),
    choices: node?.enum ?? [],
  };
}
