import type { EvidenceBundle } from '@/lib/domain/evidence/bundle';
import { bundleIdSchema } from '@/lib/domain/ids';
import { accept } from '@/lib/domain/refusal';
import { bundleSchema, toBundleWire } from '@/lib/domain/wire/bundle-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { askBundleSchema, askBundle as asked } from '@/lib/use-cases/bundles/ask-bundle';
import { listBundles as list, listBundlesSchema } from '@/lib/use-cases/bundles/list-bundles';
import { noSuchBundle, showBundle as show } from '@/lib/use-cases/bundles/show-bundle';
import { type Operation, personOf } from '../operation';

const path = '/api/v1/bundles';
const ready: EvidenceBundle = {
  id: 'bnd_01KAJ3V7Q8M2N4P6R8T0V2X4ZB',
  scope: { kind: 'range', from: 0, to: 42 },
  status: 'ready',
  done: 42,
  total: 42,
  size: 42,
  requestedBy: 'usr_01KAJ3V7Q8M2N4P6R8T0V2X4Z7',
  requestedAt: new Date('2026-11-21T09:30:00.000Z'),
  finishedAt: new Date('2026-11-21T09:30:01.250Z'),
  expiresAt: new Date('2026-11-28T09:30:00.000Z'),
  file: { bytes: 59_904, sha256: '3f'.repeat(32) },
  statementsLeftOut: 0,
  broken: null,
  failedCode: null,
};
const nothingYet = { done: 0, total: null, size: null, finishedAt: null, file: null };
const waitingExample = toBundleWire({ ...ready, ...nothingYet, status: 'waiting' });
const readyExample = toBundleWire(ready);

export const askBundle: Operation = {
  name: 'askEvidenceBundle',
  method: 'POST',
  path,
  summary:
    'Ask for evidence as one file that verifies offline: of a draft, of a range of the log, or of all of it. It is made in the background.',
  body: askBundleSchema,
  bodyExample: { from: 0, to: 42 },
  answer: {
    status: 201,
    description: 'The bundle, which waits',
    schema: bundleSchema,
    example: waitingExample,
  },
  refusals: [
    'BUNDLE_LIMIT_REACHED',
    'BUNDLE_NOT_FOUND',
    'DRAFT_NOT_FOUND',
    'IDEMPOTENCY_CONFLICT',
    'MALFORMED_JSON',
    'OUTCOME_UNKNOWN',
    'PAYLOAD_TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'VALIDATION_FAILED',
  ],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const made = await asked(person.value, call.input, call.idempotencyKey);
    if (!made.ok) return made;
    const { bundle, replayed } = made.value;
    return accept({ body: toBundleWire(bundle), location: `${path}/${bundle.id}`, replayed });
  },
};

export const listBundles: Operation = {
  name: 'listEvidenceBundles',
  method: 'GET',
  path,
  summary: 'List the bundles of evidence of this tenant, newest first',
  query: listBundlesSchema,
  answer: {
    status: 200,
    description: 'One page of bundles',
    schema: pageOf(bundleSchema),
    example: { items: [readyExample], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const page = await list(person.value, call.input);
    return page.ok ? accept({ body: toPage(page.value, toBundleWire) }) : page;
  },
};

export const showBundle: Operation = {
  name: 'showEvidenceBundle',
  method: 'GET',
  path: `${path}/[id]`,
  summary: 'Show one bundle of evidence, and how far it is',
  answer: { status: 200, description: 'The bundle', schema: bundleSchema, example: readyExample },
  refusals: ['BUNDLE_NOT_FOUND'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = bundleIdSchema.safeParse(call.params['id']).data;
    if (id === undefined) return noSuchBundle();
    const shown = await show(person.value, id);
    return shown.ok ? accept({ body: toBundleWire(shown.value) }) : shown;
  },
};
