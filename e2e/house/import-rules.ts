// House rules about imports between the layers.
import { forbidden, isBelow, isPackage, isTest, type Rule } from './rule';

/** A package of its own beside the app; its files are named by `codat-sandbox/…`. */
const SANDBOX = 'packages/codat-sandbox';
const CLIENT = 'packages/accord-client';
const PACKAGES = [SANDBOX, CLIENT];
const SERVERLESS_LIB = ['lib/domain', 'lib/action-state'];
/** Rooms of lib that are not verbs. */
const LIB_ROOMS = ['lib/domain', 'lib/codat', 'lib/auth', 'lib/i18n', 'lib/api', 'lib/security'];

const isVerb = (file: string) => /^lib\/[^/]+\//.test(file) && !isBelow(file, ...LIB_ROOMS) && !isTest(file);

const mayUseNext = (file: string) =>
  isBelow(file, 'app', 'lib/auth', 'lib/i18n', 'e2e') ||
  ['lib/action.ts', 'proxy.ts', 'next.config.mjs', 'instrumentation.ts'].includes(file);

export const importRules: Rule[] = [
  {
    name: 'app asks verbs, not the database',
    check: (s) =>
      isBelow(s.path, 'app') && !isTest(s.path) ? forbidden(s, (to, ours) => ours && isBelow(to, 'db')) : [],
    breaks: [['app/home/page.tsx', `import { findUser } from '@/db/queries/users';`]],
  },
  {
    name: 'components know the domain, and neither verbs nor the database',
    check: (s) =>
      isBelow(s.path, 'components') && !isTest(s.path)
        ? forbidden(s, (to, ours, type) => {
            if (!ours || type) return false;
            return isBelow(to, 'db', 'app', SANDBOX) || (isBelow(to, 'lib') && !mayComponentsUse(to));
          })
        : [],
    breaks: [
      ['components/card.tsx', `import { grantConsent } from '../lib/consent/grant-consent';`],
      ['components/card.tsx', `const db = await import('@/db/client');`],
    ],
  },
  {
    name: 'the domain is pure',
    check: (s) =>
      isBelow(s.path, 'lib/domain') && !isTest(s.path)
        ? forbidden(s, (to, ours) =>
            ours
              ? !isBelow(to, 'lib/domain')
              : !['canonicalize', 'colorjs.io', 'diff', 'ipaddr.js', 'node:crypto', 'node:url'].includes(
                  to,
                ) &&
                // What the queue holds is described where everybody who writes or reads it can import it.
                !(to === 'zod' && s.path === 'lib/domain/work/job-kinds.ts'),
          )
        : [],
    breaks: [
      ['lib/domain/x.ts', `import { z } from 'zod';`],
      ['lib/domain/x.ts', `import { clock } from '../clock';`],
    ],
  },
  {
    name: 'verbs know neither Next nor React',
    check: (s) =>
      isVerb(s.path) ? forbidden(s, (to) => isPackage(to, 'next', 'next-auth', 'next-intl', 'react')) : [],
    breaks: [['lib/consent/x.ts', `import { redirect } from 'next/navigation';`]],
  },
  {
    name: 'sentences come through the door that isolates names',
    check: (s) =>
      isBelow(s.path, 'e2e') ||
      s.path === 'lib/i18n/translations.ts' ||
      !/import [^;]*\bgetTranslations\b[^;]*'next-intl\/server'/.test(s.text)
        ? []
        : ['takes getTranslations from next-intl'],
    breaks: [['app/x/page.tsx', `import { getLocale, getTranslations } from 'next-intl/server';`]],
  },
  {
    name: 'nothing in lib knows the API, which knows the rest',
    check: (s) =>
      isBelow(s.path, 'lib') && !isBelow(s.path, 'lib/api') && !isTest(s.path)
        ? forbidden(s, (to, ours) => ours && isBelow(to, 'lib/api'))
        : [],
    breaks: [
      ['lib/metrics/x.ts', `import { createApi } from '../api/app';`],
      ['lib/x.ts', `const { apiPaths } = await import('./api/paths');`],
    ],
  },
  {
    name: 'Next stays at the edge',
    check: (s) =>
      mayUseNext(s.path)
        ? []
        : forbidden(s, (to, ours, type) => {
            if (ours || type || !isPackage(to, 'next', 'next-auth')) return false;
            return !(
              isBelow(s.path, 'components') && ['next/link', 'next/image', 'next/navigation'].includes(to)
            );
          }),
    breaks: [
      ['lib/api/x.ts', `import { cookies } from 'next/headers';`],
      ['components/x.tsx', `import { headers } from 'next/headers';`],
    ],
  },
  {
    name: 'lib/codat is the only door to Codat',
    check: (s) =>
      isBelow(s.path, 'lib/codat') || isTest(s.path)
        ? []
        : forbidden(s, (to) => isPackage(to, '@codat/platform')),
    breaks: [['lib/connection/x.ts', `import { CodatPlatform } from '@codat/platform';`]],
  },
  {
    name: 'SQL is written in db only',
    check: (s) =>
      isBelow(s.path, 'db') || isTest(s.path) || s.path === 'drizzle.config.ts'
        ? []
        : forbidden(s, (to) => isPackage(to, 'drizzle-orm', 'drizzle-kit', 'postgres')),
    breaks: [
      ['lib/consent/x.ts', `import { sql } from 'drizzle-orm';`],
      ['scripts/x.ts', `import postgres from 'postgres';`],
    ],
  },
  {
    name: 'db knows the domain and the environment',
    check: (s) =>
      isBelow(s.path, 'db') && !isTest(s.path)
        ? forbidden(s, (to, ours) => ours && !isBelow(to, 'db', 'lib/domain', 'lib/runtime/env'))
        : [],
    breaks: [['db/queries/x.ts', `import { log } from '../../lib/log';`]],
  },
  {
    name: 'a package imports nothing of the app, nor of another package',
    check: (s) => {
      const own = PACKAGES.find((folder) => isBelow(s.path, folder));
      return own === undefined ? [] : forbidden(s, (to, ours) => ours && !isBelow(to, own));
    },
    breaks: [
      ['packages/codat-sandbox/src/x.ts', `import { pickLocale } from '../../../lib/i18n/locale';`],
      ['packages/accord-client/src/x.ts', `import { decide } from '@/lib/domain/access/decide';`],
    ],
  },
  {
    name: 'the client of the decision API needs nothing but fetch',
    check: (s) =>
      isBelow(s.path, `${CLIENT}/src`) && !isTest(s.path) ? forbidden(s, (_, ours) => !ours) : [],
    breaks: [['packages/accord-client/src/x.ts', `import { setTimeout } from 'node:timers/promises';`]],
  },
  {
    name: 'nothing of the product starts or reads the sandbox',
    check: (s) =>
      isBelow(s.path, 'app', 'components', 'lib', 'db') && !isTest(s.path)
        ? forbidden(s, (to, ours) => ours && isBelow(to, SANDBOX, 'e2e', 'scripts', 'bench'))
        : [],
    breaks: [['lib/codat/x.ts', `import { API_KEY } from 'codat-sandbox/config/config';`]],
  },
  {
    name: 'a client file imports nothing of the server',
    check: (s) =>
      s.isClient
        ? forbidden(s, (to, ours, type) => {
            if (type) return false;
            if (!ours)
              return (
                isPackage(to, 'zod', 'server-only', 'next-auth', 'pino', 'drizzle-orm') ||
                to.startsWith('node:')
              );
            return isBelow(to, 'db') || (isBelow(to, 'lib') && !isBelow(to, ...SERVERLESS_LIB));
          })
        : [],
    breaks: [
      ['app/x/form.tsx', `'use client';\nimport { getEnv } from '@/lib/runtime/env';`],
      ['app/x/form.tsx', `'use client';\nimport { z } from 'zod';`],
    ],
  },
];

function mayComponentsUse(to: string): boolean {
  return isBelow(to, ...SERVERLESS_LIB, 'lib/i18n');
}
