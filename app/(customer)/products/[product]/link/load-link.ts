// Loader of Codat's Link module: once per page, from the configured address.
import type { LinkConstructor } from '@/lib/codat/link-sdk-types';

const loads = new Map<string, Promise<LinkConstructor>>();

/** @throws when the module cannot be loaded, fails while it starts, or has no Link constructor */
export function loadLink(url: string): Promise<LinkConstructor> {
  const running =
    loads.get(url) ?? import(/* webpackIgnore: true */ /* turbopackIgnore: true */ url).then(read);
  loads.set(url, running);
  return running;
}

function read(module: unknown): LinkConstructor {
  if (typeof module === 'object' && module !== null && 'CodatLink' in module) {
    if (typeof module.CodatLink === 'function') return module.CodatLink as LinkConstructor;
  }
  throw new Error('The module has no CodatLink.');
}
