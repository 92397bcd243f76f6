import type { Field, ResourceKind, Spec } from './resource-kind';

export type FieldPair = { field: Field; before: string | null; after: string | null };

const read = (field: Field, spec: Spec | null): string | null => (spec === null ? null : field.read(spec));

/**
 * Every field that either spec has, or whose absence tells something, with what it says in each; compared as written, before
 * any escaping.
 */
export function fieldPairs(
  kind: Pick<ResourceKind, 'fields'>,
  base: Spec | null,
  proposed: Spec | null,
): FieldPair[] {
  const specs = [base, proposed].filter((spec) => spec !== null);
  if (specs.length === 0) return [];
  return kind
    .fields(specs)
    .map((field) => ({ field, before: read(field, base), after: read(field, proposed) }))
    .filter(({ field, before, after }) => before !== null || after !== null || field.absent !== undefined);
}
