// Oracle of the access property: every sentence that is shown or mailed for a generated history at its moment, with the decisions it speaks of.
import {
  agreementNow,
  isOpenAccess,
  mayBeRead,
  shownAgreement,
  shownState,
} from '../lib/domain/access/access-now';
import { ACTIONS, answerTo } from '../lib/domain/access/access-question';
import { agreedPart, sourcesUnder } from '../lib/domain/access/agreed-product';
import { sourcesOf, throughOf } from '../lib/domain/access/agreement-facts';
import { decide } from '../lib/domain/access/decide';
import { explain, summarise } from '../lib/domain/access/explain';
import type { ConnectionFacts } from '../lib/domain/connection/connection';
import { agreementPeriods } from '../lib/domain/consent/agreement-periods';
import { stands } from '../lib/domain/consent/consent';
import { agreementAt, project } from '../lib/domain/consent/projection';
import { bankEndNow } from '../lib/domain/expiry/expiry';
import { dueNews } from '../lib/domain/expiry/expiry-told';
import { sharingNewsNow } from '../lib/domain/expiry/sharing-news';
import { doneNow } from '../lib/domain/next-step/done-now';
import { strengthOf } from '../lib/domain/next-step/next-connection';
import { nextStep } from '../lib/domain/next-step/next-step';
import { stepWords } from '../lib/domain/next-step/step-words';
import { groupsOf } from '../lib/domain/reading/read-groups';
import { outboundMessage } from '../lib/domain/work/outbound';
import { type Claim, MAIL_SENTENCES, SENTENCES } from './access-census';
import type { Answers, Said } from './access-claims';
import { connectionsOf, eventsOf, type Life, PII, PRODUCT, productOf, TYPES } from './access-lives';
import { dayOf, sampleEvent } from './sample-events';

const CLAIMS: ReadonlyMap<string, Claim> = new Map([
  ...Object.entries(SENTENCES),
  ...Object.entries(MAIL_SENTENCES),
]);

function say(key: string, now: Answers, atEnd: Answers = []): Said {
  const claim = CLAIMS.get(key);
  if (claim === undefined) throw new Error(`${key} is not in the census`);
  return { key, claim, now, atEnd };
}

const typeOf = (sourceType: string) => TYPES[sourceType === 'Banking' ? 'Banking' : 'Accounting'];

const THROUGH = {
  platforms: 'consents.platforms',
  'platforms-and-files': 'consents.platformsAndFiles',
  'without-access': 'consents.platformsEnded',
  files: 'consents.platformsFiles',
  none: 'consents.platformsNone',
  'none-then': 'consents.platformsWere',
} as const;

/** A generated history at its moment, and the functions that decide about it. */
function sceneOf(life: Life) {
  const at = dayOf(life.day);
  // Later events are not known yet: a stated end holds if nothing changes until then.
  const events = eventsOf(life).filter((body) => new Date(body.event_time) <= at);
  const { records: connections, past } = connectionsOf(life);
  const product = productOf(life);
  const facts = { companyExists: true, product, events, connections };
  const answers = (types: readonly string[], when = at): Answers =>
    types.map((type) => decide(facts, type, when));
  /** Agreement that covers all data of a connection's kind, to judge that connection alone. */
  const yes = [{ ...sampleEvent({ days: null, productId: PRODUCT.id }), pii: PII }];
  const ofOne = (connection: ConnectionFacts, when = at): Answers => [
    decide({ ...facts, events: yes, connections: [connection] }, typeOf(connection.sourceType), when),
  ];
  /** Decisions that allow reading because of this connection. */
  const through = ({ id, sourceType }: ConnectionFacts): Answers =>
    answers([typeOf(sourceType)]).filter((decision) => decision.connectionIds.includes(id));
  return { life, at, events, connections, past, facts, answers, ofOne, through };
}
type Scene = ReturnType<typeof sceneOf>;

