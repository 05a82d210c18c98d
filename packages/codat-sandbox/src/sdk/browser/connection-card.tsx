/** @jsxImportSource preact */
// Card of one connection that can be managed, in both modules.
import type { EmbedConnection } from '../shapes';
import { DataTypes } from './data-types';
import { CheckIcon, ForwardIcon } from './icons';
import { type Language, TAGS } from './language';
import { Button, Logo, Tag } from './parts';
import type { Words } from './words-en';

function dateIn(language: Language, text: string): string {
  // Seven digits of fraction are more than every browser reads.
  const at = new Date(text.replace(/\.(\d{3})\d*/, '.$1'));
  return new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'long' }).format(at);
}

/** Hides connections never authorised and uploads. */
export function isManaged({ status, isUpload, sourceType }: EmbedConnection): boolean {
  return !isUpload && status !== 'PendingAuth' && ['Accounting', 'Banking', 'Commerce'].includes(sourceType);
}

interface CardProps {
  connection: EmbedConnection;
  words: Words;
  language: Language;
  isBusy: boolean;
  dataTypes: readonly string[];
  onDisconnect: () => void;
  onReconnect: () => void;
}

export function ConnectionCard(props: CardProps) {
  const { connection, words, language, isBusy, dataTypes, onDisconnect, onReconnect } = props;
  const { name, logoUrl, status, organisation, firstAuthorised, lastSync } = connection;
  const isLinked = status === 'Linked';
  return (
    <li class="card">
      <div class="row">
        <div class="who">
          <Logo url={logoUrl} />
          <span>
            <h3>{name}</h3>
            {organisation ? <span class="soft small">{organisation}</span> : null}
          </span>
        </div>
        <Tag tone={isLinked ? 'good' : 'warn'}>
          {isLinked ? <CheckIcon /> : null} {words.statuses[status]}
        </Tag>
      </div>
      <p class="soft small">
        {firstAuthorised ? words.firstConnected(dateIn(language, firstAuthorised)) : ''}
        <br />
        {lastSync ? words.lastRead(dateIn(language, lastSync)) : words.neverRead}
      </p>
      {dataTypes.length > 0 ? (
        <details>
          <summary>
            <span class="small">{words.sharedData}</span>
            <ForwardIcon />
          </summary>
          <DataTypes list={dataTypes} />
        </details>
      ) : null}
      <div class="stack">
        <Button isQuiet isOff={isBusy} onClick={isLinked ? onDisconnect : onReconnect}>
          {isLinked ? words.disconnect : words.reconnect}
          <span class="hidden"> {name}</span>
        </Button>
      </div>
    </li>
  );
}
