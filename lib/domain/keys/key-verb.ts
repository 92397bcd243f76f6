/** What a person does to one key on its page. */
export const keyVerbs = ['suspend', 'resume', 'revoke', 'rotate'] as const;
export type KeyVerb = (typeof keyVerbs)[number];
