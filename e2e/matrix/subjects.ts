/** What a new tenant has: setting it again changes nothing. */
export const draftLife = { ttl_hours: 72, ttl_min_hours: 1, ttl_max_hours: 720, expired_retention_days: 90 };

/** A rule that decides nothing: no key has this id. */
export const ruleAboutNobody = {
  priority: 1000,
  effect: 'deny',
  match: { keys: ['key_of_nobody'] },
  reason: 'the matrix is being driven',
};

export const why = { reason: 'the authority matrix is being driven' };
export const newKey = () => ({
  name: 'matrix',
  agent_identity: 'matrix',
  purpose: 'Drives the matrix',
  days: 1,
  scopes: ['mcp:read:drafts'],
  data_classes: ['internal_engineering_docs'],
});
