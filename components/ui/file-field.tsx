'use client';
// Client leaf: progressive enhancement of the file input. It is the browser's own control until this script runs, then the same control with our words around it.
import { __iconData as paperclip } from 'lucide-react/icons/paperclip';
import { type ComponentProps, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { buttonClass } from './button';
import { FieldError } from './field';
import { Icon } from './icon';

type Props = Omit<ComponentProps<'input'>, 'id' | 'type' | 'className' | 'style' | 'onChange' | 'ref'> & {
  id: string;
  label: string;
  hint: string;
  error?: string | undefined;
  words: { choose: string; none: string };
  /** Called for files that were chosen before the script ran, too. */
  onChoose: (files: readonly File[]) => void;
};

const never = () => () => {};

export function FileField({ id, label, hint, error, words, onChoose, ...input }: Props) {
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const control = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  const take = (files: FileList | null) => {
    setNames([...(files ?? [])].map(({ name }) => name));
    onChoose([...(files ?? [])]);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: files chosen before the script ran are read once.
  useEffect(() => {
    const early = control.current?.files ?? null;
    if (early !== null && early.length > 0) take(early);
  }, []);
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <p id={`${id}-hint`} className="text-14 text-ink-soft">
        {hint}
      </p>
      <div className={isReady ? 'file-drop' : undefined} data-invalid={error ? true : undefined}>
        {/* The control itself lies over the words: it takes clicks, drops and keys, and screen readers read it as always. */}
        <input
          {...input}
          ref={control}
          id={id}
          type="file"
          className={isReady ? 'absolute inset-0 size-full cursor-pointer opacity-0' : 'field py-2.5'}
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={error ? true : undefined}
          onChange={({ currentTarget }) => take(currentTarget.files)}
        />
        {isReady ? (
          <>
            <span aria-hidden="true" className={buttonClass('secondary', 'max-w-full')}>
              <Icon data={paperclip} />
              {words.choose}
            </span>
            <span aria-hidden="true" className="grid min-w-0 text-14 text-ink-soft">
              {names.length === 0
                ? words.none
                : names.map((name, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: two files of one name are two lines.
                    <bdi key={index} className="break-words">
                      {name}
                    </bdi>
                  ))}
            </span>
          </>
        ) : null}
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}
