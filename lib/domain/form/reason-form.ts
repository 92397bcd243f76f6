import { z } from 'zod';
import { proposalFields } from '../draft/proposal';
import { type FormField, fieldsIn } from './form-item';
import { itemsOf } from './form-of';

const labels: Readonly<Record<string, Partial<FormField>>> = {
  rationale: { label: 'Why', help: 'In your own words, for whoever decides', folded: false, input: 'text' },
  task_ref: { label: 'Ticket or task', help: 'Optional', input: 'line' },
  ttl_hours: {
    label: 'Expires after, in hours',
    help: 'Optional, 1 to 720. Else the tenant’s setting holds',
  },
};

const { rationale, task_ref, ttl_hours } = proposalFields;
const asked = z.toJSONSchema(z.object({ rationale, task_ref, ttl_hours }), { io: 'input' });

/** What a proposal of any kind is asked beside its spec. */
export const reasonForm: readonly FormField[] = fieldsIn(
  itemsOf(asked, [], { catalogue: new Map(), live: null, fromLive: false, inOptional: false }),
).map((field) => ({ ...field, ...labels[field.path] }));
