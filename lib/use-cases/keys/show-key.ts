import { type KeyUse, type ToolUse, useByTool, usesOfKeys } from '@/db/queries/key-usage';
import { findKey, keysBeside } from '@/db/queries/keys';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { type AgentKey, endOf, type KeyState, stateOf } from '@/lib/domain/keys/agent-key';
import { accept, type Result } from '@/lib/domain/refusal';
import { keysPaused } from '../limits/list-circuits';
import { noSuchKey } from './act-on-key';

/** How many days of use are shown beside what a key allows: whoever widens it sees what it did with what it had. */
const usageDays = 30;

/** A key that this one replaced, or that replaced it; `worksUntil` is null for one that opens nothing now. */
export type RelatedKey = {
  is: 'predecessor' | 'successor';
  id: string;
  name: string;
  worksUntil: Date | null;
};

export type ShownKey = {
  key: AgentKey;
  state: KeyState;
  use: KeyUse;
  tools: readonly ToolUse[];
  related: readonly RelatedKey[];
  /** Whether its circuit refuses it for a while. */
  paused: boolean;
};

const works: ReadonlySet<KeyState> = new Set(['active', 'retiring']);

/** One agent key, what it replaced and what replaced it, and what it called and was refused in the last thirty days, by tool. */
export async function showKey(human: Human, keyId: string): Promise<Result<ShownKey>> {
  const at = now();
  const since = new Date(at.getTime() - usageDays * 86_400_000);
  return withTenantRead(human, async (tx) => {
    const [key, [use], tools, beside, paused] = await Promise.all([
      findKey(tx, keyId),
      usesOfKeys(tx, [keyId], since),
      useByTool(tx, keyId, since),
      keysBeside(tx, keyId),
      keysPaused(tx),
    ]);
    if (key === null || use === undefined) return noSuchKey();
    const related = beside.map((one) => ({
      is: one.is,
      id: one.id,
      name: one.name,
      worksUntil: works.has(stateOf(one, at)) ? endOf(one) : null,
    }));
    return accept({ key, state: stateOf(key, at), use, tools, related, paused: paused.has(keyId) });
  });
}
