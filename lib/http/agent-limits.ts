import type { Agent } from '@/lib/domain/actor';
import { valueAt } from '@/lib/domain/json/read-value';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { type About, admitAgent, stoppedNow } from '@/lib/use-cases/limits/admit-agent';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import type { Operation } from './operation';
import type { Standing } from './standing';

/** The limits of one request where an agent makes it: a key may ask here no more often than it may over MCP. */
export class AgentLimits {
  private admitted: { agent: Agent; about: About; probe: boolean } | null = null;

  /** Why an agent is not let in, or null. Nobody else is limited here. */
  async refusalFor(
    { actor }: Standing,
    { tool }: Operation,
    input: Result<unknown>,
  ): Promise<Refusal | null> {
    if (actor?.kind !== 'agent') return null;
    const run = input.ok ? valueAt(input.value, 'run_id') : null;
    const about = { tool: tool ?? null, run: typeof run === 'string' ? run : null };
    const answer = await admitAgent(actor, about);
    if (!answer.ok) return answer.refusal;
    this.admitted = { agent: actor, about, probe: answer.probe };
    return null;
  }

  /** Why a request that was let in must end now, or null. */
  async stoppedNow(): Promise<Refusal | null> {
    return this.admitted && stoppedNow(this.admitted.agent, this.admitted.about);
  }

  /** Counts how it ended. */
  async settle(code: string | null): Promise<void> {
    if (this.admitted) await settleRequest(this.admitted.agent, { code, probe: this.admitted.probe });
  }
}
