import type { DiscardReason } from '@/lib/domain/draft/draft';

export const reasonNames = {
  wrong_target: 'Wrong target',
  not_needed: 'Not needed',
  duplicate: 'Duplicate',
  suspicious: 'Suspicious',
  other: 'Other',
} satisfies Record<DiscardReason, string>;
