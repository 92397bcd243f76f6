import { randomUUID } from 'node:crypto';
import { secretIn } from '@/lib/domain/resource/secret-in-text';

const form = /^[A-Za-z0-9_-]{8,64}$/;
/** What our own tokens start with: not even a part of one is kept. */
const ownToken = /(?:mcp|svc|hum|oac|oar)_/i;
const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The id under which one request is found again: the caller's trace or its own id when well formed and no secret, else a new one.
 * UNTRUSTED INPUT: both are kept in logs and shown.
 */
export function correlationOf(headers: Headers, trace: string | null): string {
  const traced = traceparent.exec(trace ?? '')?.[1];
  if (traced !== undefined) return traced;
  const named = headers.get('x-correlation-id') ?? '';
  return isTaken(named) ? named : `req_${randomUUID()}`;
}

const isTaken = (named: string): boolean =>
  form.test(named) && !ownToken.test(named) && secretIn(named) === null;
