// Login role for the app on the embedded server: never the owner's, with a new password at each start.
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { APP_ROLE } from '../app-role';

const LOGIN = 'accord_login';

/**
 * Call it after the migrations, which create the role that the login belongs to. Older data folders get the login too.
 * @param ownerUrl of the embedded server
 * @returns the app's address of the same database
 */
export async function openAppLogin(ownerUrl: string): Promise<string> {
  const password = randomBytes(24).toString('hex');
  const sql = postgres(ownerUrl, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const [known] = await sql`select 1 from pg_roles where rolname = ${LOGIN}`;
    if (known === undefined) await sql`create role ${sql(LOGIN)}`;
    // A password cannot be a parameter here; this one is made of hexadecimal digits.
    await sql.unsafe(`alter role ${LOGIN} login password '${password}'`);
    await sql`grant ${sql(APP_ROLE)} to ${sql(LOGIN)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
  const url = new URL(ownerUrl);
  url.username = LOGIN;
  url.password = password;
  return url.href;
}
