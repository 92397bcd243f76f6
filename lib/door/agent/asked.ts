import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import type { StoredRule } from '@/lib/domain/policy/rule';
import type { Refusal } from '@/lib/domain/refusal';
import type { Work } from '@/lib/domain/runs/work-of';
import type { About } from '@/lib/use-cases/limits/stopped-now';
import { addressOf } from '../address';
import { certificateOf } from '../client-certificate';
import type { Said } from './said';

/** From where a request came, and when. */
type From = {
  readonly startedAt: Date;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Thumbprint of the client certificate that was proved. */
  readonly certificate: string | null;
  /** The surface that the host says it has reviewed, as it was sent. */
  readonly surfacePin: string | null;
};

/** One request of a known agent key: all that a gate, the policy and its row look at, whichever door it came by. */
export type AskedByAgent = From & {
  readonly agent: Agent;
  /** The tenant's rules as they are stored, read together with the key. */
  readonly policy: readonly StoredRule[];
  readonly correlationId: string;
  /** The tool that it calls, or that answers the same; null for what no tool does. */
  readonly tool: string | null;
  /** Attacker-controlled, as they arrived. */
  readonly args: unknown;
  /** What it is part of: hearsay, as the next two are. */
  readonly work: Work;
  /** The run that it names, wherever it does: what a stop or a rule could be about. Nobody has part in a run by asking for it. */
  readonly aboutRun: string | null;
  /** Why the run or the task that it names is refused as a name, in the words of its door; null where both are sound. */
  readonly misnamed: Refusal | null;
  /** What the client says its name is. */
  readonly client: string | null;
  readonly said: Pick<Said, 'reason' | 'model' | 'triggeredBy'>;
  /** Whether it has a row when it is let in: a key that must say why says so with each of these. */
  readonly isRecorded: boolean;
};

export const fromOf = (headers: Headers): From => ({
  startedAt: now(),
  ip: addressOf(headers),
  userAgent: headers.get('user-agent'),
  certificate: certificateOf(headers)?.thumbprint ?? null,
  surfacePin: headers.get('mcp-surface-pin'),
});

/** What a request is about, as far as somebody could have stopped it. */
export const aboutOf = ({ tool, aboutRun: run }: AskedByAgent): About => ({ tool, run });
