/** What the keys of the boundary self-test are called, and so its calls and its drafts. No person issues a key so called. */
export const selftestIdentity = 'boundary-selftest';

/** Under this name alone a self-test issues to itself; database role `gc` knows it too. */
export const selftestIssuer = 'system:selftest';
