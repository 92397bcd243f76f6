import { type FieldPair, fieldPairs } from '../resource/changed-fields';
import type { ResourceKind, Spec } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { visibleSpaces } from '../text/visible-spaces';
import type { Change, Changes } from './change';
import type { Flag } from './risk';

const shown = (value: string | null): string | null => {
  if (value === null) return null;
  return value === '' ? '(empty)' : visibleSpaces(visible(value));
};

/** Both sides as people read them. An absence takes its words, unless they would read like the other side's value. */
function saidOf({ field, before, after }: FieldPair, base: Spec | null, proposed: Spec | null) {
  const absent = field.absent ?? null;
  const [from, to] = [shown(before), shown(after)];
  return {
    from: base === null || (from === null && to === absent) ? from : (from ?? absent),
    to: proposed === null || (to === null && from === absent) ? to : (to ?? absent),
  };
}

function kindOfChange(before: string | null, after: string | null): Change['kind'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function wordsOf(label: string, before: string | null, after: string | null): string {
  if (after === null) return `${label} ${before} removed`;
  return before === null ? `${label} → ${after}` : `${label} ${before} → ${after}`;
}

function changeOf(pair: FieldPair, base: Spec | null, proposed: Spec | null, flags: readonly Flag[]): Change {
  const { field } = pair;
  const { from, to } = saidOf(pair, base, proposed);
  const full = (spec: Spec | null) => (spec === null ? null : shown(field.full?.(spec) ?? null));
  const [id, label] = [visible(field.id), visible(field.label)];
  return {
    field: id,
    label,
    kind: kindOfChange(from, to),
    before: from,
    after: to,
    beforeFull: full(base),
    afterFull: full(proposed),
    words: field.say?.(from, to) ?? wordsOf(label, from, to),
    ...(field.free === undefined ? {} : { free: field.free }),
    tier: field.tier,
    flags: flags.filter((flag) => flag.field === id).map(({ code }) => code),
  };
}

/**
 * What differs between two specs, field by field, in the catalogue's order. A create has no base, a delete has nothing
 * proposed. Values are compared as stored and returned visible.
 */
export function changesBetween(
  kind: Pick<ResourceKind, 'fields'>,
  base: Spec | null,
  proposed: Spec | null,
  flags: readonly Flag[],
): Changes {
  const pairs = fieldPairs(kind, base, proposed);
  const oneSided = (base === null) !== (proposed === null);
  const differs = ({ before, after }: FieldPair) => oneSided || before !== after;
  return {
    changed: pairs.filter(differs).map((pair) => changeOf(pair, base, proposed, flags)),
    unchanged: pairs
      .filter((pair) => !differs(pair))
      .map(({ field, after }) => ({
        field: visible(field.id),
        label: visible(field.label),
        value: shown(after) ?? field.absent ?? '',
      })),
  };
}
