'use client';
// Client leaf: the form of a consent request, with boxes that start empty, two answers of one size and a quiet third.
import { useActionState } from 'react';
import { BoundForm, ChoiceRow } from '@/components/bound-form';
import { CheckboxField } from '@/components/ui/choice-field';
import { FormProblem } from '@/components/ui/form-problem';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';
import type { NoticeOption } from '@/lib/domain/notice/notice';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  statement: string;
  options: readonly NoticeOption[];
  /** Pages that explain more before the customer answers; each leads back here. */
  links: readonly { href: string; label: string }[];
  words: {
    agree: string;
    agreeing: string;
    notNow: string;
    /** Null where there is no offer to stop asking. */
    never: string | null;
    options: string;
    failed: string;
  };
}

export function ConsentForm({ action, hidden, statement, options, links, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const sent = sentOf(state);
  const error =
    state.status === 'invalid' ? (state.fields.agree ?? Object.values(state.fields)[0]) : undefined;
  return (
    // autoComplete off: after Back the browser must not tick a box again by itself.
    <BoundForm action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      <FormProblem state={state} title={words.failed} fieldId="agree" error={error} />
      {options.length > 0 ? (
        <fieldset className="grid gap-3">
          <legend className="mb-3 font-semibold text-18">{words.options}</legend>
          {options.map(({ sourceType, label, benefit }) => (
            <CheckboxField
              key={sourceType}
              id={`source-${sourceType}`}
              name={`source-${sourceType}`}
              value="yes"
              defaultChecked={`source-${sourceType}` in sent}
            >
              <span translate="no">
                <span className="font-medium">{label}</span>{' '}
                <span className="block text-14 text-ink-soft">{benefit}</span>
              </span>
            </CheckboxField>
          ))}
        </fieldset>
      ) : null}
      <CheckboxField id="agree" name="agree" value="yes" error={error}>
        <span translate="no">{statement}</span>
      </CheckboxField>
      <p className="flex flex-wrap gap-x-6 text-14">
        {links.map(({ href, label }) => (
          <a key={href} href={href} className="link inline-flex min-h-target items-center">
            {label}
          </a>
        ))}
      </p>
      <div className="grid gap-3">
        {/* On a phone both answers stay in sight, at the same size. */}
        <div className="answer-bar">
          <ChoiceRow>
            <SubmitButton name="answer" value="agree" pendingLabel={words.agreeing}>
              {words.agree}
            </SubmitButton>
            <SubmitButton name="answer" value="not-now" variant="secondary" pendingLabel={words.agreeing}>
              {words.notNow}
            </SubmitButton>
          </ChoiceRow>
        </div>
        {words.never === null ? null : (
          <div className="justify-self-center">
            <SubmitButton name="answer" value="never" variant="quiet" pendingLabel={words.agreeing}>
              {words.never}
            </SubmitButton>
          </div>
        )}
      </div>
    </BoundForm>
  );
}
