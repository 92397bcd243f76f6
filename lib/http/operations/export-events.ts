import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { exportEventsSchema, exportEvents as exported } from '@/lib/use-cases/audit/export-events';
import { exportedLines } from '../exported-lines';
import { type Operation, personOf } from '../operation';

const type = 'application/x-ndjson';

export const exportEvents: Operation = {
  name: 'exportAuditEvents',
  method: 'GET',
  path: '/api/v1/audit/export',
  summary: 'Export what people and operators changed as lines: JSON as it was hashed, or OCSF API Activity.',
  query: exportEventsSchema,
  answer: {
    status: 200,
    description: 'One event a line, in the order of their chain',
    schema: z.string(),
    example:
      '{"id":"aud_01JDZQ8V4T5S0Y9GZ2V3W4X5Y6","seq":1,"type":"key_issued","prev_hash":"00…","entry_hash":"3f…"}\n',
    mediaType: type,
  },
  refusals: [],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const events = exported(person.value, call.input);
    if (!events.ok) return events;
    const { format, pages } = events.value;
    return accept(exportedLines(call, pages, { type, fileName: `audit.${format}` }));
  },
};
