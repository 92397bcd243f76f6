/** The present way to subscribe, and the ways of the older protocol. */
export const subscribing: ReadonlySet<string> = new Set([
  'subscriptions/listen',
  'resources/subscribe',
  'resources/unsubscribe',
]);

/** The requests that a handler of ours answers, each in one row. */
export const handledMethods: ReadonlySet<string> = new Set([
  'tools/call',
  'resources/read',
  'prompts/get',
  'completion/complete',
]);

/** Every request that has its row when it is let in. */
export const recordedMethods: ReadonlySet<string> = new Set([...handledMethods, ...subscribing]);
