import type { Base } from '../draft';

/** The live resource as one transaction sees it. */
export type LiveResource = { resourceId: string; version: number; digest: string } | null;

/** Whether the live resource is no longer what a draft was made against. A create was made against its absence. */
export function baseMoved(base: Base, live: LiveResource): boolean {
  if (base.state === 'absent') return live !== null;
  return live?.resourceId !== base.resourceId || live.version !== base.version || live.digest !== base.digest;
}

/** Whether two drafts were made against the same state of their resource. */
export const sameBase = (one: Base, other: Base): boolean =>
  one.state === 'absent'
    ? other.state === 'absent'
    : other.state === 'present' && !baseMoved(one, { ...other });
