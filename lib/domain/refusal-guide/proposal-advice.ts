import type { Advice } from './advice';

/** What may be proposed, and what follows from a decided draft. */
export const proposalAdvice = {
  DRAFT_TYPE_NOT_CREATABLE: {
    when: 'Drafts of this kind cannot be proposed.',
    next: 'Propose an endpoint.',
    example: 'Drafts of kind route cannot be proposed in this version.',
  },
  RESOURCE_NAME_CONFLICT: {
    when: 'A resource of that name is live.',
    next: 'Propose an update, or choose another name.',
    example: 'An endpoint named taken exists, at version 1.',
  },
  BASE_CHANGED: {
    when: 'What the draft builds on is no longer what is live.',
    next: 'Read it again, and decide or propose on what is live now.',
    example: 'moved is at version 1, not 9.',
  },
  PROVIDER_TEMPLATE_UNKNOWN: {
    when: 'Check 7: no provider template has this name.',
    next: 'Take a name that exists, and propose again.',
    example: 'No provider template has this name.',
  },
  TARGET_URL_INVALID: {
    when: 'Check 8: the target is no public https address.',
    next: 'Use an https URL of a public host.',
    example: 'The host of the target URL is private, local or reserved.',
  },
  SECRET_MATERIAL_DETECTED: {
    when: 'Check 9: something in the text looks like a secret.',
    next: 'Name secrets by reference: secret://store/path#key.',
    example: 'Secret material at spec.description.',
  },
  DRAFT_LIMIT_REACHED: {
    when: 'As many drafts of this key wait for a decision as it may have.',
    next: 'Wait for decisions, or withdraw a draft that is no longer needed.',
    example: '1 draft of this key waits for a decision, and that is its limit.',
  },
  DRAFT_NOT_APPLIED: {
    when: 'A revert was asked for of a draft that is not applied.',
    next: 'Revert an applied draft.',
    example: 'This draft was not applied, so there is nothing to revert.',
  },
  DRAFT_NOT_RESTORABLE: {
    when: 'A restore was asked for of a draft that is neither discarded nor expired.',
    next: 'Restore a discarded or expired draft.',
    example: 'This draft is pending, so there is nothing to restore.',
  },
} as const satisfies Record<string, Advice>;
