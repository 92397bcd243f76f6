type Who = { tenantId: string; keyId: string };

/** How many calls may wait at once: of one key, of one tenant, and of this process. */
export const waiterLimits = { key: 4, tenant: 50, process: 500 } as const;
type WaiterLimits = Record<keyof typeof waiterLimits, number>;

/** The calls that wait in this process, so that neither a key nor a tenant takes what there is for all. */
export class Waiters {
  private readonly waiting = new Set<Who>();
  private readonly limits: WaiterLimits;

  constructor(limits: WaiterLimits = waiterLimits) {
    this.limits = limits;
  }

  /** Counts one more, and answers what takes it out again; null where it would break a limit. */
  enter({ tenantId, keyId }: Who): (() => void) | null {
    const ofTenant = [...this.waiting].filter((one) => one.tenantId === tenantId);
    const open: WaiterLimits = {
      key: ofTenant.filter((one) => one.keyId === keyId).length,
      tenant: ofTenant.length,
      process: this.waiting.size,
    };
    const kinds = ['key', 'tenant', 'process'] as const;
    if (kinds.some((kind) => open[kind] >= this.limits[kind])) return null;
    const one = { tenantId, keyId };
    this.waiting.add(one);
    return () => void this.waiting.delete(one);
  }
}
