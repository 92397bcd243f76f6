/** Why the demo cannot go on, in one plain sentence. */
export class DemoFailure extends Error {}
