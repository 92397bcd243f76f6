import { now } from '@/lib/clock';
import type { Agent } from '@/lib/domain/actor';
import type { Call as RecordedCall } from '@/lib/domain/calls/call';
import { decidedBy } from '@/lib/domain/calls/decided';
import { undecidable } from '@/lib/domain/policy/decide';
import { callTierOf } from '@/lib/domain/policy/question';
import type { RuleId } from '@/lib/domain/policy/rule-id';
import { classesOf } from '@/lib/domain/policy/tool-classes';
import { refusalOf } from '@/lib/domain/policy/verdict-refusal';
import type { Refusal, RefusalCode, Result } from '@/lib/domain/refusal';
import { type Work, workOf } from '@/lib/domain/runs/work-of';
import { addressOf } from '@/lib/door/address';
import { saidIn } from '@/lib/door/agent/said';
import { certificateOf } from '@/lib/door/client-certificate';
import { recordCall } from '@/lib/use-cases/calls/record-call';
import { restCall } from '@/lib/use-cases/calls/rest-call';
import { admitAgent } from '@/lib/use-cases/limits/admit-agent';
import { noteRefusal } from '@/lib/use-cases/limits/note-refusal';
import { settleRequest } from '@/lib/use-cases/limits/settle-request';
import { stoppedNow } from '@/lib/use-cases/limits/stopped-now';
import { type Decided, decidedNothing } from '@/lib/use-cases/policy/decide-call';
import { argsOf } from './agent-args';
import { type GateRefusal, refusedAtGate } from './agent-gates';
import { verdictFor } from './agent-policy';
import { type Call, type Operation, toolOf } from './operation';
import type { Standing } from './standing';

export type AskedByAgent = {
  operation: Operation;
  headers: Headers;
  params: Call['params'];
  correlationId: string;
  input: Result<unknown>;
  /** Why the key is in no good standing; null when it is. */
  fault: RefusalCode | null;
};

/** How a request ended. `text` is what was answered, null when nothing of substance was. */
export type Ended = { code: string | null; status: number; text: string | null; draftId: string | null };

/**
 * One request of a known agent key at this door: what stands in its way, the same as at the agents' own, and its row in the
 * call log. A person's request has none of this.
 */
export class AgentCall {
  private readonly startedAt = now();
  private readonly agent: Agent;
  private readonly asked: AskedByAgent;
  private readonly args: unknown;
  /** What decided, for the row: until the key meets a rule of its own it is the matrix of who may ask what. */
  private rule: RuleId = 'authority';
  private reason: string | null = null;
  /** What the policy said, with what the request would change as it is now: nothing is allowed before it was asked. */
  private decided: Decided = decidedNothing(undecidable);
  /** Whether the log takes this refusal, or has just taken one like it; null while nobody asked. */
  private noted: boolean | null = true;
  private isProbe = false;

  constructor(agent: Agent, asked: AskedByAgent) {
    this.agent = agent;
    this.asked = asked;
    this.args = argsOf(asked);
    if (asked.fault !== null) this.noted = null;
  }

  /** Why a key in good standing is not let in, or null. Throws where its limits cannot be asked: nothing was let in. */
  async refusalFor(standing: Standing): Promise<Refusal | null> {
    const atGate = this.atGate(this.agent, standing);
    if (atGate !== null) this.noted = null;
    const stopped = atGate ?? (await this.limited());
    if (stopped === null) return this.refusedByPolicy(standing);
    this.rule = stopped.rule;
    return stopped.refusal;
  }

  /** Why what was let in must end now, or null: the key as it is now, and whether somebody stopped what this belongs to. */
  async refusedNow(standing: Standing): Promise<Refusal | null> {
    const { actor } = standing;
    const stopped = actor?.kind === 'agent' ? this.atGate(actor, standing) : notStanding(standing);
    if (stopped === null) {
      return (await this.refusedByPolicy(standing)) ?? (await stoppedNow(this.agent, this.about()));
    }
    this.rule = stopped.rule;
    return stopped.refusal;
  }

  /** Writes the row and counts how it ended. Throws when the row cannot be written: the answer is then no. */
  async record({ code, status, text, draftId }: Ended): Promise<void> {
    const ruleId = code !== null && code === this.asked.fault ? 'key:standing' : this.rule;
    if (await this.takesRow(code, ruleId)) {
      await recordCall({
        ...restCall,
        ...this.askedBy(),
        ...this.nature(),
        ...decidedBy(code),
        ruleId,
        decisionReason: this.reason,
        errorCode: code,
        httpStatus: status,
        result: text === null ? null : { class: 'internal', text, untrusted: true },
        draftId,
      });
    }
    await settleRequest(this.agent, { code, probe: this.isProbe });
  }

  private async takesRow(code: string | null, rule: RuleId): Promise<boolean> {
    if (code === null || this.noted !== null) return this.noted !== false;
    const { method, path } = this.asked.operation;
    return noteRefusal(this.agent, { rule, operation: `${method} ${path}` });
  }

  private atGate(agent: Agent, { policy = [] }: Standing): GateRefusal | null {
    return refusedAtGate({ agent, policy, headers: this.asked.headers });
  }

  private async limited() {
    const admitted = await admitAgent(this.agent, this.about());
    if (admitted.ok) {
      this.isProbe = admitted.probe;
      return null;
    }
    this.noted = admitted.noted;
    return admitted;
  }

  private async refusedByPolicy(standing: Standing): Promise<Refusal | null> {
    const tool = toolOf(this.asked.operation);
    this.rule = 'authority';
    if (tool === null) return null;
    const agent = standing.actor?.kind === 'agent' ? standing.actor : this.agent;
    const asked = { tool, client: this.client, runId: this.work.runId, args: this.args };
    this.decided = await verdictFor(agent, standing, asked);
    const { verdict } = this.decided;
    this.rule = verdict.ruleId;
    this.reason = verdict.reason;
    return refusalOf(verdict);
  }

  private about() {
    return { tool: toolOf(this.asked.operation), run: this.work.runId };
  }

  /** The run and the task that this request is part of. */
  get work(): Work {
    return workOf(toolOf(this.asked.operation), this.args, saidIn(this.asked.headers));
  }

  /** What the program that asks calls itself. */
  get client(): string | null {
    return saidIn(this.asked.headers).client;
  }

  get verdictOn(): Decided['verdictOn'] {
    return this.decided.verdictOn;
  }

  private askedBy() {
    const { correlationId, headers, operation } = this.asked;
    const { client: clientName, ...said } = saidIn(headers);
    return {
      ...said,
      clientName,
      ...this.work,
      by: this.agent,
      correlationId,
      startedAt: this.startedAt,
      method: `${operation.method} ${operation.path}`,
      tool: operation.recordedAs ?? toolOf(operation),
      // Whoever tries a key that does not stand fills no log with what they send.
      args: this.asked.fault === null ? this.args : null,
      ip: addressOf(headers),
      userAgent: headers.get('user-agent'),
      certificate: certificateOf(headers)?.thumbprint ?? null,
    };
  }

  private nature(): Pick<RecordedCall, 'safetyClass' | 'riskTier'> {
    const tool = toolOf(this.asked.operation);
    if (tool === null) return { safetyClass: null, riskTier: null };
    const classes = classesOf(tool);
    const riskTier = callTierOf({ tool, agent: this.agent, args: this.args, live: this.decided.live });
    return { safetyClass: classes.safetyClass, riskTier };
  }
}

const notStanding = ({ refusal }: Standing) => refusal && { rule: 'key:standing' as const, refusal };
