'use client';
import { useActionState } from 'react';
import { ChoiceRow } from '@/components/ui/button';
import { CheckboxField, RadioGroup } from '@/components/ui/choice-field';
import { ErrorSummary } from '@/components/ui/error-summary';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
export function GalleryForm({ action }: { action: (p: number, f: FormData) => Promise<number> }) {
  const [n, run] = useActionState(action, 0);
  return (
    <form action={run} className="grid gap-6" noValidate>
      {n > 0 ? (
        <ErrorSummary
          title="Two answers need a look"
          errors={[
            { fieldId: 'bn', message: 'Enter the name of your business.' },
            { fieldId: 'ag', message: 'Tick the box to agree.' },
          ]}
        />
      ) : null}
      <Field
        id="bn"
        name="bn"
        label="Business name"
        hint="As your customers know it."
        error={n > 0 ? 'Enter the name of your business.' : undefined}
      />
      <CheckboxField id="ag" name="ag" error={n > 0 ? 'Tick the box to agree.' : undefined}>
        I agree that Meridian Bank reads this data for Business insights.
      </CheckboxField>
      <RadioGroup
        id="keep"
        name="keep"
        legend="What was read before"
        options={[
          { value: 'keep', label: 'Keep it', hint: 'Your charts stay as they are today.' },
          { value: 'delete', label: 'Delete it' },
        ]}
      />
      <ChoiceRow>
        <SubmitButton name="a" value="agree" pendingLabel="Saving">
          Agree
        </SubmitButton>
        <SubmitButton name="a" value="no" variant="secondary" pendingLabel="Saving">
          Not now
        </SubmitButton>
      </ChoiceRow>
    </form>
  );
}
