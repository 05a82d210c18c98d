'use client';
// Client leaf: the form for a customer's request: who asked, how, why, and what becomes of the data; typed values stay when it comes back.
import { useActionState } from 'react';
import { ChoiceRow } from '@/components/bound-form';
import { ButtonLink } from '@/components/ui/button';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { Notice } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { SelectField, type SelectOption } from '@/components/ui/select-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';

interface Labelled {
  label: string;
  hint: string;
}

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  backHref: string;
  people: readonly SelectOption[];
  channels: readonly { value: string; label: string; hint: string }[];
  /** Null when there is nothing to choose. */
  deletion: readonly { value: string; label: string; hint: string }[] | null;
  words: {
    askedBy: Labelled;
    person: string;
    whoMay: string;
    channel: string;
    reason: Labelled;
    note: Labelled;
    deletion: string;
    submit: string;
    submitting: string;
    back: string;
    failed: string;
  };
}

const FOCUS: Record<string, string> = { channel: 'channel-phone', deletion: 'deletion-keep' };

export function OnRequestForm(props: Props) {
  const { action, hidden, backHref, people, channels, deletion, words } = props;
  const [state, formAction] = useActionState(action, IDLE);
  const errors = state.status === 'invalid' ? state.fields : {};
  const sent = sentOf(state);
  return (
    <form action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      {state.status === 'invalid' ? (
        <ErrorSummary
          title={words.failed}
          errors={Object.entries(errors).map(([field, message]) => ({
            fieldId: FOCUS[field] ?? field,
            message,
          }))}
        />
      ) : null}
      {state.status === 'failed' ? (
        <Notice tone="critical" title={words.failed}>
          {state.message}
        </Notice>
      ) : null}
      <Field
        id="asked-by"
        name="asked-by"
        label={words.askedBy.label}
        hint={words.askedBy.hint}
        error={errors['asked-by']}
        defaultValue={sent['asked-by']}
        maxLength={200}
        required
      />
      <SelectField
        key={`person ${sent.person ?? ''}`}
        id="person"
        name="person"
        label={words.person}
        options={people}
        chosen={sent.person}
        error={errors.person}
      />
      <p className="text-14 text-ink-soft">{words.whoMay}</p>
      <RadioGroup
        id="channel"
        name="channel"
        legend={words.channel}
        choices={channels}
        chosen={sent.channel}
        error={errors.channel}
      />
      <Field
        id="reason"
        name="reason"
        label={words.reason.label}
        hint={words.reason.hint}
        error={errors.reason}
        defaultValue={sent.reason}
        maxLength={200}
        required
      />
      <Field
        id="note"
        name="note"
        label={words.note.label}
        hint={words.note.hint}
        error={errors.note}
        defaultValue={sent.note}
        maxLength={200}
      />
      {deletion === null ? (
        <input type="hidden" name="deletion" value="keep" />
      ) : (
        <RadioGroup
          id="deletion"
          name="deletion"
          legend={words.deletion}
          choices={deletion}
          chosen={sent.deletion}
          error={errors.deletion}
        />
      )}
      <ChoiceRow>
        <SubmitButton variant="danger" pendingLabel={words.submitting}>
          {words.submit}
        </SubmitButton>
        <ButtonLink href={backHref} variant="secondary">
          {words.back}
        </ButtonLink>
      </ChoiceRow>
    </form>
  );
}
