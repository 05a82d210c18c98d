// Property: at no moment of any life does a sentence about access contradict the decision for that moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ABOUT_ACCESS,
  CHOICES,
  type Claim,
  MAIL_SENTENCES,
  NAMESPACES,
  SENTENCES,
} from '../../e2e/access-census';
import { type Answers, contradicts, type Said } from '../../e2e/access-claims';
import { anyLife, connectionsOf, eventsOf, type Life, PII, PRODUCT, TYPES } from '../../e2e/access-lives';
import { dayOf, sampleEvent } from '../../e2e/sample-events';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';
import { agreementNow, connectionNow, shownAgreement, shownState } from './access-now';
import { agreedPart, agreedSources } from './agreed-product';
import { sourcesOf } from './agreement-facts';
import { agreementPeriods } from './agreement-periods';
import type { ConnectionFacts } from './connection';
import { stands } from './consent';
import { decide } from './decide';
import { bankTimes, isLostBank, wayToGoOn } from './expiry';
import { dueNews } from './expiry-told';
import { explain, summarise } from './explain';
import { MAIL_PHRASES } from './mail-phrases';
import { nextStep } from './next-step';
import { outboundMessage } from './outbound';
import { agreementAt, project } from './projection';
import { sharingNewsNow } from './sharing-news';

const LIVES = 5_000;
const CLAIMS: ReadonlyMap<string, Claim> = new Map([
  ...Object.entries(SENTENCES),
  ...Object.entries(MAIL_SENTENCES),
]);

function say(key: string, now: Answers, atEnd: Answers = []): Said {
  const claim = CLAIMS.get(key);
  if (claim === undefined) throw new Error(`${key} is not in the census`);
  return { key, claim, now, atEnd };
}

