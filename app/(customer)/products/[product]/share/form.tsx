'use client';
// Client leaf: the form for a delegated link: which platform, and whether the customer checks the organisation before it is used.
import { useActionState } from 'react';
import { BoundForm } from '@/components/bound-form';
import { CheckboxField } from '@/components/ui/choice-field';
import { FormProblem } from '@/components/ui/form-problem';
import { HiddenFields } from '@/components/ui/hidden-fields';
import { SelectField } from '@/components/ui/select-field';
import { SubmitButton } from '@/components/ui/submit-button';
import { type ActionState, IDLE, sentOf } from '@/lib/action-state';

interface Props {
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
  hidden: Record<string, string>;
  groups: { label: string; options: { value: string; label: string }[] }[];
  chosen: string;
  /** Values of the form that came back, so that they need not be chosen twice. */
  typed: Record<string, string>;
  words: {
    platform: string;
    choose: string;
    approval: string;
    approvalHint: string;
    submit: string;
    submitting: string;
    failed: string;
  };
}

export function ShareForm({ action, hidden, groups, chosen, typed, words }: Props) {
  const [state, formAction] = useActionState(action, IDLE);
  const error = state.status === 'invalid' ? state.fields.platform : undefined;
  const sent = { ...typed, ...sentOf(state) };
  const platform = sent.platform ?? chosen;
  return (
    <BoundForm action={formAction} className="grid gap-6" noValidate autoComplete="off">
      <HiddenFields values={hidden} />
      <FormProblem state={state} title={words.failed} fieldId="platform" error={error} />
      <SelectField
        // Without a key the select keeps its first choice, and React restores that after every answer.
        key={platform}
        id="platform"
        name="platform"
        label={words.platform}
        options={[{ value: '', label: words.choose }]}
        groups={groups}
        chosen={platform}
        error={error}
      />
      <CheckboxField
        key={sent.approval}
        id="approval"
        name="approval"
        value="yes"
        defaultChecked={sent.approval === 'yes'}
      >
        <span className="block font-medium">{words.approval}</span>
        <span className="block text-14 text-ink-soft">{words.approvalHint}</span>
      </CheckboxField>
      <div>
        <SubmitButton pendingLabel={words.submitting}>{words.submit}</SubmitButton>
      </div>
    </BoundForm>
  );
}
