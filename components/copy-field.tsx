'use client';
// Client leaf: a text with a copy button. Without JavaScript the text can be selected and copied by hand.
import { useState } from 'react';
import { Button } from '@/components/ui/button';

interface Props {
  id: string;
  label: string;
  value: string;
  words: { copy: string; copied: string };
}

export function CopyField({ id, label, value, words }: Props) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          id={id}
          readOnly
          value={value}
          className="field min-w-0 flex-1 basis-60"
          onFocus={(event) => event.target.select()}
        />
        <Button
          variant="secondary"
          onClick={() => {
            // Browsers refuse without a secure context or a click: then the text is there to be selected.
            navigator.clipboard?.writeText(value).then(
              () => setCopied(true),
              () => {},
            );
          }}
        >
          {words.copy}
        </Button>
      </div>
      <p role="status" className="text-14 text-positive empty:hidden">
        {copied ? words.copied : null}
      </p>
    </div>
  );
}
