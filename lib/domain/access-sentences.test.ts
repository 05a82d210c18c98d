// Property: at no moment of any life does a sentence about access contradict the decision for that moment.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHOICES, type Claim, MAIL_SENTENCES, SENTENCES } from '../../e2e/access-census';
import { dayOf, EVENT_TYPES, sampleEvent } from '../../e2e/sample-events';
import en from '../../messages/en.json';
import fr from '../../messages/fr.json';
import { ACCESS_RULES, ruleFor } from './access-days';
import { agreementNow, connectionNow, shownAgreement, shownState } from './access-now';
import { agreedPart, agreedSources } from './agreed-product';
import { sourcesOf } from './agreement-facts';
import { agreementPeriods } from './agreement-periods';
import type { ConnectionEventKind, ConnectionFacts } from './connection';
import { type ConsentEventBody, stands } from './consent';
import { type Decision, decide } from './decide';
import {
  type ConnectionHappening,
  type ConnectionRecord,
  connectionsAt,
  type OrganisationQuestion,
} from './decide-past';
import { type AccessFacts, bankTimes, isLostBank, wayToGoOn } from './expiry';
import { dueNews } from './expiry-told';
import { explain, summarise } from './explain';
import { MAIL_PHRASES } from './mail-phrases';
import { nextStep } from './next-step';
import { outboundMessage } from './outbound';
import type { Product } from './product';
import { agreementAt, project } from './projection';
import { sharingNewsNow } from './sharing-news';

const LIVES = 5_000;
const both = (text: string) => ({ en: text, fr: text });
const PRODUCT: Product = {
  id: 'lending',
  version: 1,
  asksSince: 1,
  name: both('Lending'),
  promise: both(''),
  benefits: [],
  purposes: [],
  sources: [
    { sourceType: 'Accounting', required: true, benefit: both(''), acceptsFiles: true },
    { sourceType: 'Banking', required: true, benefit: both('') },
  ],
  data: [
    {
      id: 'sales',
      sourceType: 'Accounting',
      label: both(''),
      dataTypes: [{ id: 'invoices', required: true }],
    },
    {
      id: 'bank',
      sourceType: 'Banking',
      label: both(''),
      dataTypes: [{ id: 'transactions', required: true }],
    },
  ],
  historyMonths: 24,
  frequency: 'daily',
  durationMonths: 12,
  retentionDays: 30,
  parties: [],
};
const TYPES = { Accounting: 'invoices', Banking: 'transactions' } as const;
const PII = PRODUCT.data.map(({ id, sourceType, dataTypes }) => ({
  cluster: id,
  source_type: sourceType,
  pii_types: dataTypes.map((type) => ({ id: type.id, pii_optional: false })),
  direction: 'read' as const,
}));

