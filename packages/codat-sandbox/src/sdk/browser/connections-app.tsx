/** @jsxImportSource preact */
// Connections module: lists connections, closes them and opens them again.
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Api } from './api';
import { ConnectionsView } from './connections-view';
import { START, type Step, take } from './flow';
import { Frame } from './frame';
import type { Language } from './language';
import { LeaveDialog } from './leave-dialog';
import { createJourney } from './link-journey';
import { Notice, TakesFocus } from './parts';
import type { ConnectionsProps } from './props';
import { Failed, Loading } from './screens/failed';
import { settingsOf } from './settings';
import { wordsOf } from './words';

export interface ConnectionsAppProps {
  api: Api;
  props: ConnectionsProps;
  language: Language;
  signal: AbortSignal;
}

/** Its options name no source types and no texts but the lists of data. */
const SETTINGS = settingsOf({});

function useConnections({ api, props, signal }: ConnectionsAppProps) {
  const [state, dispatch] = useReducer(take, START);
  const latest = useRef(state);
  latest.current = state;
  const journey = useMemo(
    () =>
      createJourney({
        api,
        signal,
        props: {
          companyId: '',
          onError: (args) => props.onError?.(args),
          onFinish: () => undefined,
          onConnection: ({ connectionId }) => props.onReconnect?.({ connectionId }),
          onClose: () => props.onClose?.(),
        },
        dispatch(step: Step) {
          latest.current = take(latest.current, step);
          dispatch(step);
        },
        state: () => latest.current,
        first: () => ({ at: 'manage' }),
        kindsToAskAgain: () => [],
        onDisconnected: (connectionId) => props.onDisconnect?.({ connectionId }),
      }),
    [api, props, signal],
  );
  return { state, journey };
}

export function ConnectionsApp(app: ConnectionsAppProps) {
  const { props } = app;
  const { state, journey } = useConnections(app);
  const [language, setLanguage] = useState(app.language);
  const { screen, session, isLeaving, isBusy, hasProblem } = state;
  const words = wordsOf(language);
  useEffect(() => void journey.load(), [journey]);

  const seen = useRef(0);
  const name = `${screen.at} ${'connectionId' in screen ? screen.connectionId : ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts screens, whatever they are
  useEffect(() => {
    if (screen.at !== 'loading') seen.current += 1;
  }, [name]);

  const text: Readonly<Record<string, readonly string[] | undefined>> = { ...props.options?.text };
  const listOf = (kind: string) => text[`${kind}.connectionDetails.dataTypes`] ?? [];
  const isInside = screen.at === 'disconnect' || screen.at === 'waiting' || screen.at === 'declined';
  const overlay = (
    <LeaveDialog words={words} onStay={() => journey.dispatch({ do: 'stay' })} onLeave={journey.leave} />
  );
  const all = { words, language, settings: SETTINGS, companyName: '', isBusy, journey, screen, listOf };
  return (
    <Frame
      {...{ words, language }}
      label={words.regionManage}
      hasBorder
      screen={name}
      announcement={screen.at === 'loading' ? words.loading : ''}
      onBack={isInside ? () => journey.go({ at: 'manage' }) : undefined}
      onClose={props.onClose ? journey.close : undefined}
      onLanguage={() => setLanguage(language === 'en' ? 'fr' : 'en')}
      {...(isLeaving ? { overlay } : {})}
    >
      {hasProblem ? <Notice text={words.problem} /> : null}
      <TakesFocus.Provider value={seen.current > 0}>
        {screen.at === 'failed' ? (
          <Failed words={words} reason={screen.reason} onRetry={journey.load} />
        ) : session ? (
          <ConnectionsView key={name} {...all} session={session} />
        ) : (
          <Loading />
        )}
      </TakesFocus.Provider>
    </Frame>
  );
}
