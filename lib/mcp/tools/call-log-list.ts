import { z } from 'zod';
import { callSchema } from '@/lib/domain/calls/call-wire';
import { pageFieldsInJson } from '@/lib/domain/page-cursor';
import { accept } from '@/lib/domain/refusal';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { toPage } from '@/lib/door/page';
import { listCalls, listCallsSchema } from '@/lib/use-cases/calls/list-calls';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ run_id: listCallsSchema.shape.run_id, ...pageFieldsInJson });

export const callLogList = defineTool({
  ...readsTenant,
  name: 'call_log_list',
  title: 'List your own calls',
  description:
    'Lists the recorded calls of this key, newest first, allowed and denied ones, with secrets redacted. Calls of other keys are never shown.',
  input,
  output: pageOf(callSchema),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const page = await listCalls(agent, asked.value);
    if (!page.ok) return page;
    return accept({ content: toPage(page.value, (call) => call) });
  },
});
