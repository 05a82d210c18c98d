// View model of a receipt: the same facts on paper, on the page that verifies it and in letters. Runs in browsers too.
import type { SourceType } from '../connection/connection';
import { NOTICE_PHRASES } from '../notice/notice-phrases';
import { nameOfDataType } from '../product/data-vocabulary';
import { dateWords } from '../text/site-time';
import { isEnd, type Receipt } from './receipt';
import { RECEIPT_PHRASES } from './receipt-phrases';

export interface ReceiptFact {
  term: string;
  lines: string[];
  /** A code: shown in a monospaced font. */
  isCode?: boolean;
}

export interface ReceiptSection {
  id: 'happened' | 'terms' | 'after' | 'proof';
  heading: string | null;
  facts: ReceiptFact[];
}

export interface ReceiptWords {
  title: string;
  /** One sentence about the event. */
  lead: string;
  sections: ReceiptSection[];
}

/** In the zone named in the receipt, so that the dates are the same everywhere. */
function dates({ language, country, time_zone: timeZone }: Receipt['header']) {
  const words = dateWords(language, { country, timeZone });
  return {
    day: (iso: string) => words.day(new Date(iso)),
    moment: (iso: string) => words.moment(new Date(iso)),
  };
}

/** The receipt in the language in which the customer was asked. */
export function receiptWords(receipt: Receipt): ReceiptWords {
  const { event, processing } = receipt;
  const { language } = receipt.header;
  const [p, format] = [RECEIPT_PHRASES[language], dates(receipt.header)];
  const isOver = isEnd(event.event_type);
  return {
    title: p.title(processing.service.name),
    lead: event.on_request === undefined ? p.happened[event.event_type] : p.doneOnRequest,
    sections: [
      { id: 'happened', heading: null, facts: happened(receipt, format) },
      { id: 'terms', heading: isOver ? p.endedHeading : p.agreedHeading, facts: terms(receipt, format) },
      { id: 'after', heading: isOver ? null : p.afterHeading, facts: after(receipt, format) },
      { id: 'proof', heading: p.proofHeading, facts: proof(receipt) },
    ],
  };
}

type Format = ReturnType<typeof dates>;
const fact = (term: string, ...lines: string[]): ReceiptFact => ({ term, lines });
const code = (term: string, value: string): ReceiptFact => ({ term, lines: [value], isCode: true });
/** A fact without lines is left out. */
const some = (term: string, lines: string[]): ReceiptFact[] =>
  lines.length === 0 ? [] : [fact(term, ...lines)];

function byWhom({ header, event, party_identification: parties }: Receipt): string {
  const p = RECEIPT_PHRASES[header.language];
  const { entity } = event;
  if (entity.kind === 'customer') return `${entity.name}, ${p.roles[entity.role] ?? entity.role}`;
  if (entity.kind !== 'staff') return p.automatically;
  const controller = parties.find(({ party_role: role }) => role === 'pii_controller')?.party_name;
  return controller === undefined ? entity.name : `${entity.name}, ${controller}`;
}

function happened(receipt: Receipt, format: Format): ReceiptFact[] {
  const { header, processing, event } = receipt;
  const p = RECEIPT_PHRASES[header.language];
  const { on_request: asked } = event;
  const { name, version } = processing.service;
  return [
    fact(p.business, header.business_name),
    fact(p.product, p.version(name, version)),
    fact(p.recorded, format.moment(event.event_time)),
    fact(p.by, byWhom(receipt)),
    ...some(p.identified, identification(receipt, format)),
    ...(asked === undefined ? [] : [fact(p.asked, p.askedBy(asked.asked_by, p.channels[asked.channel]))]),
    ...some(p.reason, event.change.reason === null ? [] : [event.change.reason]),
  ];
}

function identification({ header, event }: Receipt, format: Format): string[] {
  const { identification: known } = event;
  if (known === undefined) return [];
  const p = RECEIPT_PHRASES[header.language];
  const said = [...(known.acr === null ? [] : [known.acr]), ...known.amr].join(', ');
  return [
    p.identifiedBy[known.method](format.moment(known.time)),
    ...(said === '' ? [] : [p.identifiedHow(said)]),
  ];
}

