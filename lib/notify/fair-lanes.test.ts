import { describe, expect, it } from 'vitest';
import { lanesInAll, lanesPerTenant, openLanes } from './lanes';

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const busy = (count: number) => Array.from({ length: count }, (_, n) => `busy-${n}`);

/** Lanes over tenants with so much to send each, and what was seen: who was sent to, and how much at once. */
function sending(toSend: Readonly<Record<string, number>>, signal?: AbortSignal) {
  const left = { ...toSend };
  const sent: string[] = [];
  const now: string[] = [];
  const faults: string[] = [];
  let most = 0;
  let mostOfOne = 0;
  const lanes = openLanes({
    ...(signal && { signal }),
    onFault: (tenant) => faults.push(tenant),
    sendNext: async (tenant) => {
      const remaining = left[tenant];
      if (remaining === undefined) throw new Error('no such tenant');
      if (remaining === 0) return false;
      left[tenant] = remaining - 1;
      sent.push(tenant);
      now.push(tenant);
      most = Math.max(most, now.length);
      mostOfOne = Math.max(mostOfOne, now.filter((one) => one === tenant).length);
      await turn();
      now.splice(now.indexOf(tenant), 1);
      return true;
    },
  });
  return { lanes, sent, faults, left, atOnce: () => ({ most, mostOfOne }) };
}

describe('lanes', () => {
  it('send to no tenant, and altogether, more at once than they may', async () => {
    const tenants = busy(lanesInAll - 4);
    const { lanes, atOnce, sent } = sending(Object.fromEntries(tenants.map((one) => [one, 5])));
    lanes.take(tenants);
    lanes.take(tenants);
    await lanes.idle();
    expect(sent).toHaveLength(5 * tenants.length);
    expect(atOnce()).toEqual({ most: lanesInAll, mostOfOne: lanesPerTenant });
  });

  it('send to one tenant as much at once as it may have, however often it is taken', async () => {
    const { lanes, atOnce, sent } = sending({ alone: 9 });
    for (let n = 0; n < 5; n += 1) lanes.take(['alone', 'alone']);
    await lanes.idle();
    expect([sent.length, atOnce()]).toEqual([9, { most: lanesPerTenant, mostOfOne: lanesPerTenant }]);
  });

  it('leave a tenant after each attempt to those who wait', async () => {
    const tenants = busy(lanesInAll / lanesPerTenant);
    const { lanes, sent, left } = sending({
      ...Object.fromEntries(tenants.map((one) => [one, 50])),
      late: 3,
    });
    lanes.take(tenants);
    await turn();
    lanes.take([...tenants, 'late']);
    const before = sent.length;
    await lanes.idle();
    expect(sent.lastIndexOf('late') - before).toBeLessThan(4 * lanesInAll);
    expect(Object.values(left).every((remaining) => remaining === 0)).toBe(true);
  });

  it('go on with the others where a tenant fails, and take that one up again when they are told', async () => {
    const { lanes, sent, faults } = sending({ sound: 3 });
    lanes.take(['broken', 'sound']);
    await lanes.idle();
    expect(sent).toEqual(['sound', 'sound', 'sound']);
    const before = faults.length;
    lanes.take(['broken']);
    await lanes.idle();
    expect(faults.length).toBeGreaterThan(before);
  });

  it('end after what is on its way once they are told to stop', async () => {
    const stop = new AbortController();
    const { lanes, sent } = sending({ alone: 9 }, stop.signal);
    lanes.take(['alone']);
    stop.abort();
    await lanes.idle();
    expect(sent).toHaveLength(lanesPerTenant);
  });
});
