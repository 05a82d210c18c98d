// Start-up hook of one server process: the demo's clock, metrics and traces where they are configured, and the worker, unless workers run in processes of their own.

const PATIENCE_MS = 2_000;

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { getEnv } = await import('./lib/runtime/env');
  const { followDemoClock } = await import('./lib/demo/follow-clock');
  const { explainLongHeaders } = await import('./lib/runtime/header-overflow');
  const { closeKeepAlive } = await import('./lib/runtime/close-keep-alive');
  const { drainOnSigterm } = await import('./lib/runtime/on-sigterm');
  const { startMetrics } = await import('./lib/runtime/metrics/process');
  const { log } = await import('./lib/runtime/log');
  const { routeConsole } = await import('./lib/runtime/log-console');
  const { namePeers } = await import('./lib/security/name-peers');
  const { enterPage } = await import('./lib/security/enter-page');
  const { gateRequests } = await import('./lib/security/request-gate');
  const { hasReadableState } = await import('./app/router-state');
  const { startTracing } = await import('./lib/runtime/tracing/process');
  // In development people read the terminal, so the console stays as it is.
  if (process.env.NODE_ENV === 'production') routeConsole(log());
  closeKeepAlive();
  namePeers();
  const env = getEnv();
  const {
    BRAND_NAME: brand,
    NEXTAUTH_URL: url,
    BRAND_SUPPORT_PHONE: phone,
    ACCORD_MODE: mode,
    TRUST_REQUEST_ID: trusts,
    TRUSTED_PROXIES: hops,
  } = env;
  const site = { brand, url, phone };
  explainLongHeaders(site);
  // The demo runs on a presenter's machine, where any web page can reach it under another host name (DNS rebinding).
  const own = ['localhost', '127.0.0.1', '[::1]', new URL(url).hostname];
  const hosts = mode === 'demo' ? { hosts: own } : {};
  gateRequests({
    site,
    isReadable: hasReadableState,
    trustsRequestId: trusts === 'on',
    enter: (request) => enterPage(request, hops),
    ...hosts,
  });
  const apiPaths = async () => (await import('./lib/api/paths')).apiPaths;
  await Promise.all([startMetrics(apiPaths), startTracing()]);
  // Waits a little, so that the first page has the demo's time; after that the server is ready when its pages are.
  const following = followDemoClock();
  await Promise.race([following, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
  const lingerMs = getEnv().ACCORD_LINGER_SECONDS * 1000;
  if (getEnv().ACCORD_WORKER === 'alone') return drainOnSigterm(lingerMs, async () => {});
  const { runWorker } = await import('./lib/jobs/process');
  // The worker starts when the demo's clock is set: jobs and expiry are due by that time.
  const worker = following.then(runWorker);
  drainOnSigterm(lingerMs, async () => (await worker).stop());
}
