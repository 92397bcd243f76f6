import { randomUUID } from 'node:crypto';

const form = /^[A-Za-z0-9_-]{8,64}$/;
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The id under which one request is found again: the caller's trace or its own id when well formed, else a new one. */
export function correlationOf(headers: Headers, trace: string | null): string {
  const traced = traceparent.exec(trace ?? '')?.[1];
  if (traced !== undefined) return traced;
  const named = headers.get('x-correlation-id') ?? '';
  return form.test(named) ? named : `req_${randomUUID()}`;
}
