'use client';
// Choosing files and sending them once. Without scripts it is the same form, and the server says what is wrong with a file.
import { type SyntheticEvent, useState } from 'react';
import { BoundForm, useMadeFor } from '@/components/bound-form';
import { buttonClass } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';

interface Props {
  action: string;
  /** Endings that are taken, with their dot. */
  accept: string[];
  maxBytes: number;
  /** Nothing was sent yet: then sending is the one thing to do here. */
  isFirst: boolean;
  words: {
    field: string;
    hint: string;
    submit: string;
    sending: string;
    /** With `{name}` for the name of the file. */
    tooLarge: string;
    wrongType: string;
  };
}

export function UploadForm({ action, accept, maxBytes, isFirst, words }: Props) {
  // In the address, so that it is known before the first byte of a file.
  const madeFor = new URLSearchParams(useMadeFor()).toString();
  const [isSending, setSending] = useState(false);
  const [error, setError] = useState<string>();

  /** Told before minutes are spent on sending: the server would refuse these two all the same. */
  function problemOf(files: FileList | null): string | undefined {
    for (const { name, size } of files ?? []) {
      if (size > maxBytes) return words.tooLarge.replace('{name}', () => name);
      if (!accept.some((ending) => name.toLowerCase().endsWith(ending)))
        return words.wrongType.replace('{name}', () => name);
    }
    return undefined;
  }

  function send(event: SyntheticEvent<HTMLFormElement>) {
    if (isSending || error !== undefined) event.preventDefault();
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
      <div className="grid gap-1.5">
        <label htmlFor="file" className="font-medium">
          {words.field}
        </label>
        <p id="file-hint" className="text-14 text-ink-soft">
          {words.hint}
        </p>
        <input
          id="file"
          name="file"
          type="file"
          className="field py-2 file:mr-3 file:rounded-control file:border file:border-edge file:bg-sunken file:px-3 file:py-1 file:text-ink"
          multiple
          required
          accept={accept.join(',')}
          aria-describedby={error === undefined ? 'file-hint' : 'file-hint file-error'}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => setError(problemOf(event.target.files))}
        />
        <FieldError id="file" error={error} />
      </div>
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
