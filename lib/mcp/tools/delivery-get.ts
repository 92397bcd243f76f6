import { z } from 'zod';
import { deliveryIdSchema } from '@/lib/domain/ids';
import { accept } from '@/lib/domain/refusal';
import { toShownDelivery } from '@/lib/domain/wire/delivery-wire';
import { showDelivery } from '@/lib/use-cases/deliveries/show-delivery';
import { shownToAgentSchema } from '../seen-delivery';
import { defineTool, parseArgs } from '../tool';
import { readsTenant } from '../tool-nature';

const input = z.strictObject({ delivery_id: deliveryIdSchema });

export const deliveryGet = defineTool({
  ...readsTenant,
  name: 'delivery_get',
  title: 'Show a delivery',
  description: 'Shows one delivery with every attempt. Only a person can send it again.',
  input,
  output: shownToAgentSchema,
  run: async ({ agent, args }) => {
    const asked = parseArgs(input, args);
    if (!asked.ok) return asked;
    const shown = await showDelivery(agent, asked.value.delivery_id);
    if (!shown.ok) return shown;
    return accept({ content: { delivery: toShownDelivery(shown.value.delivery, shown.value.attempts) } });
  },
});