const KINDS: readonly ConnectionEventKind[] = [
  ...(['linked', 'relinked', 'reconfirmed', 'lapsed', 'unlinked', 'deauthorized', 'deleted'] as const),
  ...(['organisation-confirmed', 'organisation-refused'] as const),
];
const KEYS = ['natwest_uk', 'bnp_fr', 'suuo', 'gbol'] as const;
const anyDay = fc.integer({ min: 0, max: 420 });
const anyConnection = fc.record({
  key: fc.constantFrom(...KEYS),
  isUpload: fc.integer({ min: 0, max: 5 }).map((roll) => roll === 0),
  firstDay: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      wait: fc.integer({ min: 0, max: 120 }),
      byPerson: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  question: fc.option(
    fc.record({
      asked: anyDay,
      wait: fc.integer({ min: 0, max: 60 }),
      answer: fc.constantFrom(null, 'right', 'wrong'),
    }),
    { nil: null, freq: 3 },
  ),
});
const anyLife = fc.record({
  events: fc.array(
    fc.record({
      type: fc.oneof(
        { weight: 2, arbitrary: fc.constant('given' as const) },
        { weight: 3, arbitrary: fc.constantFrom(...EVENT_TYPES) },
      ),
      wait: fc.integer({ min: 0, max: 90 }),
      days: fc.option(fc.integer({ min: 1, max: 400 })),
      both: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  connections: fc.array(anyConnection, { maxLength: 3 }),
  day: anyDay,
  toldRounds: fc.boolean(),
});
type Life = typeof anyLife extends fc.Arbitrary<infer L> ? L : never;

function eventsOf({ events }: Life): ConsentEventBody[] {
  let day = 0;
  return events.map(({ type, wait, days, both: all }, index) => {
    day += wait;
    const body = sampleEvent({ type, day, days, productId: PRODUCT.id, seq: index + 1 });
    return { ...body, pii: all ? PII : PII.slice(0, 1) };
  });
}

/** As the database has it, with all that its time counts from. */
type StoredConnection = ConnectionRecord &
  Pick<AccessFacts, 'accessDays' | 'goesOn' | 'isLapsed'> &
  Required<Pick<ConnectionFacts, 'doubt' | 'confirmBy'>>;

function connectionsOf({ connections, day }: Life) {
  const happened: ConnectionHappening[] = [];
  const questions: OrganisationQuestion[] = [];
  const records = connections.map(({ key, isUpload, firstDay, steps, question }, index): StoredConnection => {
    const connectionId = `c${index}`;
    let at = firstDay ?? 0;
    if (firstDay !== null)
      happened.push({ connectionId, kind: 'linked', at: dayOf(at), organisation: null, by: null });
    for (const { kind, wait, byPerson } of firstDay === null ? [] : steps) {
      at += wait;
      happened.push({ connectionId, kind, at: dayOf(at), organisation: null, by: byPerson ? 'Maya' : null });
    }
    if (question !== null) {
      const answered = question.answer === null ? null : dayOf(question.asked + question.wait);
      questions.push({
        connectionId,
        askedAt: dayOf(question.asked),
        answer: question.answer,
        answeredAt: answered,
      });
    }
    const rule = ruleFor(ACCESS_RULES, key);
    return {
      id: connectionId,
      platformKey: key,
      platformName: key,
      sourceType: key === 'gbol' ? 'Accounting' : 'Banking',
      isUpload,
      state: 'PendingAuth',
      organisation: null,
      createdAt: dayOf(0),
      firstLinkedAt: firstDay === null ? null : dayOf(firstDay),
      accessDays: rule?.days ?? null,
      goesOn: rule?.goesOn ?? 'here',
      doubt: null,
      confirmBy: null,
      isLapsed: false,
    };
  });
  const then = connectionsAt(records, { happened, questions }, dayOf(day));
  const last = (id: string, ...kinds: ConnectionEventKind[]) =>
    happened.findLast((one) => one.connectionId === id && one.at <= dayOf(day) && kinds.includes(one.kind))
      ?.at ?? null;
  return {
    past: { happened, questions },
    records: then.map((row) => ({
      ...row,
      authorisedAt: last(row.id, 'linked', 'relinked', 'reconfirmed'),
      signedInAt: last(row.id, 'linked', 'relinked'),
      reconfirmedAt: last(row.id, 'reconfirmed'),
      lostAt: last(row.id, 'deauthorized'),
    })),
  };
}

/** What `decide` says to each kind of data. */
type Answers = readonly Decision[];
const allowed = (answers: Answers) => answers.some(({ outcome }) => outcome === 'allow');
const usable = (answers: Answers) => answers.some(({ mayUseDataRead }) => mayUseDataRead);

function contradicts({ claim, now, atEnd }: Said): boolean {
  switch (claim) {
    case 'reads':
      return !allowed(now);
    case 'data-read':
      return allowed(now) || !usable(now);
    case 'nothing-new':
      return allowed(now);
    case 'nothing':
      return allowed(now) || usable(now);
    case 'ends':
      return allowed(atEnd);
    case 'general':
      return false;
    default:
      return claim satisfies never;
  }
}

interface Said {
  key: string;
  claim: Claim;
  now: Answers;
  /** At the day that the sentence names. */
  atEnd: Answers;
}

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

const NAMESPACES = ['consents', 'connections', 'home', 'product', 'why', 'reconfirm', 'staff', 'done'];
const ABOUT_ACCESS = {
  en: /\b(reads?|reading|shar\w+|access\w*|connected|used?)\b/i,
  fr: /(?<![\p{L}’])(lit|lue?s?|lire|lisons|partag\p{L}+|accès|connect\p{L}+)(?!\p{L})/iu,
};

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