/** Every sentence that is shown or mailed in this life at its moment, with the decisions that it speaks of. */
function sentencesOf(life: Life): Said[] {
  const at = dayOf(life.day);
  // What comes later is not known yet: an end that is told holds if nothing changes until then.
  const events = eventsOf(life).filter((body) => new Date(body.event_time) <= at);
  const { records: connections, past } = connectionsOf(life);
  const facts = { companyExists: true, product: PRODUCT, events, connections };
  const answers = (
    types: readonly string[],
    when = at,
    all: readonly ConnectionFacts[] = connections,
  ): Answers => types.map((type) => decide({ ...facts, connections: all }, type, when));
  const said: Said[] = [];

  // One connection, as its page and its card tell of it: held against an agreement that covers all of its kind.
  const yes = [{ ...sampleEvent({ days: null, productId: PRODUCT.id }), pii: PII }];
  const ofOne = (connection: ConnectionFacts, when = at) =>
    [TYPES[connection.sourceType === 'Banking' ? 'Banking' : 'Accounting']].map((type) =>
      decide({ ...facts, events: yes, connections: [connection] }, type, when),
    );
  for (const connection of connections) {
    const shown = shownState(connection, at);
    if (connection.isUpload) continue;
    const isDoubted = connection.doubt !== null && shown !== 'check';
    // What is doubted and gives no access is told as such right beside its state.
    if (!isDoubted) said.push(say(`connections.explain.${shown}`, ofOne(connection)));
    if (!isDoubted) said.push(say(`connections.state.${shown}`, ofOne(connection)));
    if (wayToGoOn(connection, at) !== null && connection.state === 'Unlinked') {
      said.push(say('reconfirm.ended', ofOne(connection)));
    }
    const times = bankTimes(connection);
    if (isLostBank(connection) || (times !== null && times.confirmBy <= at)) {
      said.push(say('home.ends.banks.over', ofOne(connection)));
    }
  }

  const agreement = agreementAt(events, PRODUCT.id, at);
  if (agreement?.terms == null) return said;
  const { consent, terms } = agreement;
  const sources = agreedSources(terms);
  const types = terms.pii.flatMap(({ pii_types }) => pii_types.map(({ id }) => id));
  const agreed = agreedPart(PRODUCT, terms);
  const now = agreementNow(consent, sources, connections, at);
  const all = answers(types);

  // Lists, pages, staff tables.
  const shown = shownAgreement(consent, now, at);
  said.push(say(`consents.standing.${shown}`, all), say(`staff.standing.${shown}`, all));
  if (shown === 'withdrawn') said.push(say('consents.stoppedText', all));
  if (shown === 'paused') said.push(say('consents.pausedText', all));
  if (shown === 'expired')
    said.push(say('consents.expiredText', all), say('home.ends.consent.overText', all));
  const atItsEnd = consent.expiresAt === null ? [] : answers(types, consent.expiresAt);
  if (shown === 'expiring') {
    said.push(say('consents.expiringText', all, atItsEnd), say('home.ends.consent.soonText', all, atItsEnd));
  }
  const period = agreementPeriods(events, at).findLast(({ productId }) => productId === PRODUCT.id);
  if (period?.endedAt === null && stands(consent, at)) {
    for (const { id, sourceType, isUpload } of sourcesOf(period, connections, past, at).serving) {
      const own = answers([TYPES[sourceType === 'Banking' ? 'Banking' : 'Accounting']]);
      if (!isUpload) {
        said.push({
          key: 'consents.platforms',
          claim: 'reads',
          now: own.filter((d) => d.connectionIds.includes(id)),
          atEnd: [],
        });
      }
    }
  }

  // Product page and home: the note speaks of the source that the step is about, or of all of them.
  const step = nextStep(agreed, consent, connections, at);
  const about =
    'sourceType' in step ? [TYPES[step.sourceType === 'Banking' ? 'Banking' : 'Accounting']] : types;
  const byFiles = connections.some((c) => connectionNow(c, at).access === 'files');
  if (step.kind !== 'ready') said.push(say(`product.note.${step.kind}`, answers(about)));
  else if (!byFiles) for (const type of types) said.push(say('product.note.ready', answers([type])));

  // The page of reasons, and what staff are answered.
  const groups = explain(facts, at);
  const { readable, reason } = summarise(groups);
  said.push({
    key: `why.answer.${readable}`,
    claim: readable === 'none' ? 'nothing-new' : 'reads',
    now: all,
    atEnd: [],
  });
  for (const { id, decision } of groups.flatMap((group) => group.types)) {
    said.push(say(`staff.decisions.because.${decision.reason}`, answers([id])));
  }
  if (readable !== 'none') said.push(say(`why.because.${reason}`, all));

  // News and letters.
  const since = life.toldRounds ? consent.givenAt : terms === null ? null : new Date(terms.event_time);
  const open = [{ facts: { productId: PRODUCT.id, since: (since ?? at).toISOString() } }];
  const agreements = new Map([[PRODUCT.id, { now, givenAt: consent.givenAt }]]);
  const shownNews = sharingNewsNow([...open, ...open], agreements);
  expect(shownNews.length).toBeLessThanOrEqual(1);
  const isByFiles = now.access === 'files';
  if (shownNews.length > 0 && !isByFiles) said.push(say('home.news.still-sharing.title', all));
  for (const news of dueNews({
    companyId: 'c',
    consents: [consent],
    agreements,
    connections,
    now: at,
    told: new Set(),
  })) {
    const connection =
      'connectionId' in news ? connections.find(({ id }) => id === news.connectionId) : undefined;
    switch (news.kind) {
      case 'still-sharing':
        if (!news.isQuiet && !isByFiles) said.push(say('stillSharing.subject', all));
        break;
      case 'consent-expiring':
        said.push(say('consentExpiring.lead', all, answers(types, news.endsAt)));
        break;
      case 'connection-expired':
        if (connection === undefined || connection.doubt !== null) break;
        said.push(say(`connectionExpired.${news.why}`, ofOne(connection)));
        break;
      case 'connection-expiring':
        // The bank's own end is the bank's word: nothing here ends with it.
        if (connection === undefined || news.endsAt.getTime() !== connection.confirmBy?.getTime()) break;
        said.push(say('connectionExpiring.lead', [], ofOne(connection, news.endsAt)));
        break;
      default:
        throw new Error(`unknown news ${JSON.stringify(news satisfies never)}`);
    }
  }

  // What subscribers are told right after the last event.
  const last = events.at(-1);
  if (last !== undefined && last.event_type !== 'source_added') {
    const row = events
      .slice(0, last.seq)
      .reduce<ReturnType<typeof project> | null>((before, body) => project(before, body), null);
    const then = answers(types, new Date(last.event_time));
    if (row !== null && !outboundMessage(last, 'h', row).data.standing.may_read) {
      said.push({ key: 'outbound.may_read', claim: 'nothing-new', now: then, atEnd: [] });
    }
  }
  return said;
}

