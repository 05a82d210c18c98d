// Settings of the tests' PostgreSQL: which binaries it runs on, and the address of another database on the same server.

/** The machine's own PostgreSQL where the stage asks for it, else the one of the package. */
export const postgresSource = () => (process.env.ACCORD_TEST_POSTGRES === 'system' ? 'system' : 'package');

export function databaseAt(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
