import type { z } from 'zod';
import { valueAt } from '../json/read-value';
import type { FormInput } from './form-item';

/** One node of a kind's schema, as JSON Schema says it. */
export type SchemaNode = z.core.JSONSchema.BaseSchema;

/** A text this long, of no set form, gets room for more than a line. */
const longest = 200;

/** How a value of this schema is asked for. */
export function inputOf(node: SchemaNode): FormInput {
  if (node.enum) return 'choice';
  const known = typeof node.type === 'string' ? simple[node.type] : undefined;
  return known ?? compound(node);
}

const simple: Readonly<Record<string, FormInput>> = {
  boolean: 'choice',
  integer: 'number',
  number: 'number',
};

function compound(node: SchemaNode): FormInput {
  if (node.type === 'string') return isFree(node) ? 'text' : 'line';
  if (node.type === 'array' && isText(node.items)) return 'list';
  return node.type === 'object' && isText(node.additionalProperties) ? 'map' : 'json';
}

const isFree = ({ pattern, format, maxLength }: SchemaNode): boolean =>
  pattern === undefined && format === undefined && (maxLength ?? longest) >= longest;

const isText = (node: unknown): boolean => valueAt(node, 'type') === 'string';