test(`in ${LIVES} lives no sentence contradicts the decision for its moment`, {
  timeout: 10 * 60_000,
}, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyLife, (life) => {
      for (const said of sentencesOf(life)) {
        const { key, claim, now, atEnd } = said;
        seen.add(key);
        if (contradicts(said)) {
          const reasons = [...now, ...atEnd].map(({ reason }) => reason).join(', ');
          throw new Error(
            `${key} claims “${claim}”, and the decision is: ${reasons || 'no such connection'}`,
          );
        }
      }
    }),
    { numRuns: LIVES },
  );
  // The lives reach what the sentences are for.
  for (const key of REACHED) expect([key, seen.has(key)]).toEqual([key, true]);
});

const REACHED = [
  ...[
    'given',
    'expiring',
    'paused',
    'expired',
    'withdrawn',
    'lapsed',
    'lost',
    'files',
    'unconnected',
    'check',
  ].map((shown) => `consents.standing.${shown}`),
  ...['Linked', 'lapsed', 'Deauthorized', 'Unlinked', 'PendingAuth', 'check'].map(
    (s) => `connections.explain.${s}`,
  ),
  ...['ready', 'reconfirm', 'reconnect', 'finish', 'connect', 'paused'].map((kind) => `product.note.${kind}`),
  ...[
    'home.news.still-sharing.title',
    'stillSharing.subject',
    'connectionExpired.lapsed',
    'connectionExpired.lost',
  ],
  ...['connectionExpiring.lead', 'consentExpiring.lead', 'outbound.may_read', 'consents.platforms'],
];

function* leaves(tree: object, path: string): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') yield [key, value];
    else yield* leaves(value, key);
  }
}

test('every sentence that speaks of access has its line in the census, and no line is without a sentence', () => {
  const speaking = ([language, messages]: ['en' | 'fr', object]) =>
    [...leaves(messages, '')]
      .filter(
        ([key, text]) => NAMESPACES.includes(key.split('.')[0] ?? '') && ABOUT_ACCESS[language].test(text),
      )
      .map(([key]) => key);
  const keys = new Set([...speaking(['en', en]), ...speaking(['fr', fr])]);
  const missing = [...keys].filter(
    (key) => !Object.hasOwn(SENTENCES, key) && !CHOICES.some((choice) => key.startsWith(choice)),
  );
  expect(missing).toEqual([]);
  const there = new Set([...leaves(en, '')].map(([key]) => key));
  expect(Object.keys(SENTENCES).filter((key) => !there.has(key))).toEqual([]);
});

test('every phrase of the letters about access has its line as well', () => {
  const parts = [
    'connectionExpired',
    'connectionExpiring',
    'consentExpiring',
    'consentExpired',
    'stillSharing',
  ] as const;
  const phrases = parts.flatMap((part) =>
    Object.keys(MAIL_PHRASES.en[part]).map((name) => `${part}.${name}`),
  );
  expect(phrases.sort()).toEqual(Object.keys(MAIL_SENTENCES).sort());
});
