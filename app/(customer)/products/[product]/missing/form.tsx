'use client';
// Client leaf: the form that names a missing platform: its kind, its name, and a remark.
import { useActionState } from 'react';
import { BoundForm } from '@/components/bound-form';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field, FieldError } from '@/components/ui/field';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { Notice } from '@/components/ui/notice';
import { SelectField } from '@/components/ui/select-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';
import { fieldLength } from '@/lib/domain/text/clean-name';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  kinds: { value: string; label: string }[];
  chosen: string;
  /** Values of the form that came back, so that they need not be typed twice. */
  typed: Record<string, string>;
  limits: { name: number; note: number };
  words: {
    kind: string;
    choose: string;
    name: string;
    nameHint: string;
    note: string;
    submit: string;
    submitting: string;
    failed: string;
  };
}

export function MissingForm({ action, hidden, kinds, chosen, typed, limits, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const filled = { ...typed, ...sentOf(state) };
  const fields = state.status === 'invalid' ? state.fields : {};
  const errors = Object.entries(fields).map(([fieldId, message]) => ({ fieldId, message }));
  return (
    <BoundForm action={formAction} className="grid gap-6">
      <HiddenFields values={hidden} />
      {errors.length === 0 ? null : <ErrorSummary title={words.failed} errors={errors} />}
      {state.status === 'failed' ? (
        <Notice tone="critical" title={words.failed}>
          {state.message}
        </Notice>
      ) : null}
      <SelectField
        id="kind"
        name="kind"
        label={words.kind}
        options={[{ value: '', label: words.choose }, ...kinds]}
        chosen={filled.kind ?? chosen}
        error={fields.kind}
      />
      <Field
        id="name"
        name="name"
        label={words.name}
        hint={words.nameHint}
        error={fields.name}
        defaultValue={filled.name}
        autoComplete="off"
        maxLength={fieldLength(limits.name)}
        required
      />
      <div className="grid gap-1.5">
        <label htmlFor="note" className="font-medium">
          {words.note}
        </label>
        <textarea
          id="note"
          name="note"
          rows={4}
          defaultValue={filled.note}
          className="field py-3"
          maxLength={limits.note}
          aria-describedby={fields.note ? 'note-error' : undefined}
          aria-invalid={fields.note ? true : undefined}
        />
        <FieldError id="note" error={fields.note} />
      </div>
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </BoundForm>
  );
}
