// Form fields for a moment: a date and a time to the minute, in the time zone named below them.
import { Field, FieldError } from './ui/field';

interface Props {
  id: string;
  wall: { date: string; time: string };
  words: { date: string; time: string; zone: string };
  error?: string | undefined;
}

export function MomentFields({ id, wall, words, error }: Props) {
  const described = `${id}-zone${error ? ` ${id}-error` : ''}`;
  const shared = {
    autoComplete: 'off',
    'aria-describedby': described,
    'aria-invalid': error ? true : undefined,
  } as const;
  return (
    <div className="grid gap-1.5">
      {/* Below each other where both do not fit side by side. */}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-3">
        <Field
          {...shared}
          id={`${id}-date`}
          name="date"
          type="date"
          label={words.date}
          defaultValue={wall.date}
        />
        <Field
          {...shared}
          id={`${id}-time`}
          name="time"
          type="time"
          label={words.time}
          defaultValue={wall.time}
        />
      </div>
      <p id={`${id}-zone`} className="text-14 text-ink-soft">
        {words.zone}
      </p>
      <FieldError id={id} error={error} />
    </div>
  );
}
