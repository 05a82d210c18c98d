// State machine of Link, pure: which screen is shown, and which one follows.
import type { EmbedConnection, EmbedFile, EmbedSession } from '../shapes';
import type { ConsentKind, Kind } from './settings';

/** The connection when the customer left for the provider: only a change is a result. */
export interface Baseline {
  failures: number;
  authorised: string | undefined;
}

export type Reason = 'cancelled' | 'failed' | 'unsupported';
export type Origin = 'connect' | 'manage';

export type Screen =
  | { at: 'loading' }
  | { at: 'failed'; reason: 'refused' | 'unreachable' }
  | { at: 'additional'; kinds: readonly ConsentKind[] }
  | { at: 'landing' }
  | { at: 'main' }
  | { at: 'platforms'; kind: ConsentKind }
  | { at: 'consent'; kind: ConsentKind; platformKey: string }
  /** `linkUrl` when no tab could be opened: the customer opens it. */
  | { at: 'waiting'; connectionId: string; origin: Origin; baseline: Baseline; linkUrl?: string }
  | { at: 'declined'; connectionId: string; origin: Origin; reason: Reason }
  | { at: 'entity'; connectionId: string }
  | { at: 'connected'; connectionId: string; origin: Origin }
  | { at: 'upload'; kind: Kind }
  | { at: 'uploaded'; kind: Kind }
  | { at: 'manage' }
  | { at: 'disconnect'; connectionId: string };

export interface State {
  screen: Screen;
  session: EmbedSession | undefined;
  /** The leave dialog is open. */
  isLeaving: boolean;
  /** A call is in progress. */
  isBusy: boolean;
  /** The last call failed; the customer may try again. */
  hasProblem: boolean;
  /** Files were chosen and not sent. */
  hasChosenFiles: boolean;
}

export const START: State = {
  screen: { at: 'loading' },
  session: undefined,
  isLeaving: false,
  isBusy: false,
  hasProblem: false,
  hasChosenFiles: false,
};

export type Step =
  | { do: 'load'; session: EmbedSession; first: Screen }
  | { do: 'go'; screen: Screen }
  | { do: 'learn'; connection: EmbedConnection; screen?: Screen }
  | { do: 'add-file'; connection: EmbedConnection; file: EmbedFile }
  | { do: 'work' }
  | { do: 'stumble' }
  | { do: 'recover' }
  | { do: 'choose-files'; any: boolean }
  | { do: 'ask-to-leave' }
  | { do: 'stay' };

function withConnection(session: EmbedSession, connection: EmbedConnection): EmbedSession {
  const isKnown = session.connections.some(({ connectionId }) => connectionId === connection.connectionId);
  const connections = isKnown
    ? session.connections.map((each) => (each.connectionId === connection.connectionId ? connection : each))
    : [...session.connections, connection];
  return { ...session, connections };
}

function shown(state: State, screen: Screen): State {
  return { ...state, screen, isBusy: false, hasProblem: false, isLeaving: false, hasChosenFiles: false };
}

export function take(state: State, step: Step): State {
  switch (step.do) {
    case 'load':
      return shown({ ...state, session: step.session }, step.first);
    case 'go':
      return shown(state, step.screen);
    case 'learn': {
      const session = state.session && withConnection(state.session, step.connection);
      const known = { ...state, session, hasProblem: false };
      return step.screen ? shown(known, step.screen) : known;
    }
    case 'add-file': {
      const session = state.session && withConnection(state.session, step.connection);
      return { ...state, session: session && { ...session, files: [...session.files, step.file] } };
    }
    case 'work':
      return { ...state, isBusy: true, hasProblem: false };
    case 'stumble':
      return { ...state, isBusy: false, hasProblem: true };
    case 'recover':
      return { ...state, isBusy: false, hasProblem: false };
    case 'choose-files':
      return { ...state, hasChosenFiles: step.any, hasProblem: false };
    case 'ask-to-leave':
      return { ...state, isLeaving: true };
    case 'stay':
      return { ...state, isLeaving: false };
    default:
      return step satisfies never;
  }
}

export function baselineOf({ failures, authorised }: EmbedConnection): Baseline {
  return { failures, authorised };
}

function reasonOf(lastFailure: number | undefined): Reason {
  if (lastFailure === 501) return 'unsupported';
  return lastFailure === 500 ? 'failed' : 'cancelled';
}

/** Next screen after a poll; undefined while the customer is still at the provider. */
export function afterVisit(
  { connectionId, origin, baseline }: Extract<Screen, { at: 'waiting' }>,
  connection: EmbedConnection,
): Screen | undefined {
  if (connection.status === 'Linked' && connection.authorised !== baseline.authorised) {
    return connection.otherEntity
      ? { at: 'entity', connectionId }
      : { at: 'connected', connectionId, origin };
  }
  if (connection.failures > baseline.failures) {
    return { at: 'declined', connectionId, origin, reason: reasonOf(connection.lastFailure) };
  }
  return undefined;
}

/** Screens with unfinished work that leaving would lose. */
export function isUnfinished({ screen, hasChosenFiles }: State): boolean {
  switch (screen.at) {
    case 'consent':
    case 'waiting':
    case 'declined':
    case 'entity':
    case 'additional':
      return true;
    case 'upload':
      return hasChosenFiles;
    case 'loading':
    case 'failed':
    case 'landing':
    case 'main':
    case 'platforms':
    case 'connected':
    case 'uploaded':
    case 'manage':
    case 'disconnect':
      return false;
    default:
      return screen satisfies never;
  }
}
