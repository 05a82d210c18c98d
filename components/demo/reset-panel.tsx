// Starting over at Codat: the business that is signed in, or everything, each after its consequence was said.
import { Disclosure } from '../ui/disclosure';
import { SubmitButton } from '../ui/submit-button';
import { Panel } from './panel';

type FormAction = (form: FormData) => Promise<void>;

interface Reset {
  action: FormAction;
  /** Opens the consequence. */
  summary: string;
  consequence: string;
  confirm: string;
}

interface Props {
  /** Null when nobody is signed in in this browser. */
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
