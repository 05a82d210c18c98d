// Builder of consent notices: one text from the product, shown on the page, stored and hashed.

import type { SourceType } from '../connection/connection';
import { sha256 } from '../crypto/sha256';
import { nameOfDataType } from '../product/data-vocabulary';
import type { DataCluster, Product } from '../product/product';
import { sourceTypesOf } from '../product/product';
import type { Locale } from '../text/language';
import { NOTICE_PHRASES, type NoticePhrases } from './notice-phrases';

/** The organisation that asks, as configured. */
export interface Controller {
  name: string;
  email: string;
  phone: string;
}

export interface NoticeGroup {
  /** The platform of the group, and a remark if it is only read when connected. */
  heading: string;
  clusters: { label: string; items: string[] }[];
}

export interface NoticeSection {
  id: 'what' | 'why' | 'how-long' | 'who' | 'platforms' | 'stop';
  heading: string;
  /** A short fact beside the heading, such as «12 months». */
  detail: string | null;
  groups: NoticeGroup[];
  lines: string[];
}

/** An optional source, with a box of its own. */
export interface NoticeOption {
  sourceType: SourceType;
  /** The sentence beside its box. */
  label: string;
  /** Its benefit for the customer. */
  benefit: string;
}

export interface NoticeWording {
  language: Locale;
  title: string;
  lead: string;
  facts: string[];
  sections: NoticeSection[];
  /** Optional parts of the request; empty when all of it is required. */
  options: NoticeOption[];
  /** The sentence beside the box that the customer ticks. */
  statement: string;
}

/** The consent request of a product in one language. Pure: the same input gives the same words. */
export function buildNotice(product: Product, controller: Controller, language: Locale): NoticeWording {
  const p = NOTICE_PHRASES[language];
  const asked = sourceTypesOf(product).filter((type) =>
    product.sources.some((s) => s.required && s.sourceType === type),
  );
  const name = product.name[language];
  return {
    language,
    title: p.title(asked.map((type) => p.source[type]).join(` ${p.and} `)),
    lead: p.lead(controller.name, name),
    // The purposes come first: why is the first thing a customer asks.
    facts: [
      ...product.purposes.map((purpose) => purpose.text[language]),
      p.readOnly,
      p.history(product.historyMonths),
    ],
    sections: [
      whatSection(product, p, language),
      section('why', p.why, null, whyLines(product, p, language)),
      section(
        'how-long',
        p.howLong,
        product.durationMonths === null ? p.once : p.months(product.durationMonths),
        [p.frequency[product.frequency], p.until(product.durationMonths), p.retention(product.retentionDays)],
      ),
      whoSection(product, controller, p, language),
      section('platforms', p.platforms, null, [p.platformsText(controller.name)]),
      section('stop', p.stop, p.stopShort, [
        p.stopText,
        p.stopOther(controller.email, controller.phone),
        p.stopEarlier,
      ]),
    ],
    options: optionsOf(product, p, language),
    statement: p.statement(controller.name, name),
  };
}

function section(
  id: NoticeSection['id'],
  heading: string,
  detail: string | null,
  lines: string[],
): NoticeSection {
  return { id, heading, detail, groups: [], lines };
}

function whatSection(product: Product, p: NoticePhrases, language: Locale): NoticeSection {
  const groups = sourceTypesOf(product).map((type) => ({
    heading: p.fromSource(
      p.platform[type],
      product.sources.some((s) => s.sourceType === type && s.required),
    ),
    clusters: product.data.filter((c) => c.sourceType === type).map((c) => describeCluster(c, p, language)),
  }));
  const required = product.sources.filter((s) => s.required).map((s) => s.sourceType);
  const kinds = product.data.filter((c) => required.includes(c.sourceType)).length;
  return {
    id: 'what',
    heading: p.what,
    detail: p.whatCount(kinds),
    groups,
    lines: [],
  };
}

function optionsOf(product: Product, p: NoticePhrases, language: Locale): NoticeOption[] {
  return product.sources
    .filter((source) => !source.required)
    .map(({ sourceType, benefit }) => ({
      sourceType,
      label: p.option[sourceType],
      benefit: benefit[language],
    }));
}

/** The use of each data type to the customer. */
function whyLines(product: Product, p: NoticePhrases, language: Locale): string[] {
  return sourceTypesOf(product).flatMap((type) => {
    const source = product.sources.find((one) => one.sourceType === type);
    return source === undefined ? [] : [p.benefit(p.sourceTitle[type], source.benefit[language])];
  });
}

function describeCluster(
  cluster: DataCluster,
  p: NoticePhrases,
  language: Locale,
): NoticeGroup['clusters'][number] {
  const items = cluster.dataTypes.map((type) => {
    const name = nameOfDataType(type.id)[language];
    return type.required ? name : `${name} (${p.optional})`;
  });
  return { label: cluster.label[language], items };
}

function whoSection(
  product: Product,
  controller: Controller,
  p: NoticePhrases,
  language: Locale,
): NoticeSection {
  const parties = product.parties.map((party) => {
    const only = party.onlyFor === undefined ? '' : ` ${p.onlyFor(p.source[party.onlyFor])}`;
    return `${party.name}. ${party.does[language]}${only}`;
  });
  // Most people see this row closed, so it names all required recipients, as the lines below it do.
  const required = product.sources.filter((one) => one.required).map((one) => one.sourceType);
  const names = product.parties
    .filter(({ onlyFor }) => onlyFor === undefined || required.includes(onlyFor))
    .map((party) => party.name);
  return section('who', p.who, names.join(', '), [p.whoSelf(controller.name), ...parties, p.nobodyElse]);
}

/** French sets a space before it. */
const COLON: Record<Locale, string> = { en: ':', fr: '\u00a0:' };

/** The exact text as stored: Markdown, every sentence of the screen in its order. */
export function noticeText(notice: NoticeWording): string {
  const colon = COLON[notice.language];
  const parts = [`# ${notice.title}`, notice.lead, ...notice.facts];
  for (const s of notice.sections) {
    parts.push(s.detail === null ? `## ${s.heading}` : `## ${s.heading}${colon} ${s.detail}`);
    for (const group of s.groups) {
      parts.push(`### ${group.heading}`);
      parts.push(group.clusters.map((c) => `- **${c.label}**${colon} ${c.items.join(', ')}`).join('\n'));
    }
    parts.push(...s.lines);
  }
  // The boxes as on the page: the event records which of them were ticked.
  parts.push(...notice.options.map((option) => `☐ ${option.label} ${option.benefit}`));
  parts.push(`☐ ${notice.statement}`);
  return `${parts.join('\n\n')}\n`;
}

/** SHA-256 of the exact text, lower-case hex: what the form hands back and the event records. */
export function noticeHash(notice: NoticeWording): string {
  return sha256(noticeText(notice));
}
