import type { DraftStatus } from '@/lib/domain/draft/draft';

export const statusNames = {
  pending: 'Pending',
  applied: 'Applied',
  discarded: 'Discarded',
  expired: 'Expired',
} satisfies Record<DraftStatus, string>;

export function StatusChip({ status }: { status: DraftStatus }) {
  return <span className="chip">{statusNames[status]}</span>;
}
