import { z } from 'zod';
import { accept, type Result } from '@/lib/domain/refusal';
import { exportCallsSchema, exportCalls as exported } from '@/lib/use-cases/audit/export-calls';
import { exportedLines } from '../exported-lines';
import { type Call, type Operation, personOf } from '../operation';

export const exportCalls: Operation = {
  name: 'exportCalls',
  method: 'GET',
  path: '/api/v1/calls/export',
  summary: 'Export the recorded calls of agents as lines: JSON as it was hashed, OCSF API Activity, or CEF.',
  query: exportCallsSchema,
  answer: {
    status: 200,
    description: 'One call a line, in the order of their chain; CEF comes as text/plain',
    schema: z.string(),
    example:
      '{"id":"call_01JDZQ8V4T5S0Y9GZ2V3W4X5Y6","seq":1,"tool":"draft_list","prev_hash":"00…","entry_hash":"3f…"}\n',
    mediaType: 'application/x-ndjson',
  },
  refusals: [],
  run: (call) => Promise.resolve(open(call)),
};

function open(call: Call): Result<Response> {
  const person = personOf(call);
  if (!person.ok) return person;
  const calls = exported(person.value, call.input);
  if (!calls.ok) return calls;
  const { format } = calls.value;
  const type = format === 'cef' ? 'text/plain; charset=utf-8' : 'application/x-ndjson';
  return accept(exportedLines(call, calls.value.pages, { type, fileName: `calls.${format}` }));
}
