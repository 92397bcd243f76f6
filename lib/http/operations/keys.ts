import { now } from '@/lib/clock';
import { keyIdSchema } from '@/lib/domain/ids';
import { type AgentKey, stateOf } from '@/lib/domain/keys/agent-key';
import { issueKeySchema } from '@/lib/domain/keys/key-request';
import { accept } from '@/lib/domain/refusal';
import {
  issuedKeySchema,
  keyPageSchema,
  shownKeySchema,
  toKeyUse,
  toKeyWire,
  toShownKey,
} from '@/lib/domain/wire/key-wire';
import { toPage } from '@/lib/door/page';
import { noSuchKey } from '@/lib/use-cases/keys/act-on-key';
import { issueKey as issue, type KeyIssued } from '@/lib/use-cases/keys/issue-key';
import { listKeys as list, listKeysSchema } from '@/lib/use-cases/keys/list-keys';
import { showKey as show } from '@/lib/use-cases/keys/show-key';
import { placeExample } from '../examples';
import { keyExample, keyUseExample, newKeyExample } from '../key-example';
import { type Call, type Operation, personOf } from '../operation';

/** UNTRUSTED INPUT: an id that cannot be one reads like one that does not exist. */
export const keyIdOf = ({ id }: Call['params']) => keyIdSchema.safeParse(id).data ?? null;

/** What every change of a key may be refused with. */
export const keyRefusals = [
  'RESOURCE_NOT_FOUND',
  'IDEMPOTENCY_CONFLICT',
  'MALFORMED_JSON',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'OUTCOME_UNKNOWN',
] as const;

export const keyBody = (key: AgentKey) => toKeyWire(key, stateOf(key, now()));

export const placeBody = (place: { id: string; merklePosition: number } | null) =>
  place && { id: place.id, merkle_position: place.merklePosition };

export const issuedBody = ({ key, evidence, token }: KeyIssued) => ({
  key: keyBody(key),
  evidence: placeBody(evidence),
  token,
});

export const issuedExample = {
  key: keyExample,
  evidence: placeExample,
  token: `mcp_1a2B3c4D_${'x'.repeat(43)}`,
};

export const listKeys: Operation = {
  name: 'listKeys',
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'List agent keys, newest first, with what each did in the last 24 hours',
  query: listKeysSchema,
  answer: {
    status: 200,
    description: 'One page of keys',
    schema: keyPageSchema,
    example: { items: [{ ...keyExample, last_24_hours: keyUseExample }], next_cursor: null },
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const page = await list(person.value, call.input);
    if (!page.ok) return page;
    return accept({
      body: toPage(page.value, ({ key, state, use }) => ({
        ...toKeyWire(key, state),
        last_24_hours: toKeyUse(use),
      })),
    });
  },
};

export const issueKey: Operation = {
  name: 'issueKey',
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Issue an agent key. Nothing is granted that is not named, and never more than its owner may',
  body: issueKeySchema,
  bodyExample: newKeyExample,
  answer: {
    status: 201,
    description: 'The key, and its token this once',
    schema: issuedKeySchema,
    example: issuedExample,
  },
  refusals: [...keyRefusals, 'SCOPE_UNKNOWN', 'EXCEEDS_OWNER'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const issued = await issue(person.value, call.input, call.idempotencyKey);
    if (!issued.ok) return issued;
    const { key, replayed } = issued.value;
    return accept({ body: issuedBody(issued.value), replayed, location: `/api/v1/keys/${key.id}` });
  },
};

export const showKey: Operation = {
  name: 'showKey',
  method: 'GET',
  path: '/api/v1/keys/[id]',
  summary: 'Show an agent key, and what it called and was refused in the last 30 days',
  answer: {
    status: 200,
    description: 'The key',
    schema: shownKeySchema,
    example: {
      ...keyExample,
      last_30_days: {
        ...keyUseExample,
        tools: [
          {
            tool: 'draft_create_endpoint',
            calls: 12,
            denied: 2,
            last_called_at: keyUseExample.last_seen_at,
          },
        ],
      },
    },
  },
  refusals: ['RESOURCE_NOT_FOUND'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = keyIdOf(call.params);
    const shown = id === null ? noSuchKey() : await show(person.value, id);
    return shown.ok ? accept({ body: toShownKey(shown.value) }) : shown;
  },
};
