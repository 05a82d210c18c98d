/** @jsxImportSource preact */
// Loading and error screens of both modules.
import { Actions, Button, Heading } from '../parts';
import type { Words } from '../words-en';

export function Loading() {
  return <div class="spinner" />;
}

interface FailedProps {
  words: Words;
  reason: 'refused' | 'unreachable';
  onRetry: () => void;
}

export function Failed({ words, reason, onRetry }: FailedProps) {
  return (
    <>
      <Heading text={words.failedTitle} />
      <p role="alert">{words.failedLeads[reason]}</p>
      {reason === 'unreachable' ? (
        <Actions>
          <Button onClick={onRetry}>{words.tryAgain}</Button>
        </Actions>
      ) : null}
    </>
  );
}
