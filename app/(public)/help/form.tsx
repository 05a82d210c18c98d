'use client';
// Client leaf: the help form; the typed values stay when something has to be corrected.
import { useActionState } from 'react';
import { BoundForm, PageOf, type PageOwner } from '@/components/bound-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field, FieldError } from '@/components/ui/field';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { Notice } from '@/components/ui/notice';
import { SubmitButton } from '@/components/ui/submit-button';
import type { HelpField } from '@/lib/domain/support/help-request';
import { fieldLength } from '@/lib/domain/text/clean-name';
import { type HelpAnswer, TRAP } from './answer';

const FIELDS = ['name', 'email', 'message'] as const;

interface Props {
  action: (previous: HelpAnswer, form: FormData) => Promise<HelpAnswer>;
  hidden: Record<string, string>;
  /** Null for a reader who acts for no business. */
  owner: PageOwner | null;
  /** Name and address of the signed-in person. */
  known: { name: string; email: string };
  limits: Record<HelpField, number>;
  words: Record<HelpField, { label: string; hint?: string }> & {
    submit: string;
    submitting: string;
    failed: string;
    trap: string;
  };
}

export function HelpForm({ action, hidden, owner, known, limits, words }: Props) {
  const [answer, formAction] = useActionState(action, { kind: 'idle' });
  const problems = answer.kind === 'invalid' ? answer.fields : {};
  const written = answer.kind === 'idle' ? { ...known, message: '' } : answer.written;
  const errors = FIELDS.flatMap((field) => {
    const message = problems[field];
    return message === undefined ? [] : [{ fieldId: `help-${field}`, message }];
  });
  const described = ['help-message-hint', problems.message === undefined ? '' : 'help-message-error'];
  return (
    <PageOf owner={(answer.kind === 'refused' ? answer.owner : undefined) ?? owner}>
      <BoundForm action={formAction} className="grid gap-5" noValidate>
        {errors.length > 0 ? <ErrorSummary title={words.failed} errors={errors} /> : null}
        {answer.kind === 'refused' ? (
          <Notice tone="critical" title={words.failed}>
            {answer.message}
          </Notice>
        ) : null}
        <HiddenFields values={hidden} />
        <Field
          id="help-name"
          name="name"
          label={words.name.label}
          error={problems.name}
          defaultValue={written.name}
          autoComplete="name"
          maxLength={fieldLength(limits.name)}
        />
        <Field
          id="help-email"
          name="email"
          type="email"
          label={words.email.label}
          hint={words.email.hint}
          error={problems.email}
          defaultValue={written.email}
          autoComplete="email"
          maxLength={limits.email}
          required
        />
        <div className="grid gap-1.5">
          <label htmlFor="help-message" className="font-medium">
            {words.message.label}
          </label>
          <p id="help-message-hint" className="text-14 text-ink-soft">
            {words.message.hint}
          </p>
          <textarea
            id="help-message"
            name="message"
            rows={6}
            className="field py-3"
            defaultValue={written.message}
            maxLength={limits.message}
            aria-describedby={described.filter((id) => id !== '').join(' ')}
            aria-invalid={problems.message === undefined ? undefined : true}
            required
          />
          <FieldError id="help-message" error={problems.message} />
        </div>
        <label hidden>
          {words.trap}
          {/* No browser or password manager knows a field of this name, so none fills it in. */}
          <input
            name={TRAP}
            tabIndex={-1}
            autoComplete="off"
            data-1p-ignore
            data-bwignore
            data-lpignore="true"
            data-form-type="other"
          />
        </label>
        <div>
          <SubmitButton variant="secondary" pendingLabel={words.submitting}>
            {words.submit}
          </SubmitButton>
        </div>
      </BoundForm>
    </PageOf>
  );
}
