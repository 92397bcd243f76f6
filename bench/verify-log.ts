import { createHash } from 'node:crypto';
import postgres from 'postgres';

type Row = { idx: string; entry: Buffer; hashes: Buffer };

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const page = 5_000;

/**
 * Reads every leaf of every tenant, as superuser, and computes every stored hash and every head anew. Returns how many
 * leaves there are; throws at the first that is missing or does not hold.
 */
export async function verifyLogs(superuserUrl: string): Promise<number> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    let leaves = 0;
    const heads = await sql<{ tenant_id: string; size: string; edge: Buffer }[]>`select * from log_heads`;
    for (const { tenant_id: tenant, size, edge } of heads) {
      const read = await readTree(sql, tenant);
      if (read.size !== Number(size) || !Buffer.concat(read.edge).equals(edge))
        throw new Error(`the head of ${tenant} is not that of its leaves`);
      leaves += read.size;
    }
    return leaves;
  } finally {
    await sql.end();
  }
}

/** The right edge of a tenant's tree, the largest subtree first, grown leaf by leaf. */
async function readTree(sql: postgres.Sql, tenant: string): Promise<{ size: number; edge: Buffer[] }> {
  const edge: Buffer[] = [];
  let size = 0;
  for (;;) {
    const rows = await sql<Row[]>`
      select idx, entry, hashes from log_leaves where tenant_id = ${tenant} and idx >= ${size} order by idx limit ${page}`;
    for (const { idx, entry, hashes } of rows) {
      const completed = [sha256(Buffer.of(0), entry)];
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2)
        completed.push(
          sha256(Buffer.of(1), edge.pop() ?? Buffer.alloc(0), completed.at(-1) ?? Buffer.alloc(0)),
        );
      if (Number(idx) !== size || !Buffer.concat(completed).equals(hashes))
        throw new Error(`leaf ${size} of ${tenant} does not hold`);
      edge.push(completed.at(-1) ?? Buffer.alloc(0));
      size += 1;
    }
    if (rows.length < page) return { size, edge };
  }
}
