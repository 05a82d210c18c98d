// Mapping of a product to options of Codat's embedded Link, in the words of the consent request. Pure.

import { SOURCE_TYPES, type SourceType } from '../domain/connection/connection';
import {
  buildNotice,
  type Controller,
  type NoticeSection,
  type NoticeWording,
} from '../domain/notice/notice';
import type { Product } from '../domain/product/product';
import type { Locale } from '../domain/text/language';
import type { LinkKind, LinkOptions, LinkTextKey } from './link-sdk-types';
import type { Platform } from './transform';

export interface LinkOptionsFacts {
  /** As far as it was agreed to: what was left out is not offered. */
  product: Product;
  controller: Controller;
  language: Locale;
  /** The platforms that we offer; no other is shown. */
  platforms: readonly Pick<Platform, 'key' | 'sourceType'>[];
  words: LinkWords;
  /** Of buttons and links: readable on white, and white readable on it. */
  colour: string;
  nonce: string;
}

/** What our own pages say beside the request itself. */
export interface LinkWords {
  /** Above the kinds of sources. */
  title: string;
  /** Where a platform leads, and who sees the password. */
  leaving: string;
  start: string;
  agree: string;
}

const KINDS = { Accounting: 'accounting', Banking: 'banking', Commerce: 'commerce' } as const;

/**
 * Every source that was agreed to, and no other. Files are off: what a customer uploads there would pass us by.
 * `showSandboxIntegrations` is left out, since the allowed platforms say already which there are.
 */
export function linkOptions(facts: LinkOptionsFacts): LinkOptions {
  const { product, controller, language, words } = facts;
  const asked = SOURCE_TYPES.filter((type) => product.sources.some((s) => s.sourceType === type));
  const sources = asked.map((type) => ({ type, kind: KINDS[type], notice: noticeOf(facts, type) }));
  const whole = buildNotice(product, controller, language);
  const text: [LinkTextKey, string][] = [
    ['companyName', controller.name],
    // Disabled screens get their texts too: enabling one later shows no foreign wording.
    ['landing.title', whole.title],
    ['landing.subtitle', whole.lead],
    ['landing.nextButton', words.start],
    ['main.title', words.title],
    ['main.subtitle', words.leaving],
    ...sources.flatMap(({ kind, notice }) => consentText(kind, notice, words)),
  ];
  return {
    nonce: facts.nonce,
    hideBorder: true,
    showLandingPage: false,
    // Consent is asked for on Accord's own page; a «not now» given here would reach no ledger.
    enableAdditionalConsent: false,
    enableMultiEntityLinking: false,
    theme: { colors: { primary: facts.colour } },
    sourceTypes: Object.fromEntries(
      sources.map(({ type, kind, notice }) => [kind, sourceOptions(facts, type, notice)]),
    ),
    text: Object.fromEntries(text),
  };
}

/** The request for one source by itself, in the words of the whole. */
function noticeOf({ product, controller, language }: LinkOptionsFacts, type: SourceType): NoticeWording {
  const part: Product = {
    ...product,
    // A customer on its screen has chosen it, also where it is optional.
    sources: product.sources.filter((s) => s.sourceType === type).map((s) => ({ ...s, required: true })),
    data: product.data.filter((cluster) => cluster.sourceType === type),
    parties: product.parties.filter(({ onlyFor }) => onlyFor === undefined || onlyFor === type),
  };
  return buildNotice(part, controller, language);
}

function sourceOptions({ product, platforms }: LinkOptionsFacts, type: SourceType, notice: NoticeWording) {
  return {
    optional: !product.sources.some((s) => s.sourceType === type && s.required),
    enableIntegrations: true,
    ...(type === 'Commerce' ? {} : { enableFileUpload: false }),
    allowedIntegrations: platforms.filter((p) => p.sourceType === type).map((p) => p.key),
    dataTypes: sectionOf(notice, 'what').groups.flatMap(({ clusters }) => clusters.flatMap((c) => c.items)),
  };
}

/**
 * Codat's five sections hold the notice's, each under its own heading. The way to stop stands where Codat puts terms.
 */
function consentText(kind: LinkKind, notice: NoticeWording, words: LinkWords): [LinkTextKey, string][] {
  const why = sectionOf(notice, 'why');
  const who = sectionOf(notice, 'who');
  const howLong = sectionOf(notice, 'how-long');
  const stop = sectionOf(notice, 'stop');
  const terms = `**${stop.heading}**: ${stop.lines.join(' ')}`;
  return [
    [`${kind}.consents.title`, notice.title],
    [`${kind}.consents.subtitle`, notice.lead],
    [`${kind}.consents.headers.purpose`, why.heading],
    [`${kind}.consents.purpose`, bullets([...notice.facts, ...why.lines])],
    [`${kind}.consents.headers.access`, sectionOf(notice, 'platforms').heading],
    [`${kind}.consents.access`, words.leaving],
    [`${kind}.consents.headers.accountInformation`, who.heading],
    [`${kind}.consents.accountInformation`, bullets(who.lines)],
    [`${kind}.consents.headers.platformData`, sectionOf(notice, 'what').heading],
    [`${kind}.consents.headers.retention`, howLong.heading],
    [`${kind}.consents.retention`, bullets(howLong.lines)],
    [`${kind}.consents.termsAndConditions`, terms],
    [`${kind}.consents.nextButton`, words.agree],
    [`${kind}.additionalConsents.title`, notice.title],
    [`${kind}.additionalConsents.subtitle`, notice.lead],
    [`${kind}.additionalConsents.termsAndConditions`, terms],
  ];
}

function sectionOf(notice: NoticeWording, id: NoticeSection['id']): NoticeSection {
  const section = notice.sections.find((one) => one.id === id);
  if (section === undefined) throw new Error(`The notice lacks its section ${id}.`);
  return section;
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