export function sentencesOf(life: Life): Said[] {
  const scene = sceneOf(life);
  const said = [...ofConnections(scene), ...ofHome(scene)];
  const agreement = agreementAt(scene.events, PRODUCT.id, scene.at);
  if (agreement?.terms == null) return said;
  const { consent, terms } = agreement;
  const types = terms.pii.flatMap(({ pii_types }) => pii_types.map(({ id }) => id));
  const now = agreementNow(consent, sourcesUnder(terms, PRODUCT), scene.connections, scene.at);
  const agreed: Agreed = { consent, terms, types, now, all: scene.answers(types) };
  return [
    ...said,
    ...ofAgreement(scene, agreed),
    ...ofProduct(scene, agreed),
    ...ofReasons(scene, agreed),
    ...ofNews(scene, agreed),
    ...ofOutbound(scene, agreed),
  ];
}

interface Agreed {
  consent: NonNullable<ReturnType<typeof agreementAt>>['consent'];
  terms: NonNullable<NonNullable<ReturnType<typeof agreementAt>>['terms']>;
  types: string[];
  now: ReturnType<typeof agreementNow>;
  /** The decision about each kind of data that was agreed to. */
  all: Answers;
}

/** Sentences about connections on their pages, their cards and the page of banks. */
function ofConnections({ connections, at, ofOne }: Scene): Said[] {
  return connections.flatMap((connection) => {
    if (connection.isUpload) return [];
    const said: Said[] = [];
    const shown = shownState(connection, at);
    // A connection in doubt that gives no access is named as such beside its state.
    if (connection.doubt === null || shown === 'check') {
      said.push(say(`connections.explain.${shown}`, ofOne(connection)));
      said.push(say(`connections.state.${shown}`, ofOne(connection)));
    }
    const end = bankEndNow(connection, at);
    if (end === null) return said;
    said.push(say(`reconfirm.${end.told}`, ofOne(connection), ofOne(connection, end.endsAt)));
    if (end.isOver) said.push(say('home.ends.banks.over', ofOne(connection)));
    return said;
  });
}

function ofHome({ connections, at, answers }: Scene): Said[] {
  const everything = answers(Object.values(TYPES));
  const said: Said[] = [];
  if (!connections.some((one) => isOpenAccess(one, at))) said.push(say('home.connectedNone', everything));
  if (strengthOf([PRODUCT], connections, at).linked === 0) said.push(say('home.emptyTitle', everything));
  return said;
}

/** Sentences in lists, on pages and in staff tables. */
function ofAgreement({ events, connections, past, at, answers, through }: Scene, agreed: Agreed): Said[] {
  const { consent, types, now, all } = agreed;
  const shown = shownAgreement(consent, now, at);
  const said = [say(`consents.standing.${shown}`, all), say(`staff.standing.${shown}`, all)];
  if (shown === 'withdrawn') said.push(say('consents.stoppedText', all));
  if (shown === 'paused') said.push(say('consents.pausedText', all));
  if (shown === 'expired') {
    said.push(say('consents.expiredText', all), say('home.ends.consent.overText', all));
  }
  if (shown === 'expiring') {
    const atItsEnd = consent.expiresAt === null ? [] : answers(types, consent.expiresAt);
    said.push(say('consents.expiringText', all, atItsEnd), say('home.ends.consent.soonText', all, atItsEnd));
  }
  const period = agreementPeriods(events, at).findLast(({ productId }) => productId === PRODUCT.id);
  if (period?.endedAt !== null || !stands(consent, at)) return said;
  const told = throughOf(sourcesOf(period, PRODUCT, connections, past, at), period.endedAt);
  const key = THROUGH[told.kind];
  said.push(say(key, all));
  // Each platform that the sentence names.
  if (told.kind === 'platforms' || told.kind === 'platforms-and-files') {
    said.push(...told.connections.map((one) => say(key, through(one))));
  }
  return said;
}

