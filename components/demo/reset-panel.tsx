// Panel that resets data at Codat: the signed-in business, or everything, each after its consequence was shown.
import { Disclosure } from '../ui/disclosure';
import { SubmitButton } from '../ui/submit-button';
import { Panel } from './panel';

type FormAction = (form: FormData) => Promise<void>;

interface Reset {
  action: FormAction;
  /** Text that opens the consequence. */
  summary: string;
  consequence: string;
  confirm: string;
}

interface Props {
  /** Null when this browser has no signed-in business. */
  business: Reset | null;
  everything: Reset;
  words: { title: string; nobody: string; resetting: string };
}

export function ResetPanel({ business, everything, words }: Props) {
  return (
    <Panel title={words.title}>
      {business === null ? <p className="text-14 text-ink-soft">{words.nobody}</p> : null}
      <div className="divide-y divide-line rounded-control border border-line">
        {[business, everything].map((reset) =>
          reset === null ? null : (
            <Disclosure key={reset.summary} summary={reset.summary}>
              <form action={reset.action} className="grid gap-3">
                <p>{reset.consequence}</p>
                <SubmitButton variant="danger" pendingLabel={words.resetting}>
                  {reset.confirm}
                </SubmitButton>
              </form>
            </Disclosure>
          ),
        )}
      </div>
    </Panel>
  );
}
