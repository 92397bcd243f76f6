import { z } from 'zod';
import { pageFieldsInJson } from '@/lib/domain/page-cursor';
import { accept } from '@/lib/domain/refusal';
import { toDeliveryWire } from '@/lib/domain/wire/delivery-wire';
import { pageOf } from '@/lib/domain/wire/page-wire';
import { jsonSchemaOf } from '@/lib/door/json-schema';
import { toPage } from '@/lib/door/page';
import { listDeliveries, listDeliveriesSchema } from '@/lib/use-cases/deliveries/list-deliveries';
import { without } from '../compact-schema';
import { seenDeliverySchema } from '../seen-delivery';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const { state, draft_id } = listDeliveriesSchema.shape;
const input = z.strictObject({ state, draft_id, ...pageFieldsInJson });

export const deliveryList = defineTool({
  ...readsTenant,
  name: 'delivery_list',
  title: 'List deliveries',
  description: 'Lists announced changes: dead, on their way, delivered.',
  input,
  // Its fields are those of the other lists.
  advertised: without(new Set(['description']), jsonSchemaOf(input, 'input')),
  output: pageOf(seenDeliverySchema),
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const page = await listDeliveries(agent, asked.value);
    if (!page.ok) return page;
    return accept({ content: toPage(page.value, toDeliveryWire) });
  },
});
