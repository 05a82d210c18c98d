// Mounting of a module on a page, with detection of its removal: the SDK has no method to unmount.
import { type ComponentChild, render } from 'preact';
import { paletteOf } from './colour';
import { STYLE } from './style';

export interface Mounted {
  /** Aborted when the module is off the page. */
  signal: AbortSignal;
  show(content: ComponentChild): void;
}

interface MountOptions {
  nonce: string | undefined;
  primary: string | undefined;
}

function styleElement(nonce: string | undefined): HTMLStyleElement {
  const style = document.createElement('style');
  // Set before the text: CSP checks the nonce when rules are added.
  if (nonce) style.nonce = nonce;
  style.textContent = STYLE;
  return style;
}

function createHost(primary: string | undefined): HTMLDivElement {
  const host = document.createElement('div');
  const palette = paletteOf(primary);
  // One by one through the CSSOM: a style attribute in markup would need the page's permission.
  host.style.setProperty('--primary', palette.primary);
  host.style.setProperty('--primary-ink', palette.ink);
  host.style.setProperty('--link-on-light', palette.linkOnLight);
  host.style.setProperty('--link-on-dark', palette.linkOnDark);
  return host;
}

export function mount(target: HTMLElement, { nonce, primary }: MountOptions): Mounted {
  const host = createHost(primary);
  const root = host.attachShadow({ mode: 'open' });
  const place = document.createElement('div');
  place.style.setProperty('height', '100%');
  root.append(styleElement(nonce), place);
  target.append(host);

  const ending = new AbortController();
  let wasThere = host.isConnected;
  const observer = new MutationObserver(() => {
    if (host.isConnected) wasThere = true;
    // A target that was not in the document yet may still be added.
    if (host.isConnected || !wasThere) return;
    observer.disconnect();
    ending.abort();
    render(null, place);
  });
  const watched = new Set<Node>([document, target.getRootNode()]);
  for (const node of watched) observer.observe(node, { childList: true, subtree: true });

  return { signal: ending.signal, show: (content) => render(content, place) };
}
