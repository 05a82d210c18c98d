'use client';
// Client leaf: verifies a receipt in the browser; without scripts the server answers the same form.
import { type DragEvent, type FormEvent, useActionState, useEffect, useRef, useState } from 'react';
import { FileField } from '@/components/ui/file-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { checkReceipt, type ReceiptKey } from '@/lib/domain/receipt/receipt-check';
import { readReceiptFile } from '@/lib/domain/receipt/receipt-file';
import type { ReceiptReference } from '@/lib/domain/receipt/receipt-link';
import { prepareVerification } from './browser-check';
import { readFragment } from './read-fragment';
import { readUpload } from './read-upload';
import { Result, type ResultWords } from './result';
import { type Answer, againstReference, MAX_BYTES } from './verdict';

interface Props {
  /** Public keys that came with the page, so that verifying needs no request. */
  keys: readonly ReceiptKey[];
  action: (previous: Answer, form: FormData) => Promise<Answer>;
  words: {
    file: string;
    fileHint: string;
    choose: string;
    none: string;
    paste: string;
    pasteHint: string;
    submit: string;
    submitting: string;
    result: ResultWords;
  };
}

export function VerifyForm({ keys, action, words }: Props) {
  const [answered, formAction] = useActionState(action, { kind: 'idle' });
  const [local, setLocal] = useState<Answer | null>(null);
  const [reference, setReference] = useState<ReceiptReference | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const answer = local ?? answered;

  const tell = (next: Answer) => {
    setLocal(next);
    result.current?.focus();
  };
  const checkLine = async (jws: string, copy?: unknown): Promise<Answer> => {
    try {
      return await checkReceipt(jws, keys, await prepareVerification(), copy);
    } catch {
      return { kind: 'unable' };
    }
  };
  const checkText = async (text: string) => {
    const file = readReceiptFile(text);
    const verdict: Answer = file === null ? { kind: 'unreadable' } : await checkLine(file.jws, file.copy);
    tell(againstReference(verdict, reference));
  };
  const checkFile = async (file: File) =>
    file.size > MAX_BYTES ? tell({ kind: 'unreadable' }) : checkText(await readUpload(file));

  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is read once per change of it, with the keys of this page.
  useEffect(() => {
    // A failure here is reported when the verification is needed.
    prepareVerification().catch(() => {});
    const read = async () => {
      const fragment = await readFragment(location.hash);
      if (fragment === null) return;
      if (fragment.kind === 'reference') setReference(fragment.reference);
      tell(fragment.kind === 'jws' ? await checkLine(fragment.jws) : fragment);
    };
    const again = () => void read();
    again();
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, [keys]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [file, text] = [form.get('file'), String(form.get('text') ?? '')];
    if (file instanceof File && file.size > 0) void checkFile(file);
    else if (text.trim() === '') tell({ kind: 'empty' });
    else void checkText(text);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void checkFile(file);
  };

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <form
        action={formAction}
        onSubmit={submit}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        className="grid grid-cols-[minmax(0,1fr)] gap-5 rounded-card border border-edge border-dashed p-5 sm:p-6"
      >
        <FileField
          id="file"
          name="file"
          accept=".json,.jws,.txt,.pdf,application/json,application/pdf,text/plain"
          label={words.file}
          hint={words.fileHint}
          words={words}
          onChoose={([file]) => {
            if (file !== undefined) void checkFile(file);
          }}
        />
        <div className="grid gap-1.5">
          <label htmlFor="text" className="font-medium">
            {words.paste}
          </label>
          <p id="text-hint" className="text-14 text-ink-soft">
            {words.pasteHint}
          </p>
          <textarea
            id="text"
            name="text"
            defaultValue={answered.kind === 'busy' ? answered.text : undefined}
            rows={4}
            spellCheck={false}
            autoComplete="off"
            aria-describedby="text-hint"
            className="field py-3 font-mono text-14"
          />
        </div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </form>
      <div ref={result} tabIndex={-1} aria-live="polite" className="outline-none">
        <Result answer={answer} words={words.result} />
      </div>
    </div>
  );
}
