// Door to the messages: values are put into sentences isolated by writing direction, so that no name can turn our words.
import 'server-only';
import { getTranslations as load } from 'next-intl/server';
import { cache } from 'react';
import { isolatedAll } from '../domain/isolate';

/** What all namespaces have in common: their exact types are those of `next-intl/server`. */
type Say = (key: string, values?: object, ...rest: unknown[]) => unknown;
type Load = (namespace?: string) => Promise<Say>;

const loadAny = load as unknown as Load;

/** As in `next-intl/server`. One translator per namespace and request. */
export const getTranslations = cache(async (namespace?: string) =>
  isolating(await loadAny(namespace)),
) as unknown as typeof load;

function isolating(say: Say): Say {
  return new Proxy(say, {
    apply: (_, self, [key, values, ...rest]: Parameters<Say>) =>
      Reflect.apply(say, self, [key, values && isolatedAll(values), ...rest]),
    get: (_, name) => {
      const found: unknown = Reflect.get(say, name);
      return (name === 'rich' || name === 'markup') && typeof found === 'function'
        ? isolating(found as Say)
        : found;
    },
  });
}
