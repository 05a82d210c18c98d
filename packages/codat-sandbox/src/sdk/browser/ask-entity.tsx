/** @jsxImportSource preact */
// Confirmation when the customer signed in to another legal entity than before.
import type { EmbedConnection } from '../shapes';
import { Actions, Button, Heading, Logo } from './parts';
import type { Words } from './words-en';

interface EntityProps {
  connection: EmbedConnection;
  words: Words;
  isBusy: boolean;
  onAnswer: (choice: 'keep' | 'back') => void;
}

/** The customer opened another business than before, on purpose or by mistake. */
export function AskEntity({ connection, words, isBusy, onAnswer }: EntityProps) {
  const { before = '', now = '' } = connection.otherEntity ?? {};
  return (
    <>
      <div class="pair">
        <Logo url={connection.logoUrl} />
      </div>
      <Heading text={words.entityTitle} />
      <p>{words.entityLead(before, now)}</p>
      <p class="soft">{words.entityBackHint}</p>
      <Actions>
        <Button isBusy={isBusy} onClick={() => onAnswer('keep')}>
          {words.entityKeep(now)}
        </Button>
        <Button isQuiet isOff={isBusy} onClick={() => onAnswer('back')}>
          {words.entityBack}
        </Button>
      </Actions>
    </>
  );
}
