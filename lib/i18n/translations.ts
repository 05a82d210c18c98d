// Translator: values are isolated by writing direction, so that no name can reorder a sentence.
// Translators live as long as the process: next-intl would parse each message again for each page.
import type { Locale } from '../domain/text/language';
import 'server-only';
import { createTranslator } from 'next-intl';
import type { getTranslations as load } from 'next-intl/server';
import { getLocale } from 'next-intl/server';
import { isolatedAll } from '../domain/text/isolate';
import { MESSAGES } from './messages';
import { sitePlace } from './site-place';

/** The type that all namespaces share: their exact types are those of `next-intl/server`. */
type Say = (key: string, values?: object, ...rest: unknown[]) => unknown;
type Create = (config: { locale: Locale; messages: object; namespace?: string; timeZone: string }) => Say;

const create = createTranslator as unknown as Create;
const made = new Map<string, Say>();

function translatorOf(locale: Locale, namespace: string): Say {
  const key = `${locale} ${namespace}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const { timeZone } = sitePlace();
  const say = isolating(create({ locale, messages: MESSAGES[locale], namespace, timeZone }));
  made.set(key, say);
  return say;
}

/** As in `next-intl/server`, for the language of the request. */
export const getTranslations = (async (namespace: string) =>
  translatorOf(await getLocale(), namespace)) as unknown as typeof load;

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
