import type { z } from 'zod';
import type { Human } from '@/lib/domain/actor';
import {
  changeKeySchema,
  revokeKeySchema,
  rotateKeySchema,
  stopKeySchema,
} from '@/lib/domain/keys/key-request';
import { accept, type RefusalCode, type Result } from '@/lib/domain/refusal';
import { actedKeySchema, issuedKeySchema } from '@/lib/domain/wire/key-wire';
import { type KeyActed, noSuchKey } from '@/lib/use-cases/keys/act-on-key';
import { changeKey as change } from '@/lib/use-cases/keys/change-key';
import { revokeKey as revoke } from '@/lib/use-cases/keys/revoke-key';
import { rotateKey as rotate } from '@/lib/use-cases/keys/rotate-key';
import { resumeKey as resume, suspendKey as suspend } from '@/lib/use-cases/keys/suspend-key';
import { placeExample } from '../examples';
import { keyExample } from '../key-example';
import { type Operation, personOf } from '../operation';
import { issuedBody, issuedExample, keyBody, keyIdOf, keyRefusals, placeBody } from './keys';

type Verb = (
  person: Human,
  keyId: string,
  input: unknown,
  idempotencyKey: string | null,
) => Promise<Result<KeyActed>>;

type Change = {
  name: string;
  method: 'PATCH' | 'POST';
  path: string;
  summary: string;
  body: z.ZodObject;
  bodyExample: unknown;
  refusals: readonly RefusalCode[];
  act: Verb;
};

/** One change of one key, and the key as it is then. */
const keyChange = ({ act, refusals, ...said }: Change): Operation => ({
  ...said,
  answer: {
    status: 200,
    description: 'The key as it is now. No evidence where nothing changed',
    schema: actedKeySchema,
    example: { key: { ...keyExample, revision: 2 }, evidence: placeExample },
  },
  refusals: [...keyRefusals, 'KEY_NOT_ACTIVE', ...refusals],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = keyIdOf(call.params);
    const acted = id === null ? noSuchKey() : await act(person.value, id, call.input, call.idempotencyKey);
    if (!acted.ok) return acted;
    const { key, evidence, replayed } = acted.value;
    return accept({ body: { key: keyBody(key), evidence: placeBody(evidence) }, replayed });
  },
});

export const changeKey = keyChange({
  name: 'changeKey',
  method: 'PATCH',
  path: '/api/v1/keys/[id]',
  summary: 'Change what an agent key allows. What is left out stays; revision is the one that you were shown',
  body: changeKeySchema,
  bodyExample: { revision: 1, rate_limit_per_min: 30, burst: 10 },
  refusals: ['SCOPE_UNKNOWN', 'EXCEEDS_OWNER', 'SETTINGS_CHANGED'],
  act: change,
});

export const suspendKey = keyChange({
  name: 'suspendKey',
  method: 'POST',
  path: '/api/v1/keys/[id]/suspend',
  summary: 'Suspend an agent key: its next call is refused, until it is resumed',
  body: stopKeySchema,
  bodyExample: { reason: 'It proposes the same change again and again' },
  refusals: [],
  act: suspend,
});

export const resumeKey = keyChange({
  name: 'resumeKey',
  method: 'POST',
  path: '/api/v1/keys/[id]/resume',
  summary: 'Resume a suspended agent key',
  body: stopKeySchema,
  bodyExample: { reason: 'The loop in its host is mended' },
  refusals: [],
  act: resume,
});

export const revokeKey = keyChange({
  name: 'revokeKey',
  method: 'POST',
  path: '/api/v1/keys/[id]/revoke',
  summary: 'Revoke an agent key for good',
  body: revokeKeySchema,
  bodyExample: { reason: 'The agent is retired' },
  refusals: [],
  act: revoke,
});

export const rotateKey: Operation = {
  name: 'rotateKey',
  method: 'POST',
  path: '/api/v1/keys/[id]/rotate',
  summary: 'Give an agent key a successor that allows the same; the old token works on for the grace',
  body: rotateKeySchema,
  bodyExample: { grace_hours: 24 },
  answer: {
    status: 201,
    description: 'The successor, and its token this once',
    schema: issuedKeySchema,
    example: issuedExample,
  },
  refusals: [...keyRefusals, 'KEY_NOT_ACTIVE', 'EXCEEDS_OWNER'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = keyIdOf(call.params);
    const rotated =
      id === null ? noSuchKey() : await rotate(person.value, id, call.input, call.idempotencyKey);
    if (!rotated.ok) return rotated;
    const { key, replayed } = rotated.value;
    return accept({ body: issuedBody(rotated.value), replayed, location: `/api/v1/keys/${key.id}` });
  },
};
