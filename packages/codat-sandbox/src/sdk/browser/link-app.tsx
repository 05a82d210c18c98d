/** @jsxImportSource preact */
// Link module: its state, navigation, and the screen in the frame.
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Api } from './api';
import { backFrom } from './back';
import { START, type State, type Step, take } from './flow';
import { Frame } from './frame';
import type { Language } from './language';
import { LeaveDialog } from './leave-dialog';
import { createJourney, type Journey } from './link-journey';
import { LinkScreen } from './link-screen';
import { Notice, TakesFocus } from './parts';
import type { LinkProps } from './props';
import { Failed, Loading } from './screens/failed';
import type { Settings } from './settings';
import { firstScreen, kindsToAskAgain } from './standing';
import { wordsOf } from './words';

export interface LinkAppProps {
  api: Api;
  props: LinkProps;
  settings: Settings;
  language: Language;
  signal: AbortSignal;
}

interface Running {
  state: State;
  journey: Journey;
  language: Language;
  setLanguage(language: Language): void;
  companyName: string;
}

function useLink({ api, props, settings, signal, ...first }: LinkAppProps): Running {
  const [state, dispatch] = useReducer(take, START);
  const [language, setLanguage] = useState(first.language);
  const companyName = settings.text('companyName') || (state.session?.clientName ?? '');
  const latest = useRef({ state, language, companyName });
  latest.current = { state, language, companyName };
  const journey = useMemo(() => {
    function again() {
      const { state: now, language: spoken, companyName: name } = latest.current;
      return now.session ? kindsToAskAgain(now.session, settings, name, wordsOf(spoken)) : [];
    }
    return createJourney({
      api,
      props,
      signal,
      // Handlers that read the state right after a step must see it.
      dispatch(step: Step) {
        const next = take(latest.current.state, step);
        const name = settings.text('companyName') || (next.session?.clientName ?? '');
        latest.current = { ...latest.current, state: next, companyName: name };
        dispatch(step);
      },
      state: () => latest.current.state,
      first: () => firstScreen(settings, again()),
      kindsToAskAgain: again,
    });
  }, [api, props, settings, signal]);
  return { state, journey, language, setLanguage, companyName };
}

export function LinkApp(app: LinkAppProps) {
  const { props, settings } = app;
  const { state, journey, language, setLanguage, companyName } = useLink(app);
  const { screen, session, isLeaving, isBusy, hasProblem } = state;
  const words = wordsOf(language);
  useEffect(() => void journey.load(), [journey]);

  const seen = useRef(0);
  const name = `${screen.at} ${'connectionId' in screen ? screen.connectionId : ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: counts screens, whatever they are
  useEffect(() => {
    if (screen.at !== 'loading') seen.current += 1;
  }, [name]);

  const waiting = screen.at === 'waiting' ? screen.connectionId : undefined;
  const at = session?.connections.find(({ connectionId }) => connectionId === waiting);
  const announcement = screen.at === 'loading' ? words.loading : at ? words.waitingLive(at.name) : '';
  const back = backFrom(screen);
  const overlay = (
    <LeaveDialog words={words} onStay={() => journey.dispatch({ do: 'stay' })} onLeave={journey.leave} />
  );
  return (
    <Frame
      {...{ words, language, announcement }}
      label={words.region}
      hasBorder={settings.hasBorder}
      screen={name}
      onBack={back && (() => journey.go(back))}
      onClose={props.onClose && settings.mayShowClose ? journey.close : undefined}
      onLanguage={() => setLanguage(language === 'en' ? 'fr' : 'en')}
      {...(isLeaving ? { overlay } : {})}
    >
      {hasProblem ? <Notice text={words.problem} /> : null}
      <TakesFocus.Provider value={seen.current > 0}>
        {screen.at === 'failed' ? (
          <Failed words={words} reason={screen.reason} onRetry={journey.load} />
        ) : session ? (
          <LinkScreen
            key={name}
            {...{ screen, words, language, settings, session, companyName, isBusy, journey }}
          />
        ) : (
          <Loading />
        )}
      </TakesFocus.Provider>
    </Frame>
  );
}
