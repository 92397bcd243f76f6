import type { DiscardReason } from '@/lib/domain/draft/draft';

export const reasonNames = {
  wrong_target: 'Wrong target',
  wrong_value: 'Wrong value',
  not_needed: 'Not needed',
  duplicate: 'Duplicate',
  superseded: 'Superseded',
  too_risky: 'Too risky',
  suspicious: 'Suspicious',
  other: 'Other',
} satisfies Record<DiscardReason, string>;
