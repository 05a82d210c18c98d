/** @jsxImportSource preact */
// Main screen: each source type with its status, and the end when enough is connected.
import { useId } from 'preact/hooks';
import { Markdown } from '../markdown-view';
import { Actions, Button, Heading } from '../parts';
import type { ScreenProps } from '../screen-props';
import { stillNeeded } from '../standing';
import { KindCard } from './kind-card';

export function Main(props: ScreenProps) {
  const { words, settings, session, journey } = props;
  const hint = useId();
  const needed = stillNeeded(session, settings).map((kind) => words.kinds[kind].toLocaleLowerCase());
  const hasPast = session.connections.some(({ status, isUpload }) => !isUpload && status !== 'PendingAuth');
  return (
    <>
      <Heading text={settings.text('main.title') || words.mainTitle} />
      <Markdown text={settings.text('main.subtitle') || words.mainLead} />
      <ul class="cards">
        {settings.kinds.map((own) => (
          <KindCard key={own.kind} own={own} {...props} />
        ))}
      </ul>
      {hasPast ? (
        <p>
          <button type="button" class="plain" onClick={() => journey.go({ at: 'manage' })}>
            {words.manage}
          </button>
        </p>
      ) : null}
      <Actions>
        {needed.length > 0 ? (
          <p class="soft small" id={hint}>
            {words.completeHint(needed.join(', '))}
          </p>
        ) : null}
        <Button
          isOff={needed.length > 0}
          describedBy={needed.length > 0 ? hint : ''}
          onClick={journey.finish}
        >
          {words.complete}
        </Button>
      </Actions>
    </>
  );
}
