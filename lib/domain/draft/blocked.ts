import { baseMoved, type LiveResource } from './apply/base-moved';
import type { Base, DraftStatus } from './draft';

/** Why a pending draft of a list could not be applied as it is: the code that an apply would answer, and a sentence. */
export type Blocked = { code: 'BASE_CHANGED'; message: string };

/** What stands in a draft's way as far as a list can tell: its base. Advice for readers; apply asks everything again. */
export function blockedBy(
  { status, base }: { status: DraftStatus; base: Base },
  live: LiveResource,
): Blocked | null {
  if (status !== 'pending' || !baseMoved(base, live)) return null;
  return { code: 'BASE_CHANGED', message: reasonOf(base, live) };
}

function reasonOf(base: Base, live: LiveResource): string {
  if (base.state === 'absent') return 'A resource of this name exists now.';
  if (live === null) return 'The live resource is gone.';
  if (live.resourceId !== base.resourceId) return 'Another resource of this name is live now.';
  return `Made against version ${base.version}, version ${live.version} is live.`;
}
