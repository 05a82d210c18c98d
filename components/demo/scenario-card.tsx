// Card of one scenario: its person, its starting state, what to show, and the button that prepares it.
import { Card } from '../ui/card';
import { Disclosure } from '../ui/disclosure';
import { SubmitButton } from '../ui/submit-button';
import { Portrait } from './portrait';

type FormAction = (form: FormData) => Promise<void>;

interface Props {
  id: string;
  number: number;
  title: string;
  /** `language` is set when the scenario's pages open in another language than the presenter's. */
  person: { name: string; business: string; language: { short: string; text: string } | null };
  /** State in which the scenario begins. */
  state: string;
  notes: { title: string; steps: readonly string[] };
  start: { action: FormAction; label: string; pending: string };
  /** Time of its last start. */
  last: string | null;
  goOn: { action: FormAction; label: string; pending: string } | null;
}

export function ScenarioCard({ id, number, title, person, state, notes, start, last, goOn }: Props) {
  return (
    <Card className="h-full p-4! min-[100rem]:p-6!">
      <div className="flex h-full flex-col gap-2 min-[100rem]:gap-4">
        <h3 className="font-semibold text-18 min-[100rem]:text-28">
          <span className="tabular text-ink-soft">{number}</span> {title}
        </h3>
        <div className="flex items-center gap-3">
          <Portrait name={person.name} />
          <p className="min-w-0 flex-1">
            <span className="block font-medium min-[100rem]:text-18">{person.name}</span>
            <span className="block text-14 text-ink-soft min-[100rem]:text-16">{person.business}</span>
          </p>
          {person.language === null ? null : (
            <span className="rounded-full border border-line px-2 font-medium text-14 text-ink-soft">
              <span aria-hidden="true">{person.language.short}</span>
              <span className="sr-only">{person.language.text}</span>
            </span>
          )}
        </div>
        {/* Room for two lines, so that the buttons of a row are level when one card adds a line below. */}
        <p className="min-h-12 min-[100rem]:min-h-14 min-[100rem]:text-22">{state}</p>
        <div className="-mx-4 -my-1.5">
          <Disclosure summary={notes.title}>
            <ol className="grid list-decimal gap-2 pl-5 min-[100rem]:text-18">
              {notes.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Disclosure>
        </div>
        <div className="grid gap-1">
          <Press id={id} {...start} variant="primary" />
          {goOn === null ? null : <Press id={id} {...goOn} variant="quiet" />}
          {last === null ? null : <p className="text-center text-14 text-ink-soft">{last}</p>}
        </div>
      </div>
    </Card>
  );
}

interface PressProps {
  id: string;
  action: FormAction;
  label: string;
  pending: string;
  variant: 'primary' | 'quiet';
}

function Press({ id, action, label, pending, variant }: PressProps) {
  return (
    <form action={action} className="grid">
      <input type="hidden" name="scenario" value={id} />
      <SubmitButton variant={variant} pendingLabel={pending}>
        {label}
      </SubmitButton>
    </form>
  );
}
