// Event handlers of Link: calls to the API, then callbacks of the page, then the next screen, in this order.
import type { ConnectionCallbackArgs } from '@codat/sdk-link-types';
import type { EmbedConnection } from '../shapes';
import { type Api, failureArgs } from './api';
import { type ConsentContent, consentMarkdown } from './consent-text';
import {
  afterVisit,
  baselineOf,
  isUnfinished,
  type Origin,
  type Screen,
  type State,
  type Step,
} from './flow';
import { poll } from './poll';
import type { LinkProps } from './props';
import { openProviderTab, type ProviderTab } from './provider-tab';
import type { ConsentKind, Kind } from './settings';

export function argsOf(connection: EmbedConnection): ConnectionCallbackArgs {
  const { connectionId, integrationId, integrationKey, platformName, sourceId, sourceType } = connection;
  return { connectionId, integrationId, integrationKey, platformName, sourceId, sourceType };
}

export interface JourneyParts {
  api: Api;
  props: LinkProps;
  dispatch(step: Step): void;
  /** Current state; a handler may outlive the render that made it. */
  state(): State;
  /** First screen once the company is loaded. */
  first(): Screen;
  kindsToAskAgain(): ConsentKind[];
  onDisconnected?(connectionId: string): void;
  signal: AbortSignal;
}

/** Failed polls in a row before an error is shown. */
const MISSES = 3;

export function createJourney(parts: JourneyParts) {
  const { api, props, dispatch, signal } = parts;

  function fail(error: unknown): void {
    // Unmounted: no callback.
    if (signal.aborted) return;
    const args = failureArgs(error);
    if (!args.userRecoverable) dispatch({ do: 'go', screen: { at: 'failed', reason: 'refused' } });
    else if (parts.state().session) dispatch({ do: 'stumble' });
    else dispatch({ do: 'go', screen: { at: 'failed', reason: 'unreachable' } });
    props.onError(args);
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    // Ignores a second press while one is handled.
    if (parts.state().isBusy) return;
    dispatch({ do: 'work' });
    try {
      await work();
    } catch (error) {
      fail(error);
    }
  }

  async function visit(connection: EmbedConnection, origin: Origin, tab: ProviderTab): Promise<void> {
    const linkUrl = await api.link(connection.connectionId);
    tab.show(linkUrl);
    const { connectionId } = connection;
    const blocked = tab.isOpen ? {} : { linkUrl };
    dispatch({
      do: 'learn',
      connection,
      screen: { at: 'waiting', connectionId, origin, baseline: baselineOf(connection), ...blocked },
    });
  }

  /** Opens the tab within the click and navigates it once the link is known; closes it without one. */
  async function leaveFor(work: (tab: ProviderTab) => Promise<void>): Promise<void> {
    if (parts.state().isBusy) return;
    const tab = openProviderTab();
    await attempt(async () => {
      try {
        await work(tab);
      } catch (error) {
        tab.giveUp();
        throw error;
      }
    });
  }

  const looks = new Map<string, AbortController>();
  signal.addEventListener('abort', () => {
    for (const look of looks.values()) look.abort();
  });

  /** One poll per connection: a later visit replaces an earlier one. */
  function lookInstead(connectionId: string): AbortSignal {
    looks.get(connectionId)?.abort();
    const ending = new AbortController();
    looks.set(connectionId, ending);
    return ending.signal;
  }

  const go = (screen: Screen) => dispatch({ do: 'go', screen });

  return {
    go,
    dispatch,
    load: () =>
      attempt(async () => {
        const session = await api.session();
        dispatch({ do: 'load', session, first: { at: 'main' } });
        go(parts.first());
      }),

    pastLanding() {
      const kinds = parts.kindsToAskAgain();
      go(kinds.length > 0 ? { at: 'additional', kinds } : { at: 'main' });
    },

    agree: (platformKey: string, content: ConsentContent) =>
      leaveFor(async (tab) => {
        props.onConsent?.({ text: consentMarkdown(content) });
        const connection = await api.start(platformKey);
        props.onConnectionStarted?.(argsOf(connection));
        await visit(connection, 'connect', tab);
      }),

    agreeAgain: (kinds: readonly ConsentKind[], content: ConsentContent) =>
      attempt(async () => {
        const text = consentMarkdown(content);
        await api.consent(text);
        props.onConsent?.({ text });
        go(kinds.length > 0 ? { at: 'additional', kinds } : { at: 'main' });
      }),

    /** Once more to the same provider, with a fresh link. */
    visitAgain: (connectionId: string, origin: Origin) =>
      leaveFor(async (tab) => visit(await api.connection(connectionId), origin, tab)),

    /**
     * Polls until the customer is back. A customer who does something else meanwhile may still finish in the other tab:
     * the result counts, and only the screen stays.
     */
    follow(screen: Extract<Screen, { at: 'waiting' }>): Promise<void> {
      const until = lookInstead(screen.connectionId);
      let misses = 0;
      const isShown = () => {
        const now = parts.state().screen;
        return now.at === 'waiting' && now.connectionId === screen.connectionId;
      };
      return poll(async () => {
        try {
          const connection = await api.connection(screen.connectionId);
          if (until.aborted) return true;
          if (misses >= MISSES && isShown()) dispatch({ do: 'recover' });
          misses = 0;
          const next = afterVisit(screen, connection);
          if (!next) return false;
          const leads = isShown() || next.at === 'entity';
          dispatch({ do: 'learn', connection, ...(leads ? { screen: next } : {}) });
          if (next.at === 'connected') props.onConnection(argsOf(connection));
          return true;
        } catch (error) {
          if (until.aborted) return true;
          misses += 1;
          const isFinal = !failureArgs(error).userRecoverable;
          if (isFinal || (misses === MISSES && isShown())) fail(error);
          return isFinal;
        }
      }, until);
    },

    answerEntity: (connectionId: string, choice: 'keep' | 'back') =>
      attempt(async () => {
        const connection = await api.entity(connectionId, choice);
        const isKept = choice === 'keep';
        const screen: Screen = isKept
          ? { at: 'connected', connectionId, origin: 'manage' }
          : { at: 'manage' };
        dispatch({ do: 'learn', connection, screen });
        if (isKept) props.onConnection(argsOf(connection));
      }),

    disconnect: (connectionId: string) =>
      attempt(async () => {
        const connection = await api.disconnect(connectionId);
        dispatch({ do: 'learn', connection, screen: { at: 'manage' } });
        parts.onDisconnected?.(connectionId);
      }),

    /** Sends one after another; earlier files stay when a later one fails. */
    upload: (kind: Kind, files: readonly File[], onSent: (file: File) => void) =>
      attempt(async () => {
        let last: EmbedConnection | undefined;
        try {
          for (const file of files) {
            const sent = await api.upload(kind, file);
            last = sent.connection;
            dispatch({ do: 'add-file', ...sent });
            onSent(file);
          }
        } finally {
          if (last) props.onConnection(argsOf(last));
        }
        go({ at: 'uploaded', kind });
      }),

    finish: () => props.onFinish(),

    close() {
      if (isUnfinished(parts.state())) dispatch({ do: 'ask-to-leave' });
      else props.onClose?.();
    },

    leave: () => props.onClose?.(),
  };
}

export type Journey = ReturnType<typeof createJourney>;
