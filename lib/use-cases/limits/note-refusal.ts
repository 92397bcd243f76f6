import { refusalNoted } from '@/db/queries/refusal-noted';
import type { Agent } from '@/lib/domain/actor';
import type { RuleId } from '@/lib/domain/policy/rule-id';

/** Which refusals of a key are alike. `operation` is one that there is: what a client makes up may not multiply them. */
export type Alike = { rule: RuleId; operation: string };

/**
 * Counts a request of a known key that was refused before its limits were asked, and says whether the call log takes it.
 * Asked before anything is made of what the request carried. Throws when it cannot be counted: nothing was let in.
 */
export const noteRefusal = (agent: Agent, { rule, operation }: Alike): Promise<boolean> =>
  refusalNoted(agent, rule, operation);
