// Check that a port is free before a server starts on it.
import { createServer } from 'node:net';
import { errorCode, SetupProblem } from '../db/embedded/problem';

function tryListen(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errorCode(error)));
    server.listen(port, host, () => server.close(() => resolve('')));
  });
}

/** Another program may listen on all addresses, or on one of the two that `localhost` means. */
async function isTaken(port: number): Promise<boolean> {
  for (const host of ['0.0.0.0', '127.0.0.1', '::1']) {
    if (['EADDRINUSE', 'EACCES'].includes(await tryListen(port, host))) return true;
  }
  return false;
}

/** @param advice sentence that says how to choose another port */
export async function requirePort(port: number, user: string, advice: string): Promise<void> {
  if (await isTaken(port)) {
    throw new SetupProblem(
      `Port ${port} for ${user} is in use; stop the program that uses it, or ${advice}.`,
    );
  }
}

export function parsePort(text: string, name: string): number {
  const port = Number(text);
  // Two ports are used: this one and the next.
  if (Number.isInteger(port) && port >= 1 && port < 65_535) return port;
  throw new SetupProblem(`${name} must be a port number from 1 to 65534, not ${JSON.stringify(text)}.`);
}
