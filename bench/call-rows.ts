import postgres from 'postgres';

/** How many calls the log holds, of all tenants, and how many requests the limits have let in and counted. */
export async function callRows(superuserUrl: string): Promise<{ logged: number; counted: number }> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const [row] = await sql<{ logged: number; counted: number }[]>`
      select (select count(*)::int from tool_calls) as logged,
        (select coalesce(sum(minute_used), 0)::int from rate_buckets) as counted`;
    if (!row) throw new Error('the call log did not answer');
    return row;
  } finally {
    await sql.end();
  }
}
