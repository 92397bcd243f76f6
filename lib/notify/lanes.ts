/** How much one process sends at once: altogether, and to one tenant, so that a slow receiver holds up no other. */
export const lanesInAll = 16;
export const lanesPerTenant = 2;

export type DeliveryRun = {
  /** Makes one attempt for a tenant; false when nothing of it is due. */
  sendNext: (tenantId: string) => Promise<boolean>;
  /** Ends every lane after what is on its way. */
  signal?: AbortSignal;
  /** Hears of each tenant whose turn failed; the others go on. */
  onFault: (tenantId: string, fault: unknown) => void;
};

/** What one process is sending. `take` has tenants wait for their turn; `idle` resolves when none waits or is sent to. */
export type Lanes = { take: (tenants: readonly string[]) => void; idle: () => Promise<void> };

type Lane = { tenant: string; ended: Promise<void> };

/**
 * A lane makes one attempt and goes to the tenant that has waited longest, so that none keeps it however much it has to
 * send. Any number of processes may have lanes of their own at once: what one has claimed no other sends.
 */
export function openLanes(run: DeliveryRun): Lanes {
  const open = new Set<Lane>();
  const waiting = new Set<string>();
  const lanesOf = (tenant: string) => [...open].filter((lane) => lane.tenant === tenant).length;

  const next = (): string | undefined => {
    if (run.signal?.aborted === true || open.size >= lanesInAll) return undefined;
    return [...waiting].find((tenant) => lanesOf(tenant) < lanesPerTenant);
  };
  const fill = () => {
    for (let tenant = next(); tenant !== undefined; tenant = next()) {
      // To the end of those who wait: its second lane comes after the first of everybody else.
      waiting.delete(tenant);
      waiting.add(tenant);
      startLane(tenant);
    }
  };
  const startLane = (tenant: string) => {
    const lane = { tenant, ended: Promise.resolve() };
    open.add(lane);
    lane.ended = useLane(lane);
  };
  const useLane = async (lane: Lane) => {
    const sent = await attempt(lane.tenant, run);
    open.delete(lane);
    // Another lane may have found nothing, where this one has made way for the next change.
    if (sent) waiting.add(lane.tenant);
    else waiting.delete(lane.tenant);
    fill();
  };

  return {
    take: (tenants) => {
      for (const tenant of tenants) waiting.add(tenant);
      fill();
    },
    idle: async () => {
      while (open.size > 0) await Promise.all([...open].map(({ ended }) => ended));
    },
  };
}

/** False when nothing is due or it failed. Never throws. */
async function attempt(tenantId: string, { sendNext, onFault }: DeliveryRun): Promise<boolean> {
  try {
    return await sendNext(tenantId);
  } catch (fault) {
    onFault(tenantId, fault);
    return false;
  }
}
