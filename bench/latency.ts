import { type Figure, median, round } from '@/bench/figure';
import type { Product } from '@/bench/product';
import { seedDrafts } from '@/bench/seed-drafts';
import { signIn } from '@/bench/sign-in';
import { databaseUrls, makeTenant } from '@/bench/tenants';

const fewDrafts = 1_000;
const manyDrafts = 100_000;
const mostRatio = 1.3;
const warmUps = 10;

const pages = [
  { path: '/api/v1/drafts?limit=50', of: 'list of drafts over REST' },
  { path: '/api/v1/drafts?limit=50&status=pending&order=expires', of: 'list of pending drafts over REST' },
  { path: '/drafts', of: 'inbox page' },
  { path: '/history', of: 'history page' },
];

/** How much longer a reviewer waits in a tenant of 100,000 drafts than in one of 1,000. */
export async function latency(product: Product, samples: number): Promise<Figure[]> {
  const few = await seededSession(product, 'bench-few', fewDrafts);
  const many = await seededSession(product, 'bench-many', manyDrafts);
  const figures: Figure[] = [];
  for (const { path, of } of pages) {
    const times = await alternate(`${product.url}${path}`, { few, many }, samples);
    const [ofFew, ofMany] = [median(times.few), median(times.many)];
    figures.push({
      name: `${of}, ${manyDrafts} drafts beside ${fewDrafts}`,
      unit: 'median latency per median latency',
      value: round(ofMany / ofFew),
      bound: { atMost: mostRatio },
      parts: { few_ms: round(ofFew, 1), many_ms: round(ofMany, 1), samples, path },
    });
  }
  return figures;
}

/** A tenant with that many drafts. The answer is the Cookie header of its reviewer. */
async function seededSession({ url, dataDir }: Product, name: string, count: number): Promise<string> {
  const tenant = await makeTenant(name);
  await seedDrafts(databaseUrls(dataDir).superuser, tenant.id, count);
  return signIn(url, tenant);
}

/** Asks for one address in turns, one request at a time. Milliseconds until the whole answer was there. */
async function alternate(url: string, cookies: { few: string; many: string }, samples: number) {
  const times: { few: number[]; many: number[] } = { few: [], many: [] };
  for (let nth = -warmUps; nth < samples; nth += 1) {
    for (const who of ['few', 'many'] as const) {
      const time = await timed(url, cookies[who]);
      if (nth >= 0) times[who].push(time);
    }
  }
  return times;
}

async function timed(url: string, cookie: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return performance.now() - startedAt;
}
