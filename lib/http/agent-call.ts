import type { Agent } from '@/lib/domain/actor';
import { undecidable } from '@/lib/domain/policy/decide';
import type { StoredRule } from '@/lib/domain/policy/rule';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Refusal, RefusalCode, Result } from '@/lib/domain/refusal';
import { workFields, workOf, workRefusal } from '@/lib/domain/runs/work-of';
import { type AskedByAgent, fromOf } from '@/lib/door/agent/asked';
import { decideAsked } from '@/lib/door/agent/decide-asked';
import { endAsked, type InLog, type OfDoor } from '@/lib/door/agent/end-asked';
import { type AtGate, admit } from '@/lib/door/agent/gates';
import { saidHeaders, saidIn } from '@/lib/door/agent/said';
import { admittedNow } from '@/lib/door/agent/still-admitted';
import { restCall } from '@/lib/use-cases/calls/rest-call';
import { type Decided, decidedNothing } from '@/lib/use-cases/policy/decide-call';
import { argsOf, saidOf } from './agent-args';
import { type Call, type Operation, toolOf } from './operation';
import { rulesOf, type Standing } from './standing';

export type AgentRequest = {
  operation: Operation;
  headers: Headers;
  params: Call['params'];
  correlationId: string;
  input: Result<unknown>;
  /** The rules of the agent's tenant, read with its key. */
  policy: readonly StoredRule[];
  /** Why the key is in no good standing; null when it is. */
  fault: RefusalCode | null;
};

/** How a request ended. `text` is what was answered, null when nothing of substance was. */
export type Ended = {
  code: string | null;
  status: number;
  text: string | null;
  draftId: string | null;
  /** The run that the caller turned out to have part in. */
  runId: string | null;
};

/** What was decided about a request so far, for its row. */
type Outcome = {
  rule: RuleId;
  reason: string | null;
  /** What the policy said, with what the request would change as it is now: nothing is allowed before it was asked. */
  decided: Decided;
  inLog: InLog;
  probe: boolean;
};

/** Until the key meets a rule of its own it is the matrix of who may ask what. */
const byTheMatrix: Outcome = {
  rule: 'authority',
  reason: null,
  decided: decidedNothing(undecidable),
  inLog: 'own-row',
  probe: false,
};

/**
 * One request of a known agent key at this door: what stands in its way, the same as at the agents' own, and its row in the
 * call log. A person's request has none of this.
 */
export class AgentCall {
  readonly asked: AskedByAgent;
  private readonly fault: RefusalCode | null;
  private readonly ofDoor: OfDoor;
  private outcome: Outcome;

  constructor(agent: Agent, request: AgentRequest) {
    const { operation, fault } = request;
    this.asked = askedIn(agent, request);
    this.fault = fault;
    this.ofDoor = {
      ...restCall,
      method: `${operation.method} ${operation.path}`,
      tool: operation.recordedAs ?? toolOf(operation),
    };
    this.outcome = fault === null ? byTheMatrix : { ...byTheMatrix, inLog: 'one-of-many' };
  }

  /** Why a key in good standing is not let in, or null. Throws where its limits cannot be asked: nothing was let in. */
  async refusal(): Promise<Refusal | null> {
    const admitted = await admit(this.asked);
    if (!admitted.ok) return this.stopped(admitted);
    const { rules, probe } = admitted;
    this.outcome = { ...byTheMatrix, probe };
    const decided = await decideAsked(this.asked, rules);
    if (decided === null) return null;
    this.decidedBy(decided);
    return refusalOf(decided.verdict);
  }

  /** Why what was let in must end now, or null: the key as it is now, and whether somebody stopped what this belongs to. */
  async refusedNow(standing: Standing): Promise<Refusal | null> {
    const { actor: agent, refusal: fault } = standing;
    if (agent?.kind !== 'agent') {
      this.outcome = { ...this.outcome, rule: 'key:standing', reason: null };
      return fault ?? refusalOf(undecidable);
    }
    const policy = rulesOf(standing);
    const { refusal, atGate, decided } = await admittedNow({ ...this.asked, agent, policy });
    if (atGate !== null) return this.stopped({ ...atGate, inLog: this.outcome.inLog });
    if (decided !== null) this.decidedBy(decided);
    return refusal;
  }

  /** Writes the row and counts how it ended. Throws when the row cannot be written: the answer is then no. */
  async record({ code, status, text, draftId, runId }: Ended): Promise<void> {
    const { rule, reason, decided, inLog, probe } = this.outcome;
    await endAsked(this.asked, {
      inLog,
      probe,
      operation: this.ofDoor.method,
      ofDoor: this.ofDoor,
      ended: {
        ruleId: code !== null && code === this.fault ? 'key:standing' : rule,
        decisionReason: reason,
        errorCode: code,
        httpStatus: status,
        result: text === null ? null : { class: 'internal', text, untrusted: true },
        draftId,
        runId,
        live: decided.live,
      },
    });
  }

  get verdictOn(): Decided['verdictOn'] {
    return this.outcome.decided.verdictOn;
  }

  private stopped({ rule, refusal, inLog }: AtGate): Refusal {
    this.outcome = { ...this.outcome, rule, reason: null, inLog };
    const hint = hints[refusal.code];
    return hint === undefined ? refusal : { ...refusal, hint };
  }

  private decidedBy(decided: Decided): void {
    const { ruleId: rule, reason } = decided.verdict;
    this.outcome = { ...this.outcome, rule, reason, decided };
  }
}

/** Where this door has its own way to do what a refusal asks for. */
const hints: Partial<Record<RefusalCode, string>> = {
  REASON_REQUIRED: 'Say why in the header Countersign-Reason.',
};

const workHeaders = { runId: saidHeaders.runId.name, taskRef: saidHeaders.taskRef.name };

function askedIn(agent: Agent, request: AgentRequest): AskedByAgent {
  const { operation, headers, correlationId, policy, fault } = request;
  const tool = toolOf(operation);
  const { client, reason, model, triggeredBy, ...beside } = saidIn(headers);
  const args = argsOf(request);
  const about = workOf(tool, args, beside);
  return {
    ...fromOf(headers),
    agent,
    policy,
    correlationId,
    tool,
    // Whoever tries a key that does not stand fills no log with what they send.
    args: fault === null ? args : null,
    // What its address names, or the arguments of what no tool does, is what it is about, and not what it is part of.
    work: workOf(tool, tool === null ? {} : saidOf(request), beside),
    aboutRun: about.runId,
    misnamed:
      workRefusal(workOf(null, null, beside), workHeaders, 'HEADER_INVALID') ??
      workRefusal(about, workFields, 'VALIDATION_FAILED'),
    client,
    said: { reason, model, triggeredBy },
    isRecorded: true,
  };
}
