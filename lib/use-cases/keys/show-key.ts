import { type KeyUse, type ToolUse, useByTool, usesOfKeys } from '@/db/queries/key-usage';
import { findKey } from '@/db/queries/keys';
import { withTenantRead } from '@/db/tenant';
import { now } from '@/lib/clock';
import type { Human } from '@/lib/domain/actor';
import { type AgentKey, type KeyState, stateOf } from '@/lib/domain/keys/agent-key';
import { accept, type Result } from '@/lib/domain/refusal';
import { noSuchKey } from './act-on-key';

/** How many days of use are shown beside what a key allows: whoever widens it sees what it did with what it had. */
const usageDays = 30;

export type ShownKey = {
  key: AgentKey;
  state: KeyState;
  use: KeyUse;
  tools: readonly ToolUse[];
};

/** One agent key, and what it called and was refused in the last thirty days, by tool. */
export async function showKey(human: Human, keyId: string): Promise<Result<ShownKey>> {
  const at = now();
  const since = new Date(at.getTime() - usageDays * 86_400_000);
  return withTenantRead(human, async (tx) => {
    const [key, [use], tools] = await Promise.all([
      findKey(tx, keyId),
      usesOfKeys(tx, [keyId], since),
      useByTool(tx, keyId, since),
    ]);
    if (key === null || use === undefined) return noSuchKey();
    return accept({ key, state: stateOf(key, at), use, tools });
  });
}
