import { claimDelivery } from '@/lib/use-cases/deliveries/claim-delivery';
import { recordAttempt } from '@/lib/use-cases/deliveries/record-attempt';
import { type Sending, sendMessage } from './send-message';

/** How much one process sends at once: altogether, and to one tenant, so that a slow receiver holds up no other. */
const lanesInAll = 16;
const lanesPerTenant = 2;

export type DeliveryRun = Sending & {
  /** Ends every lane after what is on its way. */
  signal?: AbortSignal;
  /** Hears of each tenant whose turn failed; the others go on. */
  onFault: (tenantId: string, fault: unknown) => void;
};

/** What one process is sending. `take` takes up tenants as far as there is room; `idle` resolves when all have ended. */
export type Lanes = { take: (tenants: readonly string[]) => void; idle: () => Promise<void> };

/** Any number of processes may have lanes of their own at once: what one has claimed no other sends. */
export function openLanes(run: DeliveryRun): Lanes {
  const open = new Set<{ tenant: string; ended: Promise<void> }>();
  const startLane = (tenant: string) => {
    const lane = { tenant, ended: Promise.resolve() };
    open.add(lane);
    lane.ended = sendAllDue(tenant, run).finally(() => open.delete(lane));
  };
  const mayStart = (tenant: string) =>
    open.size < lanesInAll && [...open].filter((lane) => lane.tenant === tenant).length < lanesPerTenant;
  return {
    take: (tenants) => {
      for (let round = 0; round < lanesPerTenant; round += 1)
        for (const tenant of tenants) if (mayStart(tenant)) startLane(tenant);
    },
    idle: async () => {
      while (open.size > 0) await Promise.all([...open].map(({ ended }) => ended));
    },
  };
}

/** One attempt after the other until the tenant has nothing that is due. Never throws. */
async function sendAllDue(tenantId: string, run: DeliveryRun): Promise<void> {
  try {
    while (run.signal?.aborted !== true && (await sendNext(tenantId, run)));
  } catch (fault) {
    run.onFault(tenantId, fault);
  }
}

/** False when nothing is due. No transaction is open while it is sent. */
async function sendNext(tenantId: string, sending: Sending): Promise<boolean> {
  const claimed = await claimDelivery(tenantId);
  if (claimed === null) return false;
  const { attempted, url, secrets, body } = claimed;
  const result = await sendMessage({ id: attempted.id, url, secrets, body }, sending);
  await recordAttempt(tenantId, claimed, result, Math.random());
  return true;
}
