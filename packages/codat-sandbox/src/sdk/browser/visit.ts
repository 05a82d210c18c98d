// Context of the screens around a provider visit.
import type { Screen } from './flow';
import type { ScreenProps } from './screen-props';
import { firstOf, kindOf } from './standing';

export type At<Name extends Screen['at']> = ScreenProps & { screen: Extract<Screen, { at: Name }> };

export function connectionOf({ session, screen }: At<'waiting' | 'declined' | 'connected'>) {
  return session.connections.find(({ connectionId }) => connectionId === screen.connectionId);
}

/** Back to where the choice was made. */
export function another(props: At<'waiting' | 'declined'>): void {
  const connection = connectionOf(props);
  const { journey, screen, session, settings } = props;
  if (screen.origin === 'manage' || !connection) journey.go({ at: 'manage' });
  else journey.go(firstOf(session, settings, kindOf(connection)));
}
