/** @jsxImportSource preact */
// Platform picker: a list with a search, and file upload as the alternative.
import { useId, useState } from 'preact/hooks';
import { ForwardIcon } from '../icons';
import { Actions, Button, Heading, Logo, Tag } from '../parts';
import type { ScreenProps } from '../screen-props';
import { type ConsentKind, kindSettings } from '../settings';
import { platformsFor } from '../standing';

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function Platforms({ words, settings, session, journey, kind }: ScreenProps & { kind: ConsentKind }) {
  const [search, setSearch] = useState('');
  const field = useId();
  const own = kindSettings(settings, kind);
  const all = own ? platformsFor(session, settings, own) : [];
  const parts = folded(search).split(/\s+/);
  const found = all.filter(({ name }) => parts.every((part) => folded(name).includes(part)));
  const isNone = all.length === 0 ? words.nothingOffered : words.nothingFound(search.trim());
  return (
    <>
      <Heading text={words.platformsTitle[kind]} />
      {all.length > 0 ? (
        <div class="field">
          <label for={field}>{words.search}</label>
          <input
            id={field}
            type="search"
            autocomplete="off"
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
      ) : null}
      <p class="hidden" role="status">
        {search.trim() === '' ? '' : words.found(found.length)}
      </p>
      {found.length === 0 ? <p class="soft">{isNone}</p> : null}
      <ul class="choices">
        {found.map(({ integrationKey, name, logoUrl, isTest }) => (
          <li key={integrationKey}>
            <button
              type="button"
              class="choice"
              onClick={() => journey.go({ at: 'consent', kind, platformKey: integrationKey })}
            >
              <Logo url={logoUrl} />
              <span class="name">{name}</span>
              {isTest ? <Tag>{words.test}</Tag> : null}
              <ForwardIcon />
            </button>
          </li>
        ))}
      </ul>
      {own?.hasUpload ? (
        <Actions>
          <Button isQuiet onClick={() => journey.go({ at: 'upload', kind })}>
            {words.uploadInstead}
          </Button>
        </Actions>
      ) : null}
    </>
  );
}
