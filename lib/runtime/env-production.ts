// Configuration schema: valid values that production refuses: published or weak secrets, and unencrypted addresses.

import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { sha256 } from '../domain/crypto/sha256';

/** Hashes of secrets in the published source of the sandbox. */
export const PUBLISHED_SECRETS: ReadonlySet<string> = new Set([
  '2e041bfd25c6f59b35d92389f79ce6678939d1937d0bf9ebee35d2f0ea1bd715',
  '56ac132e61741f3819ef7b10823338f0c6207330a31ca4f471b9b87743357a2b',
]);

const WAYS = ['plain-site', 'plain-database'] as const;

export const productionFields = {
  /** Refused values that this installation allows all the same. */
  ACCORD_ALLOW: z
    .string()
    .default('')
    .transform((value) => value.split(',').flatMap((way) => way.trim() || []))
    .refine(
      (ways) => ways.every((way) => WAYS.some((known) => known === way)),
      `may hold ${WAYS.join(' and ')}, separated by a comma`,
    ),
};

export interface Problem {
  name: string;
  message: string;
}

const SECRETS = [
  'CODAT_WEBHOOK_SECRET',
  'CODAT_WEBHOOK_SECRET_PREVIOUS',
  'OIDC_CLIENT_SECRET',
  'NEXTAUTH_SECRET',
];
/** Random secrets that the operator generates, as in .env.example. */
const OWN_SECRETS = ['NEXTAUTH_SECRET', 'METRICS_TOKEN', 'OUTBOUND_KEY', 'OUTBOUND_KEY_PREVIOUS'];
const DATABASES = ['DATABASE_URL', 'DATABASE_OWNER_URL'];
/** 32 random hex digits usually have 14 different ones, and almost never fewer than 8. */
const FEWEST_SIGNS = 8;
const LONGEST_PERIOD = 16;

/** @param text the raw value of a variable; empty if it is not set */
export function productionProblems(text: (name: string) => string): Problem[] {
  const allows = text('ACCORD_ALLOW')
    .split(',')
    .map((way) => way.trim());
  return [
    ...SECRETS.filter((name) => PUBLISHED_SECRETS.has(sha256(text(name)))).map((name) => ({
      name,
      message: 'is the demo sandbox’s, which everybody can read',
    })),
    ...OWN_SECRETS.filter((name) => text(name).length >= 32 && isGuessable(text(name))).map((name) => ({
      name,
      message: 'can be guessed; make a random one: openssl rand -hex 32',
    })),
    ...(isPlainHere(text('NEXTAUTH_URL')) && !allows.includes('plain-site')
      ? [
          {
            name: 'NEXTAUTH_URL',
            message: 'must be https: cookies would be sent in the clear (ACCORD_ALLOW=plain-site)',
          },
        ]
      : []),
    ...DATABASES.filter((name) => isInTheClear(text(name)) && !allows.includes('plain-database')).map(
      (name) => ({
        name,
        message: 'must have ?sslmode=require or stricter for another machine (ACCORD_ALLOW=plain-database)',
      }),
    ),
  ];
}

/** Few different characters, or one word repeated. */
function isGuessable(secret: string): boolean {
  if (new Set(secret).size < FEWEST_SIGNS) return true;
  return Array.from({ length: LONGEST_PERIOD }, (_, n) => n + 1).some((period) =>
    [...secret].every((sign, at) => sign === secret[at % period]),
  );
}

function isInTheClear(url: string): boolean {
  // Several hosts are not a valid URL, so the parts are read with an expression.
  const parts = /^postgres(?:ql)?:\/\/(?:[^@/]*@)?([^/?]*)[^?]*(?:\?(.*))?$/.exec(url);
  if (parts === null) return false;
  const query = new URLSearchParams(parts[2] ?? '');
  const mode = query.get('sslmode') ?? query.get('ssl') ?? '';
  if (['require', 'verify-ca', 'verify-full', 'true'].includes(mode)) return false;
  const hosts = (parts[1] ?? '')
    .split(',')
    .map((host) => host.replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1'));
  return hosts.some((host) => host !== '' && !host.startsWith('%2F') && !isThisMachine(host));
}

/** On other hosts http is refused anyway. */
function isPlainHere(url: string): boolean {
  return url.startsWith('http:') && URL.canParse(url) && isThisMachine(new URL(url).hostname);
}

/** In every spelling: names, all of 127, IPv4 within IPv6, and the unspecified address. */
export function isThisMachine(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return ipaddr.isValid(bare) && ['loopback', 'unspecified'].includes(ipaddr.process(bare).range());
}
