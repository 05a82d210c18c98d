// Panel that injects faults at Codat: the active faults, and three choices for the next one.

import { SelectField } from '../ui/select-field';
import { SubmitButton } from '../ui/submit-button';
import { Panel } from './panel';

type FormAction = (form: FormData) => Promise<void>;
type Options = readonly { value: string; label: string }[];

interface Props {
  actions: { add: FormAction; takeBack: FormAction; takeBackAll: FormAction };
  standing: readonly { id: string; name: string; detail: string }[];
  kinds: Options;
  reaches: Options;
  calls: Options;
  words: {
    title: string;
    none: string;
    what: string;
    reach: string;
    calls: string;
    add: string;
    adding: string;
    takeBack: string;
    takeBackAll: string;
    takingBack: string;
    note: string;
  };
}

export function FaultPanel({ actions, standing, kinds, reaches, calls, words }: Props) {
  return (
    <Panel title={words.title}>
      {standing.length === 0 ? <p className="text-14 text-ink-soft">{words.none}</p> : null}
      <Standing actions={actions} standing={standing} words={words} />
      <form action={actions.add} className="grid gap-2">
        <SelectField id="fault" name="fault" label={words.what} options={kinds} />
        <SelectField id="reach" name="reach" label={words.reach} options={reaches} />
        <SelectField id="calls" name="calls" label={words.calls} options={calls} />
        <SubmitButton variant="secondary" pendingLabel={words.adding} className="mt-1">
          {words.add}
        </SubmitButton>
      </form>
      <p className="text-14 text-ink-soft">{words.note}</p>
    </Panel>
  );
}

function Standing({ actions, standing, words }: Pick<Props, 'actions' | 'standing' | 'words'>) {
  if (standing.length === 0) return null;
  return (
    <>
      <ul className="divide-y divide-line rounded-control border border-caution/30 bg-caution-soft">
        {standing.map(({ id, name, detail }) => (
          <li key={id} className="flex items-center gap-2 py-1 pl-3">
            <p className="min-w-0 flex-1">
              <span className="block font-medium">{name}</span>
              <span className="tabular block text-14 text-ink-soft">{detail}</span>
            </p>
            <form action={actions.takeBack}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton variant="quiet" pendingLabel={words.takingBack} className="px-2! text-14">
                {words.takeBack} <span className="sr-only">{name}</span>
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
      {standing.length < 2 ? null : (
        <form action={actions.takeBackAll} className="grid">
          <SubmitButton variant="secondary" pendingLabel={words.takingBack}>
            {words.takeBackAll}
          </SubmitButton>
        </form>
      )}
    </>
  );
}
