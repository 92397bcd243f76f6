import postgres from 'postgres';

/** Address of a role on the embedded server. Passwords are hexadecimal, so nothing needs escaping. */
export function roleUrl(role: string, password: string, port: number, database = 'countersign'): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the owner role and its database, unless they are there. The superuser is used for nothing else. */
export async function ensureOwner(superuserUrl: string, ownerPassword: string): Promise<void> {
  await using(superuserUrl, async (sql) => {
    const [role] = await sql`select from pg_roles where rolname = 'countersign'`;
    if (role === undefined) {
      await sql.unsafe(
        `create role countersign login createrole nosuperuser nobypassrls password '${ownerPassword}'`,
      );
    }
    const [database] = await sql`select from pg_database where datname = 'countersign'`;
    if (database === undefined) await sql.unsafe('create database countersign owner countersign');
  });
}

/** Lets the role that serves requests sign in. The migrations have made it. */
export async function allowAppLogin(ownerUrl: string, appPassword: string): Promise<void> {
  await using(ownerUrl, async (sql) => {
    await sql.unsafe(`alter role app with login password '${appPassword}'`);
  });
}

async function using(url: string, work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
