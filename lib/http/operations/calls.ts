import { accept } from '@/lib/domain/refusal';
import { callDetailSchema, callRecordSchema, toCallRecord } from '@/lib/domain/wire/call-record-wire';
import { correlationSchema, toCorrelation } from '@/lib/domain/wire/correlation-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { searchCalls, searchCallsSchema, showCall as show } from '@/lib/use-cases/calls/search-calls';
import { showCorrelation as trace } from '@/lib/use-cases/calls/show-correlation';
import { type Operation, personOf } from '../operation';
import { callExample, correlationExample } from '../run-example';

export const listCalls: Operation = {
  name: 'listCalls',
  method: 'GET',
  path: '/api/v1/calls',
  summary: 'List what agents asked for, denied calls too, newest first',
  query: searchCallsSchema,
  answer: {
    status: 200,
    description: 'One page of calls',
    schema: pageOf(callRecordSchema),
    example: { items: [toCallRecord(callExample)], next_cursor: null },
  },
  refusals: ['VALIDATION_FAILED'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const page = await searchCalls(person.value, call.input);
    return page.ok ? accept({ body: toPage(page.value, toCallRecord) }) : page;
  },
};

export const showCall: Operation = {
  name: 'showCall',
  method: 'GET',
  path: '/api/v1/calls/[id]',
  summary: 'Show one call with its arguments as they were recorded',
  answer: {
    status: 200,
    description: 'The call',
    schema: callDetailSchema,
    example: { ...toCallRecord(callExample), args: { run_id: 'nightly-417' } },
  },
  refusals: ['RECORD_NOT_FOUND'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const shown = await show(person.value, call.params['id'] ?? '');
    if (!shown.ok) return shown;
    return accept({ body: { ...toCallRecord(shown.value), args: shown.value.args_redacted } });
  },
};

export const showCorrelation: Operation = {
  name: 'showCorrelation',
  method: 'GET',
  path: '/api/v1/correlations/[id]',
  summary: 'Show one request from its call to the applied change: calls, drafts and evidence in order',
  answer: {
    status: 200,
    description: 'What happened because of it',
    schema: correlationSchema,
    example: toCorrelation(correlationExample),
  },
  refusals: ['RECORD_NOT_FOUND'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const traced = await trace(person.value, call.params['id'] ?? '');
    return traced.ok ? accept({ body: toCorrelation(traced.value) }) : traced;
  },
};
