/** What the keys of the boundary self-test are called, and so its calls. */
export const selftestIdentity = 'boundary-selftest';
