// Sandbox server: assembles the rooms, listens, closes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { mountApi } from './api/app';
import { createLimits } from './api/limits';
import { sandboxConfig } from './config/config';
import type { Behaviour, Sandbox, SandboxOptions } from './config/options';
import { mountControl } from './control/routes';
import { mountWebhookControl } from './control/webhooks';
import { keepLinkSettings } from './domain/link-settings';
import { handleTasks } from './domain/task-handlers';
import { inRequest } from './http/after-response';
import type { Env } from './http/http';
import { keepVisits } from './link/keep-visits';
import { mountLink } from './link/routes';
import { createInbox, type Inbox } from './mail/inbox';
import { mountMail } from './mail/routes';
import { type IssuerSource, issuerWhenNeeded } from './oidc/issuer';
import { makeSigningKey } from './oidc/keys';
import { isIssuerPath, issuerListener } from './oidc/listener';
import { mountSignIn } from './oidc/routes';
import { mountAssets } from './pages/routes';
import { keepBehaviour, setBehaviour, toBehaviour, USUAL } from './profile/profile';
import { mountSdk } from './sdk/routes';
import { createClock } from './state/clock';
import { createWorld, type World } from './state/world';
import { applyState, keepState, readState, StartError } from './state-file';
import { startWebhooks } from './webhooks/start';
import { publish } from './wire/events';

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

function urlOf(host: string, port: number): string {
  // A wildcard address cannot be called.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = `Port ${port} on ${host} is in use; stop what runs there or choose another with --port.`;
      const other = `Cannot listen on ${host}, port ${port}: ${error.message}.`;
      reject(new StartError(error.code === 'EADDRINUSE' ? busy : other));
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}

function route(app: Hono<Env>, issuer: IssuerSource): Listener {
  const pages = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const sso = issuerListener(issuer);
  return (request, response) => {
    // Everything below parses the whole URL, so a malformed Host stops here.
    if (!URL.canParse(`http://${request.headers.host}`)) return void response.writeHead(400).end();
    if (isIssuerPath(request.url ?? '/')) void sso(request, response);
    else inRequest(response, () => void pages(request, response));
  };
}

function buildApp(world: World, issuer: IssuerSource, inbox: Inbox, behaviour: Behaviour): Hono<Env> {
  const app = new Hono<Env>();
  const limits = createLimits(world);
  keepBehaviour(world, behaviour);
  keepVisits(world);
  keepLinkSettings(world);
  mountApi(app, world, limits);
  mountControl(app, world, limits);
  mountWebhookControl(app, world);
  mountMail(app, inbox);
  mountAssets(app);
  mountLink(app, world);
  mountSdk(app, world);
  mountSignIn(app, issuer);
  return app;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', stateFile, syncSeconds = 20, now } = options;
  const appUrl = (options.appUrl ?? 'http://127.0.0.1:3000').replace(/\/$/, '');
  const state = stateFile ? readState(stateFile) : undefined;
  const signingKey = state?.signingKey ?? (await makeSigningKey());

  // The URL is known only once the server listens, and everything below needs it.
  let listener: Listener | undefined;
  const server = createServer((request, response) => listener?.(request, response));
  // On a busy machine, Node's five seconds end idle connections just as clients use them again.
  server.keepAliveTimeout = 30_000;
  const url = urlOf(host, await listen(server, port, host));

  const inbox = createInbox();
  // Loaded on demand: its libraries slow the start down.
  const mail =
    options.mail === true ? await (await import('./mail/server')).startMailServer(inbox) : undefined;
  const world = createWorld({
    clock: createClock(now),
    url,
    appUrl,
    syncSeconds,
    smtpUrl: mail?.url,
    publish,
  });
  handleTasks(world);
  const issuer = issuerWhenNeeded(url, appUrl, signingKey);
  const webhooks = startWebhooks(world);
  const behaviour = toBehaviour(options.profile ?? USUAL);
  const app = buildApp(world, issuer, inbox, behaviour);
  // Rooms register their state parts while the app is built.
  if (state && stateFile) {
    applyState(world, state, stateFile);
    // The command line decides the general behaviour; the file keeps that of single companies.
    setBehaviour(world, behaviour);
  }
  world.scheduler.runDue();
  const keeper = stateFile ? keepState(world, signingKey, stateFile) : undefined;
  listener = route(app, issuer);

  return {
    url,
    config: sandboxConfig(world),
    profile: behaviour,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Hanging and kept-alive connections would keep the server open.
      server.closeAllConnections();
      await closed;
      world.scheduler.close();
      webhooks.close();
      await mail?.close();
      await keeper?.close();
    },
  };
}
