import type { Advice } from './advice';

/** What an agent key may be, and from where and on what it may act. */
export const keyAdvice = {
  SCOPE_UNKNOWN: {
    when: 'A scope was asked for that no key can hold. None writes, administers or applies.',
    next: 'Take scopes of the closed list.',
    example: 'No agent key can hold mcp:write:endpoints.',
  },
  EXCEEDS_OWNER: {
    when: 'A key was asked for that may more than the person who would own it, or than the person who consented to it gave it.',
    next: 'Leave these scopes out, or name an owner whose role carries them; a key of a consent is only narrowed.',
    example: 'The owner is a viewer, whose keys cannot hold mcp:draft:create:endpoint.',
  },
  KEY_NOT_ACTIVE: {
    when: 'The key is not in a state that this can be done to.',
    next: 'Look at the key again.',
    example: 'This key is revoked, and that is for good.',
  },
  ADDRESS_NOT_ALLOWED: {
    when: 'The agent key may be used from some addresses alone, and the request comes from another or from nobody knows where.',
    next: 'Call from an address of its allow-list, or ask the operator of the key.',
    example: 'This key cannot be used from this address.',
  },
  ENVIRONMENT_NOT_ALLOWED: {
    when: 'The agent key is for one environment, and what is proposed, or what is live, is in another.',
    next: 'Use a key of that environment.',
    example: 'This key is for dev. What you propose is in prod.',
  },
} as const satisfies Record<string, Advice>;