function terms(receipt: Receipt, format: Format): ReceiptFact[] {
  const { header, processing, event } = receipt;
  const [p, n] = [RECEIPT_PHRASES[header.language], NOTICE_PHRASES[header.language]];
  const { valid_from: from, valid_until: until } = event.validity_duration;
  const frequency = n.frequency[processing.collection_frequency as keyof typeof n.frequency];
  const parties = (role: string) =>
    receipt.party_identification.flatMap((party) => (party.party_role === role ? party.party_name : []));
  const isOver = isEnd(event.event_type);
  const limit = isOver ? p.agreedUntil : p.until;
  return [
    fact(p.from, format.day(from)),
    until === null ? fact(n.howLong, n.once) : fact(limit, format.day(until)),
    ...some(
      p.why,
      receipt.purposes.map((purpose) => purpose.text),
    ),
    ...some(isOver ? p.whatWas : p.what, dataLines(receipt)),
    ...changes(receipt),
    ...(isOver ? [] : [fact(p.back, n.history(processing.history_months))]),
    ...(isOver ? [] : [fact(p.often, frequency ?? processing.collection_frequency)]),
    ...some(
      p.platforms,
      processing.sources.map(({ platform_name: platform, organisation }) =>
        organisation === null ? platform : p.organisation(platform, organisation),
      ),
    ),
    ...some(p.controller, parties('pii_controller')),
    ...some(p.processors, parties('pii_processor')),
    ...some(p.recipients, parties('recipient_third_party')),
  ];
}

/** One line per kind of platform, grouped as in the notice. */
function dataLines(receipt: Receipt): string[] {
  const n = NOTICE_PHRASES[receipt.header.language];
  const kinds = [...new Set(receipt.pii.map((cluster) => cluster.source_type))];
  return kinds.map((kind) => {
    const names = receipt.pii
      .filter((cluster) => cluster.source_type === kind)
      .flatMap((cluster) => cluster.pii_types)
      .map(({ name, pii_optional: isOptional }) => (isOptional ? `${name} (${n.optional})` : name));
    return n.benefit(n.sourceTitle[kind as SourceType] ?? kind, names.join(', '));
  });
}

/** Additions and removals of an amendment. */
function changes(receipt: Receipt): ReceiptFact[] {
  const { header, event } = receipt;
  const change = event.change.terms;
  if (change === undefined) return [];
  const p = RECEIPT_PHRASES[header.language];
  const namesOf = (parts: typeof change.added) => [
    ...parts.pii_types.map((id) => nameOfDataType(id)[header.language]),
    ...receipt.purposes.filter(({ id }) => parts.purposes.includes(id)).map(({ text }) => text),
    ...parts.parties,
  ];
  return [
    ...some(p.added, listed(namesOf(change.added))),
    ...some(p.removed, listed(namesOf(change.removed))),
  ];
}

/** A number that wraps over two lines is hard to read and to dial. */
const unbroken = (number: string) => number.replaceAll(' ', '\u00a0');

const listed = (names: string[]) => (names.length === 0 ? [] : [names.join(', ')]);

function after({ header, processing }: Receipt, format: Format): ReceiptFact[] {
  const [p, n] = [RECEIPT_PHRASES[header.language], NOTICE_PHRASES[header.language]];
  const { retention_days: days, deletion, deleted_by: deletedBy } = processing.after_end;
  if (deletedBy !== null) {
    const data = deletion === 'delete' ? p.deletedNow : p.deletedBy(format.day(deletedBy));
    return [fact(p.data, data, n.stopEarlier)];
  }
  const address = (type: string) =>
    processing.withdrawal_method.find((way) => way.type === type)?.address ?? '';
  const ways = [n.stopText, n.stopOther(address('email'), unbroken(address('phone'))), n.stopEarlier];
  return [fact(p.data, n.retention(days)), fact(p.stop, ...ways)];
}

function proof({ header, processing, event, ledger }: Receipt): ReceiptFact[] {
  const p = RECEIPT_PHRASES[header.language];
  const previous = event.change.previous_record_id;
  return [
    code(p.number, header.receipt_id),
    fact(p.entry, p.entryOf(ledger.seq)),
    code(p.record, header.record_id),
    code(p.hash, ledger.hash),
    ledger.prev_hash === null ? fact(p.previous, p.first) : code(p.previous, ledger.prev_hash),
    code(p.words, processing.privacy_notice.hash),
    ...(previous === null ? [] : [code(p.earlier, previous)]),
  ];
}
