import { mayDecide, roles } from '@/lib/domain/actor';
import type { DraftStatus } from '@/lib/domain/draft/draft';
import { statusNames } from '../ui/status-chip';

/** What stands over the list: whose turn it is where drafts wait, else their status. */
export function listTitle(status: DraftStatus, role: string | undefined): string {
  if (status !== 'pending') return statusNames[status];
  return roles.some((known) => known === role && mayDecide(known)) ? 'Your turn' : 'Waiting for a reviewer';
}
