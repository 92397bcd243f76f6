import type { Operation } from './operation';
import { readCheckpoint, readTile } from './operations/log-tiles';

/** The log under the addresses of C2SP tlog-tiles. Not in the REST description, which cannot say how a tile is named. */
export const logOperations: readonly Operation[] = [readCheckpoint, readTile];
