// Host page of the browser tests: no framework, and a CSP that allows only what the modules are documented to need.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostPage {
  origin: string;
  close(): Promise<void>;
}

/** The whole of what a client's page does: load the module, mount it, write down what it is told. */
function page(nonce: string, language: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Host page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">body { margin: 0; background: #dfe4ea } #one, #two { height: 100vh; max-width: 460px }
h1 { position: absolute; clip-path: inset(50%) }</style></head>
<body><main><h1>Host page</h1><div id="one"></div><div id="two"></div></main>
<script type="module" nonce="${nonce}">
window.calls = []; window.violations = [];
document.addEventListener('securitypolicyviolation', (e) => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));
window.mountModule = async ({ url, name, target, props, callbacks }) => {
  const module = await import(url);
  const given = { ...props, options: { ...props.options, nonce: '${nonce}' } };
  for (const callback of callbacks) {
    given[callback] = (args) => window.calls.push(args === undefined ? { name: callback, target } : { name: callback, target, args });
  }
  new module[name]({ target: document.getElementById(target), props: given });
};
</script></body></html>`;
}

export async function serveHostPage(sandboxUrl: string): Promise<HostPage> {
  const server = createServer((request, response) => {
    const nonce = randomBytes(12).toString('hex');
    const language = new URL(request.url ?? '/', 'http://host').searchParams.get('lang') ?? 'en';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'nonce-${nonce}' ${sandboxUrl}`,
        `style-src 'nonce-${nonce}'`,
        `connect-src ${sandboxUrl}`,
        `img-src ${sandboxUrl} data:`,
        `font-src ${sandboxUrl}`,
        "base-uri 'none'",
      ].join('; '),
    });
    response.end(request.url === '/favicon.ico' ? '' : page(nonce, language));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
