// Public types of the package: what a sandbox is started with, and what a started one gives. Imports nothing, so that they
// can be published as they stand.

/** Places where Codat's documentation disagrees with itself or leaves freedom; `profile/rules.ts` says what each is. */
export type RuleName =
  | 'unlink-linked-only'
  | 'first-read-by-settings'
  | 'bank-access-stays'
  | 'no-connection-info'
  | 'optional-left-out'
  | 'preview-spends-link'
  | 'name-pattern'
  | 'page-size-2000'
  | 'never-read-listed'
  | 'company-deleted-alone';

/** How Codat's documentation is read; `except` names rules that are read leniently all the same. */
export type Behaviour =
  | { name: 'documented'; except?: RuleName[] | undefined }
  | { name: 'lenient' }
  /** As documented, with answers as odd as the published document allows; the same ones for the same seed. */
  | { name: 'odd'; seed: number; except?: RuleName[] | undefined };

/** What a caller asks for: a seed that is not named is drawn. */
export interface BehaviourInput {
  name: Behaviour['name'];
  seed?: number | undefined;
  except?: RuleName[] | undefined;
}

export interface SandboxOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** 127.0.0.1 when absent. */
  host?: string;
  /** Origin of the application under test; the redirect address of Link and the OIDC client follow from it. */
  appUrl?: string;
  /** Keeps the state across restarts. */
  stateFile?: string;
  /** How long one read of a platform takes, seconds. */
  syncSeconds?: number;
  profile?: BehaviourInput;
  /** Start a mail server too. */
  mail?: boolean;
  /** The base of the sandbox clock, milliseconds. */
  now?: () => number;
}

export interface SandboxConfig {
  apiKey: string;
  url: string;
  linkSdkUrl: string;
  connectionsSdkUrl: string;
  webhookSecret: string;
  /** Where mail can be sent; absent without a mail server. */
  smtpUrl?: string;
  oidc: { issuer: string; clientId: string; clientSecret: string };
}

export interface Sandbox {
  url: string;
  config: SandboxConfig;
  profile: Behaviour;
  close(): Promise<void>;
}
