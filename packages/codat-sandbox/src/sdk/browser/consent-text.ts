// Consent text and the Markdown that proves it: one is derived from the other, so that what is shown is what is stored.
import type { EmbedIntegration } from '../shapes';
import { type ConsentKind, kindSettings, type Settings } from './settings';
import type { Words } from './words-en';

export interface ConsentContent {
  title: string;
  subtitle: string;
  /** Empty ones are left out. */
  sections: { header: string; body: string }[];
  terms: string;
  button: string;
}

const HEADER_LENGTH = 50;

interface Names {
  companyName: string;
  platformName: string;
}

/** Anything else in braces stays as it is. */
export function fillNames(text: string, { companyName, platformName }: Names): string {
  return text.replace(/\{(companyName|platformName)\}/g, (_, name: string) =>
    name === 'companyName' ? companyName : platformName,
  );
}

const SECTIONS = ['purpose', 'access', 'accountInformation', 'platformData', 'retention'] as const;

/** Plaid asks for data on its own pages, so that no list is shown here. */
export const PLAID = 'suuo';

export function consentContent(
  settings: Settings,
  kind: ConsentKind,
  integration: Pick<EmbedIntegration, 'integrationKey' | 'name'>,
  companyName: string,
  words: Words,
): ConsentContent {
  const names = { companyName, platformName: integration.name };
  const own = (...keys: string[]) => fillNames(settings.text(...keys.map((key) => `${kind}.${key}`)), names);
  const list = integration.integrationKey === PLAID ? [] : (kindSettings(settings, kind)?.dataTypes ?? []);
  const sections = SECTIONS.map((section) => ({
    header: own(`consents.headers.${section}`).slice(0, HEADER_LENGTH) || words.sections[section],
    body:
      section === 'platformData' ? list.map((type) => `- ${type}`).join('\n') : own(`consents.${section}`),
  }));
  return {
    title: own('consents.title') || words.consentTitle(integration.name, companyName),
    subtitle: own('consents.subtitle') || words.consentSubtitle(integration.name),
    sections: sections.filter(({ body }) => body !== ''),
    terms: own('consents.termsAndConditions', 'dataAccess.consent'),
    button: own('consents.nextButton', 'dataAccess.nextButton') || words.next,
  };
}

/** Additional use of connected data. Undefined when the page asks for none. */
export function additionalContent(
  settings: Settings,
  kind: ConsentKind,
  platforms: readonly string[],
  companyName: string,
  words: Words,
): ConsentContent | undefined {
  const names = { companyName, platformName: platforms.join(', ') };
  const own = (...keys: string[]) => fillNames(settings.text(...keys.map((key) => `${kind}.${key}`)), names);
  const title = own('additionalConsents.title', 'dataAccess.additionalConsent.title');
  const subtitle = own('additionalConsents.subtitle', 'dataAccess.additionalConsent.subtitle');
  const terms = own('additionalConsents.termsAndConditions');
  if (title === '' && subtitle === '' && terms === '') return undefined;
  const header = title || words.additionalTitle(words.kinds[kind]);
  return { title: header, subtitle, sections: [], terms, button: words.agree };
}

/** Everything the screen shows, in its order. Buttons are not part of what is agreed to. */
export function consentMarkdown({ title, subtitle, sections, terms }: ConsentContent): string {
  const parts = [
    `# ${title}`,
    subtitle,
    ...sections.flatMap(({ header, body }) => [`## ${header}`, body]),
    terms,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
