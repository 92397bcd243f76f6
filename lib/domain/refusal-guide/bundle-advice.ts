import type { Advice } from './advice';

/** What leaves with its proof. */
export const bundleAdvice = {
  EVIDENCE_NOT_APPLIED: {
    when: 'A statement was asked for of a record that is no draft_applied.',
    next: 'List the evidence with event=draft_applied.',
    example: 'This record is draft_created. Only draft_applied has a statement.',
  },
  BUNDLE_NOT_FOUND: {
    when: 'No such bundle, one of another tenant, or one that has been removed by its age.',
    next: 'Ask for a new one.',
    example: 'There is no such bundle.',
  },
  BUNDLE_NOT_READY: {
    when: 'The file of a bundle was asked for before it was made.',
    next: 'Wait as long as Retry-After says. The bundle says how far it is.',
    example: 'This bundle is not ready yet.',
  },
  BUNDLE_FAILED: {
    when: 'The bundle could not be made: its failed_code says why.',
    next: 'Ask for a new one when the cause is gone.',
    example: 'This bundle could not be made: BUNDLE_INTERRUPTED.',
  },
  BUNDLE_LIMIT_REACHED: {
    when: 'The person or the tenant has asked for as many bundles as are made or kept at once.',
    next: 'Wait as long as Retry-After says, or fetch a bundle that is there.',
    example: '3 bundles that you asked for are not finished.',
  },
} as const satisfies Record<string, Advice>;
