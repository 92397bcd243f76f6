import { newId } from '@/db/new-id';
import { appendTransport, type TransportRecord } from '@/db/queries/call-append';
import { keptText } from '@/lib/domain/calls/kept-text';

/** One HTTP request of the agents' door. `tenantId` is null where no key proved one. */
export type TransportRequest = {
  tenantId: string | null;
  keyId: string | null;
  at: Date;
  httpMethod: string;
  rpcMethod: string | null;
  status: number;
  durationMs: number;
  bytesIn: number;
  bytesOut: number;
  correlationId: string;
  protocolVersion: string | null;
  ip: string | null;
  userAgent: string | null;
  /** Thumbprint of the client certificate that was proved. */
  certificate: string | null;
};

/** How late a row may be, so that the answer never waits for it. */
const delayMs = 250;
/** Rows of one process that are not written yet: beyond, the database has been away or slow for long, and what is lost is counted. */
const mostWaiting = 10_000;

const waiting = new Map<string, TransportRecord[]>();
let held = 0;
let lost = 0;
let timer: NodeJS.Timeout | null = null;
let stopping = false;

// From then on nothing waits: the process ends soon.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stopping = true;
    void flushTransport();
  });
}

/** Keeps a request: as a row of its tenant within a quarter of a second, or as a line of the process's output. */
export function noteTransport(request: TransportRequest): void {
  const { tenantId, keyId } = request;
  if (tenantId === null || keyId === null) return sayUnproved(request);
  if (held >= mostWaiting) {
    lost += 1;
    return;
  }
  held += 1;
  const rows = waiting.get(tenantId) ?? [];
  rows.push(rowOf(request, keyId));
  waiting.set(tenantId, rows);
  if (stopping) void flushTransport();
  else timer ??= setTimeout(() => void flushTransport(), delayMs);
}

/** The last write: each goes after the one before. */
let written = Promise.resolve();

/** Writes what waits, now, and answers when all that was noted is written. Never throws: one line says how much is lost. */
export function flushTransport(): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const taken = [...waiting];
  waiting.clear();
  written = written.then(() => write(taken));
  return written;
}

async function write(taken: readonly [string, TransportRecord[]][]): Promise<void> {
  for (const [tenantId, rows] of taken) {
    try {
      await appendTransport(tenantId, rows);
    } catch {
      lost += rows.length;
    }
    held -= rows.length;
  }
  if (lost > 0) process.stderr.write(`transport_request: ${lost} rows could not be written.\n`);
  lost = 0;
}

const rowOf = (request: TransportRequest, keyId: string): TransportRecord => ({
  id: newId('trq'),
  at: request.at,
  http_method: request.httpMethod,
  rpc_method: keptText(request.rpcMethod, 100),
  agent_key_id: keyId,
  status: request.status,
  duration_ms: request.durationMs,
  bytes_in: request.bytesIn,
  bytes_out: request.bytesOut,
  correlation_id: request.correlationId,
  protocol_version: keptText(request.protocolVersion, 40),
  ip: request.ip,
  user_agent: keptText(request.userAgent, 300),
  client_cert_sha256: request.certificate,
});

/** Lines in ten seconds for requests without a proved key: nobody can flood the output of the process. */
const linesPerWindow = 20;
const windowMs = 10_000;
let windowEnds = 0;
let lines = 0;
let suppressed = 0;

function sayUnproved(request: TransportRequest): void {
  const at = request.at.getTime();
  if (at >= windowEnds) {
    windowEnds = at + windowMs;
    lines = 0;
  }
  if (lines >= linesPerWindow) {
    suppressed += 1;
    return;
  }
  lines += 1;
  const { at: began, rpcMethod, protocolVersion, userAgent, tenantId: _, keyId: __, ...plain } = request;
  const line = {
    event: 'transport_request',
    at: began.toISOString(),
    ...plain,
    rpcMethod: keptText(rpcMethod, 100),
    protocolVersion: keptText(protocolVersion, 40),
    userAgent: keptText(userAgent, 300),
    ...(suppressed > 0 && { suppressed }),
  };
  suppressed = 0;
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
