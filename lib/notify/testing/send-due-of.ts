import { openLanes } from '@/lib/notify/lanes';
import { usualSending } from '@/lib/notify/send-message';
import { sendNext } from '@/lib/notify/send-next';

/** One worker: sends everything that is due in this tenant, until nothing is. Throws where its turn failed. */
export async function sendDueOf(tenantId: string): Promise<void> {
  const faults: unknown[] = [];
  const lanes = openLanes({
    sendNext: (tenant) => sendNext(tenant, usualSending),
    onFault: (_, fault) => faults.push(fault),
  });
  lanes.take([tenantId]);
  await lanes.idle();
  if (faults.length > 0) throw faults[0];
}
