import type { StopScope } from '../limits/stop';
import { sha256Hex } from './digest';
import { type Leaf, leafOf } from './leaf';

type Common = {
  id: string;
  tenant: string;
  stopId: string;
  by: { kind: 'human' | 'system'; id: string };
  at: Date;
  reason: string;
  /** 16 random bytes, kept with the stop: without them the digest says nothing about the text. */
  salt: Uint8Array;
};

/** `stop_engaged`: what was stopped, by whom. A run's id is an agent's text and is digested like the reason. */
export const stopEngagedEvidence = (record: Common & { scope: StopScope; stopped: string }): Leaf =>
  leafOf({
    event: 'stop_engaged',
    id: record.id,
    tenant: record.tenant,
    subject: record.stopId,
    payload: {
      engaged_by: { kind: record.by.kind, id: record.by.id },
      engaged_at: record.at.toISOString(),
      scope: record.scope,
      ...(record.scope === 'run'
        ? { stopped_digest: salted(record.salt, record.stopped) }
        : { stopped: record.stopped }),
      reason_digest: salted(record.salt, record.reason),
    },
  });

/** `stop_released`: from then on it goes on. */
export const stopReleasedEvidence = (record: Common): Leaf =>
  leafOf({
    event: 'stop_released',
    id: record.id,
    tenant: record.tenant,
    subject: record.stopId,
    payload: {
      released_by: { kind: record.by.kind, id: record.by.id },
      released_at: record.at.toISOString(),
      release_reason_digest: salted(record.salt, record.reason),
    },
  });

const salted = (salt: Uint8Array, text: string) =>
  `sha256:${sha256Hex(Buffer.concat([salt, Buffer.from(text)]))}`;
