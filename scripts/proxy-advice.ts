// Start-up advice about an outbound proxy: Node reads the proxy variables from 24.5 on, and only with an option.

type Variables = Readonly<Record<string, string | undefined>>;

/** Sentence to print; null where no proxy is configured, or Node uses it. */
export function proxyAdvice(env: Variables, nodeVersion: string): string | null {
  const proxy = ['HTTPS_PROXY', 'HTTP_PROXY'].find((name) => env[name] || env[name.toLowerCase()]);
  if (proxy === undefined) return null;
  const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
  const isAble = major > 24 || (major === 24 && minor >= 5);
  if (isAble && env.NODE_USE_ENV_PROXY === '1') return null;
  const way = isAble
    ? 'set NODE_USE_ENV_PROXY=1'
    : `run Node 24.5 or newer with NODE_USE_ENV_PROXY=1 (this is ${nodeVersion})`;
  return `${proxy} is set, and Node does not use it: Codat and the sign-in service are called directly. To go through the proxy, ${way}; see docs/operations.md.`;
}
