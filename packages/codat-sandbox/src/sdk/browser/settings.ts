// Options of a page, read once: every default is decided here.
import type { LinkOptions } from './props';

export type ConsentKind = 'accounting' | 'banking' | 'commerce';
export type Kind = ConsentKind | 'businessDocuments';

export const KINDS: readonly Kind[] = ['accounting', 'banking', 'commerce', 'businessDocuments'];

export interface KindSettings {
  kind: Kind;
  isOptional: boolean;
  hasIntegrations: boolean;
  hasUpload: boolean;
  /** Undefined: all that are enabled. */
  allowed?: readonly string[];
  dataTypes: readonly string[];
}

export interface Settings {
  kinds: readonly KindSettings[];
  hasBorder: boolean;
  mayShowClose: boolean;
  showsLanding: boolean;
  showsTest: boolean;
  asksAgain: boolean;
  primary: string | undefined;
  /** Empty when the page does not set it. */
  text(...keys: readonly string[]): string;
}

/** Where the page names no types, Codat's Portal decides; here accounting is asked for and the others are offered. */
const USUAL: NonNullable<LinkOptions['sourceTypes']> = {
  accounting: { optional: false, enableIntegrations: true },
  banking: { optional: true, enableIntegrations: true },
  commerce: { optional: true, enableIntegrations: true },
};

function textOf(options: LinkOptions): Settings['text'] {
  const all: Readonly<Record<string, unknown>> = { ...options.text };
  return (...keys) => {
    for (const key of keys) {
      const value = all[key];
      if (typeof value === 'string' && value.trim() !== '') return value.trim();
    }
    return '';
  };
}

/** The older place of the list still counts when the newer one is empty. */
function dataTypesOf(options: LinkOptions, kind: Kind): readonly string[] {
  if (kind === 'businessDocuments') return [];
  const newer = options.sourceTypes?.[kind]?.dataTypes ?? [];
  return newer.length > 0 ? newer : (options.text?.[`${kind}.dataAccess.dataTypes`] ?? []);
}

function kindsOf(options: LinkOptions): KindSettings[] {
  const given = options.sourceTypes ?? USUAL;
  return KINDS.flatMap((kind) => {
    const one = given[kind];
    if (!one) return [];
    const hasIntegrations = 'enableIntegrations' in one && one.enableIntegrations;
    const hasUpload = kind !== 'commerce' && 'enableFileUpload' in one && one.enableFileUpload === true;
    if (!hasIntegrations && !hasUpload) return [];
    const allowed = 'allowedIntegrations' in one ? one.allowedIntegrations : undefined;
    return [
      {
        kind,
        isOptional: one.optional,
        hasIntegrations,
        hasUpload,
        ...(allowed ? { allowed: [...allowed] } : {}),
        dataTypes: [...dataTypesOf(options, kind)],
      },
    ];
  });
}

export function settingsOf(options: LinkOptions = {}): Settings {
  const isPlain = options.nonModal === true;
  return {
    kinds: kindsOf(options),
    hasBorder: !isPlain && options.hideBorder !== true,
    mayShowClose: !isPlain,
    showsLanding: options.showLandingPage === true,
    showsTest: options.showSandboxIntegrations !== false,
    asksAgain: options.enableAdditionalConsent === true,
    primary: options.theme?.colors?.primary,
    text: textOf(options),
  };
}

export function kindSettings(settings: Settings, kind: Kind): KindSettings | undefined {
  return settings.kinds.find((each) => each.kind === kind);
}
