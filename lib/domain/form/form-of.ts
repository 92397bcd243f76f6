import { z } from 'zod';
import type { Operation } from '../draft/draft';
import type { ResourceKind, Spec } from '../resource/resource-kind';
import { type Around, fieldOf, labelOf } from './field-of';
import type { FormItem } from './form-item';
import type { SchemaNode } from './input-of';

/** What the questions are made from. `live` is what an update or a delete starts from. */
export type FormSource = { kind: ResourceKind; operation: Operation; live: Spec | null };

const isName = ({ path }: FormItem): boolean => path === 'spec.name';

/** The questions about a spec: types and bounds from the kind's schema, labels and wording from its field catalogue. */
export function formOf({ kind, operation, live }: FormSource): FormItem[] {
  const schema: SchemaNode = z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' });
  const catalogue = new Map(kind.fields([]).map((field) => [field.path?.join('.') ?? '', field]));
  const fromLive = operation !== 'create';
  const items = itemsOf(schema, ['spec'], { catalogue, live, fromLive, inOptional: false });
  if (!fromLive) return items;
  const named = items.map((item) =>
    isName(item) ? { ...item, fixed: true, help: fixedHelp[operation] } : item,
  );
  return operation === 'delete' ? named.filter(isName) : named;
}

const fixedHelp = {
  create: '',
  update: 'What you change keeps its name',
  delete: 'This is what would be removed',
} satisfies Record<Operation, string>;

/** The questions of one object schema, in its order. `at` is its path in the proposal. */
export const itemsOf = (
  schema: SchemaNode,
  at: readonly string[],
  around: Omit<Around, 'required'>,
): FormItem[] =>
  Object.entries(schema.properties ?? {}).map(([key, node]) =>
    itemOf(typeof node === 'boolean' ? {} : node, [...at, key], {
      ...around,
      required: !around.inOptional && (schema.required?.includes(key) ?? false),
    }),
  );

function itemOf(node: SchemaNode, at: readonly string[], around: Around): FormItem {
  if (node.type !== 'object' || !node.properties) return fieldOf(node, at, around);
  const help = node.description ?? '';
  // One with a default of its own is filled in, and never left out.
  const optional = !around.required && node.default === undefined;
  const items = itemsOf(node, at, { ...around, inOptional: around.inOptional || optional });
  return { path: at.join('.'), label: labelOf(at), help, optional, items };
}
