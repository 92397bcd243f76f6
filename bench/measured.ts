import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, isMet } from '@/bench/figure';
import { loadNow, type Machine, machine } from '@/bench/machine';
import { type Product, startProduct, withDataDir } from '@/bench/product';
import { table, written } from '@/bench/report';
import { databaseUrls, useDatabaseOf } from '@/bench/tenants';
import { buildIfNeeded } from '@/server/build-if-needed';

export const say = (line: string) => process.stdout.write(`${line}\n`);

/** Starts the product of `root` on new data, lets `measure` look at it, and stops it. */
export async function measured(
  root: string,
  measure: (product: Product) => Promise<Figure[]>,
): Promise<{ figures: Figure[]; facts: Machine }> {
  const loadBefore = loadNow();
  await buildIfNeeded(root, { log: say });
  return withDataDir(async (dataDir) => {
    const product = await startProduct(root, dataDir);
    try {
      useDatabaseOf(dataDir);
      process.env['E2E_DATA_DIR'] = dataDir;
      const figures = await measure(product);
      return { figures, facts: await machine(databaseUrls(dataDir).superuser, loadBefore) };
    } catch (error) {
      say(product.output());
      throw error;
    } finally {
      await product.stop();
    }
  });
}

/** Prints the table, keeps it where `file` is not null, and ends the process: 1 when a bound was missed. */
export function report(figures: readonly Figure[], facts: Machine, file: string | null): never {
  say(`\n${table(figures, facts)}`);
  if (file !== null) writeFileSync(join(import.meta.dirname, file), written(figures, facts));
  const missed = figures.filter((figure) => !isMet(figure));
  for (const { name } of missed) say(`Missed: ${name}`);
  // The use cases of this process keep connections to a database that is gone by now.
  process.exit(missed.length === 0 ? 0 : 1);
}
