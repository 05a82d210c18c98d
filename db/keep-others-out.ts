// Connect privilege: roles belong to the whole server, so the app's role of one database must not open another.
import type postgres from 'postgres';

interface Place {
  name: string;
  /** True when the user who runs the command owns the database. */
  isOurs: boolean;
  isOpen: boolean;
  hasLogin: boolean;
  isAdmitted: boolean;
}

/**
 * Grants CONNECT to the app's user, and to no one but the owner, superusers and those granted by name. Changes
 * nothing where all is right.
 * @param sql a connection of the owner of the database; for any other user it does nothing
 */
export async function keepOthersOut(sql: postgres.Sql, login: string): Promise<void> {
  const [place] = await sql<Place[]>`
    with rights as (
      select grantee from pg_database, aclexplode(coalesce(datacl, acldefault('d', datdba)))
      where datname = current_database() and privilege_type = 'CONNECT'
    )
    select datname as name, pg_has_role(current_user, datdba, 'USAGE') as "isOurs",
      exists (select 1 from rights where grantee = 0) as "isOpen",
      exists (select 1 from pg_roles where rolname = ${login}) as "hasLogin",
      exists (select 1 from rights join pg_roles r on r.oid = grantee where r.rolname = ${login}) as "isAdmitted"
    from pg_database where datname = current_database()`;
  if (place === undefined || !place.isOurs || !place.hasLogin) return;
  if (!place.isAdmitted) await sql`grant connect on database ${sql(place.name)} to ${sql(login)}`;
  if (place.isOpen) await sql`revoke connect on database ${sql(place.name)} from public`;
}
