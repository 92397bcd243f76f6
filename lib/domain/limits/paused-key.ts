import type { CircuitState } from './circuit';

/** A key that is let in no more for a while, or whose next request decides; its name is made visible. */
export type PausedKey = {
  keyId: string;
  keyName: string;
  state: Exclude<CircuitState, 'closed'>;
  until: Date;
};
