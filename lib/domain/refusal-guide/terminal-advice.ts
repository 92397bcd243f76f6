import type { Advice } from './advice';

/** A terminal that logs in, and one that applies. */
export const terminalAdvice = {
  APPROVAL_REQUIRED: {
    when: 'To a terminal: it asks to apply what the person did not confirm in the browser. To an agent: a rule of the policy leaves this call to a person. Nobody is asked, and nothing waits.',
    next: 'At a terminal, open confirm_url, look at the change, and confirm it there. As an agent, tell the key’s owner: a person does it instead, or an operator changes the rule.',
    example: 'A terminal applies this only after you confirmed it in the browser.',
  },
  APPROVAL_CONSUMED: {
    when: 'The confirmation in the browser was used: it is good for one attempt, whatever becomes of it.',
    next: 'Confirm once more at confirm_url.',
    example: 'Your confirmation in the browser was used already.',
  },
  APPROVAL_EXPIRED: {
    when: 'The confirmation in the browser has run out.',
    next: 'Confirm once more at confirm_url.',
    example: 'Your confirmation in the browser has run out.',
  },
  AUTHORIZATION_PENDING: {
    when: 'Nobody has decided on the login of this terminal yet, RFC 8628.',
    next: 'Ask again after the interval.',
    example: 'Nobody has approved this login yet.',
  },
  SLOW_DOWN: {
    when: 'The terminal asks again too soon, RFC 8628.',
    next: 'Wait five seconds longer between two tries from now on.',
    example: 'Asked too soon. Wait five seconds longer between two tries.',
  },
  EXPIRED_TOKEN: {
    when: 'The login of this terminal has run out, was used, or never was, RFC 8628.',
    next: 'Start a new login.',
    example: 'This login has run out, was used, or never was.',
  },
  ACCESS_DENIED: {
    when: 'The person refused the login of this terminal, RFC 8628.',
    next: 'Start a new login if that was a mistake.',
    example: 'This login was refused in the browser.',
  },
} as const satisfies Record<string, Advice>;
