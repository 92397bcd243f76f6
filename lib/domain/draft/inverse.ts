import type { Spec } from '../resource/resource-kind';
import type { Operation } from './draft';

/** What a proposal says of its resource. */
export type Content = { operation: Operation; spec: Spec };

/**
 * What undoes an applied draft. A create is undone by disabling what it made, so that nothing is lost; an update by the
 * spec before it, a delete by creating that again. Null when the spec that is needed is not there.
 * `live` is the resource now, `base` what the draft was made against.
 */
export function inverseOf(
  applied: Operation,
  specs: { live: Spec | null; base: Spec | null },
): Content | null {
  const { live, base } = specs;
  switch (applied) {
    case 'create':
      return live && { operation: 'update', spec: { ...live, enabled: false } };
    case 'update':
      return base && { operation: 'update', spec: base };
    case 'delete':
      return base && { operation: 'create', spec: base };
  }
}
