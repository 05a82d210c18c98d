// Owns what runs beside the pages of one server process: the demo's time, figures and traces where they are asked for, and the worker, unless workers run alone.

const PATIENCE_MS = 2_000;

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { getEnv } = await import('./lib/runtime/env');
  const { followDemoClock } = await import('./lib/demo/follow-clock');
  const { explainLongHeaders } = await import('./lib/runtime/header-overflow');
  const { closeWithLastAnswers } = await import('./lib/runtime/close-keep-alive');
  const { drainWhenAsked } = await import('./lib/runtime/on-sigterm');
  const { startMetrics } = await import('./lib/runtime/metrics/process');
  const { log } = await import('./lib/runtime/log');
  const { routeConsole } = await import('./lib/runtime/log-console');
  const { namePeers } = await import('./lib/security/name-peers');
  const { enterPage } = await import('./lib/security/enter-page');
  const { gateRequests } = await import('./lib/security/request-gate');
  const { hasReadableState } = await import('./app/router-state');
  const { startTracing } = await import('./lib/runtime/tracing/process');
  // In development the terminal is read by people.
  if (process.env.NODE_ENV === 'production') routeConsole(log());
  closeWithLastAnswers();
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
  // The demo is on a presenter's own machine, where any page can reach it under a name of its own.
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
  // Waited for a little, so that the first page is not in another time; then the server is ready when its pages are.
  const following = followDemoClock();
  await Promise.race([following, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref())]);
  const lingerMs = getEnv().ACCORD_LINGER_SECONDS * 1000;
  if (getEnv().ACCORD_WORKER === 'alone') return drainWhenAsked(lingerMs, async () => {});
  const { runWorker } = await import('./lib/jobs/process');
  // What is owed on a day is not owed before that day, and not looked for in another one.
  const worker = following.then(runWorker);
  drainWhenAsked(lingerMs, async () => (await worker).stop());
}
