import { config } from '@/lib/config';
import type { Agent, Human } from '@/lib/domain/actor';
import { originOf } from '@/lib/domain/log/anchor-log';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { logBroken } from './log-broken';
import { proveInclusion } from './prove-inclusion';
import { signStatement, statedLeaf } from './sign-statement';
import { signingFailed } from './signing-failed';

/**
 * A `draft_applied` as a signed in-toto Statement, for tools that know no log of ours. Only what leads to the signed head
 * is stated.
 */
export async function stateApply(actor: Agent | Human, id: string): Promise<Result<string>> {
  const proved = await proveInclusion(actor, id);
  if (!proved.ok) return proved;
  const { item, entry } = proved.value;
  if (item.event !== 'draft_applied') {
    return refuse(
      'EVIDENCE_NOT_APPLIED',
      `This record is ${item.event}. Only draft_applied has a statement.`,
    );
  }
  const applied = await statedLeaf({ idx: item.merklePosition, id, entry });
  const origin = originOf(config().logHost, actor.tenantId);
  try {
    const statement = applied && (await signStatement(actor, origin, applied));
    return statement === null
      ? logBroken(actor.tenantId, `the creation that ${id} names`)
      : accept(statement);
  } catch (fault) {
    return signingFailed('What signs the log has failed.', fault);
  }
}
