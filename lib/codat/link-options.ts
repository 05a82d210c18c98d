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
  /** Limited to the consent: sources that were left out are not offered. */
  product: Product;
  controller: Controller;
  language: Locale;
  /** The platforms that this site offers; no other is shown. */
  platforms: readonly Pick<Platform, 'key' | 'sourceType'>[];
  words: LinkWords;
  /** Colour of buttons and links: readable on white, and white on it. */
  colour: string;
  nonce: string;
}

/** Text of Accord's own pages next to the request. */
export interface LinkWords {
  /** Title above the source types. */
  title: string;
  /** Where a platform leads, and who sees the password. */
  leaving: string;
  start: string;
  agree: string;
}

const KINDS = { Accounting: 'accounting', Banking: 'banking', Commerce: 'commerce' } as const;

/**
 * Every source in the consent, and no other. Files are off: files uploaded there would bypass Accord.
 * `showSandboxIntegrations` is left out, since the allowed platforms are listed.
 */
export function linkOptions(facts: LinkOptionsFacts): LinkOptions {
  const { product, controller, language, words } = facts;
  const asked = SOURCE_TYPES.filter((type) => product.sources.some((s) => s.sourceType === type));
  const sources = asked.map((type) => ({ type, kind: KINDS[type], notice: noticeOf(facts, type) }));
  const whole = buildNotice(product, controller, language);
  const text: [LinkTextKey, string][] = [
    ['companyName', controller.name],
    // Disabled screens get texts too: enabling one later shows no other wording.
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
    // Consent is asked on Accord's own page; a «not now» given here would reach no ledger.
    enableAdditionalConsent: false,
    enableMultiEntityLinking: false,
    theme: { colors: { primary: facts.colour } },
    sourceTypes: Object.fromEntries(
      sources.map(({ type, kind, notice }) => [kind, sourceOptions(facts, type, notice)]),
    ),
    text: Object.fromEntries(text),
  };
}

/** The request for a single source, in the words of the whole request. */
function noticeOf({ product, controller, language }: LinkOptionsFacts, type: SourceType): NoticeWording {
  const part: Product = {
    ...product,
    // A customer who sees its screen has chosen it, even if it is optional.
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
 * Codat's five sections hold the notice's, each under its own heading. How to stop is in the section for terms.
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