/** Home, the product's page and its confirmation: the note speaks of the source of the next step, or of all. */
function ofProduct(
  { life, facts, connections, at, answers, ofOne, through }: Scene,
  { consent, terms, types, all }: Agreed,
): Said[] {
  const agreed = agreedPart(facts.product, terms);
  const step = nextStep(agreed, consent, connections, at);
  const { note } = stepWords({ agreed, consent, connections, step, hasDeclined: life.hasDeclined, now: at });
  const doubted = step.kind === 'check' ? connections.find(({ id }) => id === step.connectionId) : undefined;
  const about = 'sourceType' in step ? answers([typeOf(step.sourceType)]) : all;
  const done = doneNow(agreed, step, connections, at);
  // Where only files were sent, their use goes on.
  const isOfFiles = step.kind === 'amend' && done.heading === 'files';
  const said = isOfFiles ? [] : [say(`product.note.${note}`, doubted === undefined ? about : ofOne(doubted))];
  if (step.kind === 'paused' || step.kind === 'consent' || step.kind === 'check') return said;

  const hasFiles = done.linked.length > done.read.length;
  // Where no files replace a platform, each kind is read.
  if (note === 'ready' && !hasFiles)
    said.push(...types.map((type) => say('product.note.ready', answers([type]))));
  if (done.isComplete && done.heading === 'connected') said.push(say('done.agreedLead', all));
  switch (done.heading) {
    case 'connected':
      said.push(say('done.title', all), say('done.next.read', all));
      for (const one of done.read) said.push(say('done.agreement.from', through(one)));
      break;
    case 'files':
      said.push(say('done.filesTitle', all), say('done.filesText', all));
      break;
    case 'none':
      said.push(say('done.noneTitle', all));
      if (step.kind === 'reconnect' || step.kind === 'reconfirm') said.push(say('done.lostTitle', all));
      break;
    default:
      done.heading satisfies never;
  }
  const readable = connections.filter((one) => mayBeRead(one, at));
  if (groupsOf(agreed.data, readable, [], () => null).length > 0) said.push(say('done.railTitle', all));
  return said;
}

/** The explanation page, the decision that staff get, and the decision API's answer to each action. */
function ofReasons({ facts, at, answers }: Scene, { all }: Agreed): Said[] {
  const groups = explain(facts, at);
  const { readable, reason } = summarise(groups);
  const claim = readable === 'none' ? 'nothing-new' : 'reads';
  const said: Said[] = [{ key: `why.answer.${readable}`, claim, now: all, atEnd: [] }];
  for (const { id, decision } of groups.flatMap((group) => group.types)) {
    for (const action of ACTIONS)
      said.push(say(`staff.decisions.because.${answerTo(action, decision).reason}`, answers([id])));
  }
  if (readable !== 'none') said.push(say(`why.because.${reason}`, all));
  return said;
}

function ofNews(
  { life, connections, at, answers, ofOne }: Scene,
  { consent, terms, types, now, all }: Agreed,
): Said[] {
  const said: Said[] = [];
  const since = life.toldRounds ? consent.givenAt : new Date(terms.event_time);
  const open = [{ facts: { productId: PRODUCT.id, since: (since ?? at).toISOString() } }];
  const agreements = new Map([[PRODUCT.id, { now, givenAt: consent.givenAt }]]);
  const shown = sharingNewsNow([...open, ...open], agreements);
  if (shown.length > 1) throw new Error('«You are still sharing» is told twice at once');
  const isByFiles = now.access === 'files';
  if (shown.length > 0 && !isByFiles) said.push(say('home.news.still-sharing.title', all));
  const due = {
    companyId: 'c',
    consents: [consent],
    agreements,
    connections,
    now: at,
    told: new Set<string>(),
  };
  for (const news of dueNews(due)) {
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
        // An end that the bank announces itself ends no access in our record.
        if (connection === undefined || news.endsAt.getTime() !== connection.confirmBy?.getTime()) break;
        said.push(say('connectionExpiring.lead', [], ofOne(connection, news.endsAt)));
        break;
      default:
        throw new Error(`unknown news ${JSON.stringify(news satisfies never)}`);
    }
  }
  return said;
}

/** The event that webhook endpoints get right after the last event of the history. */
function ofOutbound({ events, answers }: Scene, { types }: Agreed): Said[] {
  const last = events.at(-1);
  if (last === undefined || last.event_type === 'source_added') return [];
  const row = events
    .slice(0, last.seq)
    .reduce<ReturnType<typeof project> | null>((before, body) => project(before, body), null);
  if (row === null || outboundMessage(last, 'h', row).data.standing.may_read) return [];
  const then = answers(types, new Date(last.event_time));
  return [{ key: 'outbound.may_read', claim: 'nothing-new', now: then, atEnd: [] }];
}
