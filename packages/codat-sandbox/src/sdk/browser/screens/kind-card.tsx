/** @jsxImportSource preact */
// Card of one source type on the main screen: its status and next action.
import { CheckIcon } from '../icons';
import { Button, Tag } from '../parts';
import type { ScreenProps } from '../screen-props';
import type { KindSettings } from '../settings';
import { firstOf, type Standing, standingOf } from '../standing';

function StateTag({ standing, words }: { standing: Standing; words: ScreenProps['words'] }) {
  if (standing.isDone) {
    return (
      <Tag tone="good">
        <CheckIcon /> {words.statuses.Linked}
      </Tag>
    );
  }
  return standing.waiting ? <Tag tone="warn">{words.statuses[standing.waiting.status]}</Tag> : null;
}

/** Names of the connections; a description while there are none. */
function lineOf({ linked, fileCount, waiting }: Standing, lead: string, words: ScreenProps['words']): string {
  const names = [...new Set(linked.map(({ name }) => name)), ...(waiting ? [waiting.name] : [])];
  const parts = [...names, ...(fileCount > 0 ? [words.filesUploaded(fileCount)] : [])];
  return parts.length > 0 ? parts.join(', ') : lead;
}

export function KindCard({ own, ...props }: ScreenProps & { own: KindSettings }) {
  const { words, session, settings, journey } = props;
  const { kind } = own;
  const standing = standingOf(session, kind);
  const begin = () => journey.go(firstOf(session, settings, kind));
  const upload = () => journey.go({ at: 'upload', kind });
  // One active accounting connection is all a company can have.
  const mayAdd = standing.isDone && own.hasIntegrations && kind !== 'accounting';
  const isFirst = own.hasIntegrations && !standing.isDone;
  return (
    <li class="card">
      <div class="row">
        <h3>{words.kinds[kind]}</h3>
        {own.isOptional && !standing.isDone && !standing.waiting ? <Tag>{words.optional}</Tag> : null}
        <StateTag standing={standing} words={words} />
      </div>
      <p class="soft small">{lineOf(standing, words.kindLeads[kind], words)}</p>
      <div class="stack">
        {isFirst ? (
          <Button isQuiet onClick={begin}>
            {standing.waiting ? words.resume : words.connect}
            <span class="hidden"> {words.kinds[kind]}</span>
          </Button>
        ) : null}
        {mayAdd ? (
          <Button isQuiet onClick={begin}>
            {words.addAnother}
            <span class="hidden"> {words.kinds[kind]}</span>
            {kind === 'banking' ? <Tag>{words.recommended}</Tag> : null}
          </Button>
        ) : null}
        {own.hasUpload && !isFirst ? (
          <Button isQuiet onClick={upload}>
            {words.upload}
            <span class="hidden"> {words.kinds[kind]}</span>
          </Button>
        ) : null}
      </div>
    </li>
  );
}
