/** The product must not start, for a reason that its owner can mend. The message is one plain sentence. */
export class StartRefused extends Error {}
