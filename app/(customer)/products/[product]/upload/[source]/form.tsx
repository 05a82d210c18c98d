'use client';
// Client leaf: the form that chooses files and sends them once. Without scripts it is the same form, and the server reports the faults of a file.
import { type SyntheticEvent, useState } from 'react';
import { BoundForm, useMadeFor } from '@/components/bound-form';
import { buttonClass } from '@/components/ui/button';
import { FileField } from '@/components/ui/file-field';

interface Props {
  action: string;
  /** Accepted file name endings, with their dot. */
  accept: string[];
  maxBytes: number;
  /** Nothing was sent yet: sending is the primary action of the page. */
  isFirst: boolean;
  words: {
    field: string;
    hint: string;
    submit: string;
    sending: string;
    choose: string;
    none: string;
    noneChosen: string;
    /** Sentence with `{name}` for the name of the file. */
    tooLarge: string;
    wrongType: string;
  };
}

export function UploadForm({ action, accept, maxBytes, isFirst, words }: Props) {
  // The page binding goes into the address, so that the server reads it before the first byte of a file.
  const madeFor = new URLSearchParams(useMadeFor()).toString();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string>();

  /** Checked before the upload, which may take minutes; the server checks both again. */
  function problemOf(files: readonly File[]): string | undefined {
    for (const { name, size } of files) {
      if (size > maxBytes) return words.tooLarge.replace('{name}', () => name);
      if (!accept.some((ending) => name.toLowerCase().endsWith(ending)))
        return words.wrongType.replace('{name}', () => name);
    }
    return undefined;
  }

  function send(event: SyntheticEvent<HTMLFormElement>) {
    const hasFile = new FormData(event.currentTarget)
      .getAll('file')
      .some((file) => file instanceof File && file.name !== '');
    if (!hasFile) setError(words.noneChosen);
    if (isSending || error !== undefined || !hasFile) event.preventDefault();
    else setSending(true);
  }

  return (
    <BoundForm
      action={`${action}?${madeFor}`}
      method="post"
      encType="multipart/form-data"
      className="grid gap-4"
      onSubmit={send}
    >
      <FileField
        id="file"
        name="file"
        multiple
        accept={accept.join(',')}
        label={words.field}
        hint={words.hint}
        error={error}
        words={words}
        onChoose={(files) => setError(problemOf(files))}
      />
      <div>
        <button
          type="submit"
          aria-disabled={isSending}
          className={buttonClass(isFirst ? 'primary' : 'secondary')}
        >
          {words.submit}
        </button>
      </div>
      <p role="status" className="text-ink-soft">
        {isSending ? words.sending : null}
      </p>
    </BoundForm>
  );
}
