/** @jsxImportSource preact */
// Screen router of Link.
import type { Screen } from './flow';
import type { ScreenProps } from './screen-props';
import { Connected } from './screens/connected';
import { AdditionalConsent, Consent } from './screens/consent';
import { Declined } from './screens/declined';
import { Loading } from './screens/failed';
import { Landing } from './screens/landing';
import { Main } from './screens/main';
import { Disconnect, Manage, OtherEntity } from './screens/manage';
import { Platforms } from './screens/platforms';
import { Upload, Uploaded } from './screens/upload';
import { Waiting } from './screens/waiting';

export function LinkScreen({ screen, ...props }: ScreenProps & { screen: Screen }) {
  switch (screen.at) {
    case 'landing':
      return <Landing {...props} />;
    case 'main':
      return <Main {...props} />;
    case 'additional':
      return <AdditionalConsent key={screen.kinds[0]} {...props} kinds={screen.kinds} />;
    case 'platforms':
      return <Platforms {...props} kind={screen.kind} />;
    case 'consent':
      return <Consent {...props} kind={screen.kind} platformKey={screen.platformKey} />;
    case 'waiting':
      return <Waiting {...props} screen={screen} />;
    case 'declined':
      return <Declined {...props} screen={screen} />;
    case 'connected':
      return <Connected {...props} screen={screen} />;
    case 'entity':
      return <OtherEntity {...props} connectionId={screen.connectionId} />;
    case 'upload':
      return screen.kind === 'commerce' ? null : <Upload {...props} kind={screen.kind} />;
    case 'uploaded':
      return screen.kind === 'commerce' ? null : <Uploaded {...props} kind={screen.kind} />;
    case 'manage':
      return <Manage {...props} />;
    case 'disconnect':
      return <Disconnect {...props} connectionId={screen.connectionId} />;
    case 'loading':
    case 'failed':
      return <Loading />;
    default:
      return screen satisfies never;
  }
}
