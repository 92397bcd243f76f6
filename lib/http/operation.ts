import type { z } from 'zod';
import type { Agent, Human, Reader } from '@/lib/domain/actor';
import type { AuthorityRow } from '@/lib/domain/authority/authority-row';
import { authorityOf } from '@/lib/domain/authority/matrix';
import type { Call as RecordedCall } from '@/lib/domain/calls/call';
import type { Client } from '@/lib/domain/draft/said-of';
import type { ToolName } from '@/lib/domain/policy/tool-classes';
import { type Refusal, type RefusalCode, type Result, refuse } from '@/lib/domain/refusal';
import type { Work } from '@/lib/domain/runs/work-of';
import type { Credentials } from '@/lib/door/credentials';
import type { VerdictOn } from '@/lib/use-cases/policy/decide-call';

/** One request as an operation sees it: admitted by the authority matrix, its input read but not yet parsed. */
export type Call = {
  /** Null only where the matrix admits anybody. */
  actor: Reader | null;
  params: Readonly<Record<string, string>>;
  /** UNTRUSTED INPUT: the query of a GET or DELETE, the JSON body of a POST or PUT. */
  input: unknown;
  idempotencyKey: string | null;
  /** What an agent says that its request is part of; nothing for anybody else. */
  work: Work;
  /** What the program that asks calls itself: hearsay, and nothing for anybody but an agent. */
  client: Client;
  /** What the policy says to the same request of an agent as a call of that tool; null for anybody else. */
  verdictOn: VerdictOn | null;
  /** UNTRUSTED INPUT: the header, for an operation that answers in more than one form. */
  accept: string | null;
  correlationId: string;
  /** The client's, as far as the server believes anybody about it. */
  address: string | null;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  /** What the door would say to the same credential now; null while it would let it in. */
  refusedNow: () => Promise<Refusal | null>;
};

/** What the call log keeps of a request that was refused before its caller was proved. */
export type Asked = Pick<RecordedCall, 'correlationId' | 'startedAt' | 'ip' | 'userAgent' | 'certificate'>;

/** A Response is sent as it is: only what streams makes one. */
export type Answer = {
  body: unknown;
  replayed?: boolean;
  location?: string;
  /** The draft that was made or changed. */
  draftId?: string;
  /** The run that an agent turned out to have part in. */
  runId?: string;
};

/** One method of one route: what it takes and answers, for the router and for the published description alike. */
export type Operation = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As the file system names it: `/api/v1/drafts/[id]`. */
  path: string;
  summary: string;
  query?: z.ZodObject;
  /** Query parameters that may be given more than once. */
  lists?: readonly string[];
  body?: z.ZodObject;
  /** The MCP tool that does the same, for everything that a scope opens: an agent is held to it here as it is there. */
  tool?: ToolName;
  /** What the call log calls it, where that tool is another thing. */
  recordedAs?: string;
  /** A valid body, for the published description. */
  bodyExample?: unknown;
  answer: {
    status: 200 | 201;
    description: string;
    schema: z.ZodType;
    example: unknown;
    mediaType?:
      | 'text/event-stream'
      | 'application/x-ndjson'
      | 'text/plain'
      | 'application/octet-stream'
      | 'application/x-tar';
    /** The same as a document, which the operation makes itself. */
    also?: { mediaType: 'text/markdown' | 'text/plain'; example: string };
    /** Says its ETag as a strong one, which holds for exactly these bytes: nothing on the way may recode them. */
    strong?: true;
  };
  /** What it may refuse besides what the door refuses. */
  refusals: readonly RefusalCode[];
  /** True when the person must also name themselves in X-User-Id. */
  needsUserId?: boolean;
  run: (call: Call) => Promise<Result<Answer | Response>>;
  /** Records that the credential of an agent or a service was refused by its prefix. The refusal stands whatever becomes of it. */
  onProgram?: (found: Credentials, params: Call['params'], asked: Asked) => Promise<void>;
};

export const authorityFor = ({ method, path }: Pick<Operation, 'method' | 'path'>): AuthorityRow =>
  authorityOf(`${method} ${path}`);

/** The tool that an agent is held to; null where no scope opens this. Throws for what no tool does. */
export function toolOf(operation: Operation): ToolName | null {
  if (authorityFor(operation).scope === null) return null;
  if (operation.tool === undefined) throw new Error(`no tool does what ${operation.name} does`);
  return operation.tool;
}

/** Who asks for what was applied: a person, an agent or a service. */
export function readerOf({ actor }: Call): Reader {
  if (actor === null) throw new Error('the matrix admitted nobody to this');
  return actor;
}

/** The actor of a call that the matrix admits only with one, and to which it admits no service. */
export function actorOf(call: Call): Agent | Human {
  const actor = readerOf(call);
  if (actor.kind === 'service') throw new Error('the matrix admitted a service to this');
  return actor;
}

/** The person of a call: an agent or a service is refused, whatever the matrix said. */
export function personOf(call: Call): Result<Human> {
  const actor = readerOf(call);
  return actor.kind === 'human'
    ? { ok: true, value: actor }
    : refuse('HUMAN_IDENTITY_REQUIRED', 'Only a signed-in person may do this.');
}
