'use client';
// Page binding on the page: each form of a customer carries for whom the page was made, and says for which business it counts.
import { type ComponentProps, createContext, type ReactNode, useContext } from 'react';
import { MADE_FOR } from '@/lib/action-state';

export interface PageOwner {
  /** Signed by the server. */
  madeFor: string;
  businessName: string;
  /** Stands before the name. */
  label: string;
}

/** Null on pages of nobody's business, such as those for colleagues with a link. */
const Owner = createContext<PageOwner | null>(null);
/** Whether the business is named already, around what is asked. */
const Named = createContext(false);

export function PageOf({ owner, children }: { owner: PageOwner | null; children: ReactNode }) {
  return <Owner value={owner}>{children}</Owner>;
}

/** For what is sent without a form: fields to send along. */
export function useMadeFor(): Record<string, string> {
  const owner = useContext(Owner);
  return owner === null ? {} : { [MADE_FOR]: owner.madeFor };
}

/** @param isQuiet the name of the business stands beside it anyway, or nothing is asked */
export function BoundForm({
  isQuiet = false,
  children,
  ...form
}: ComponentProps<'form'> & { isQuiet?: boolean }) {
  const owner = useContext(Owner);
  const isNamed = useContext(Named);
  return (
    // Made for another business it is another form: what was ticked for the one before must not stay.
    // The browser's own bubbles speak its language and not the page's: what is missing is said by the form's own errors.
    <form key={owner?.madeFor} noValidate {...form}>
      {owner === null ? null : <input type="hidden" name={MADE_FOR} value={owner.madeFor} />}
      {owner === null || isQuiet || isNamed ? null : <ForBusiness {...owner} />}
      <Named value>{children}</Named>
    </form>
  );
}

/** Two answers side by side, of exactly the same size; one below the other where there is no room. The business is named once for both. */
export function ChoiceRow({ children }: { children: ReactNode }) {
  const owner = useContext(Owner);
  const isNamed = useContext(Named);
  return (
    <div className="grid gap-3">
      {owner === null || isNamed ? null : <ForBusiness {...owner} />}
      <div className="grid auto-rows-fr grid-cols-1 gap-3 min-[22.5rem]:grid-cols-2">
        <Named value>{children}</Named>
      </div>
    </div>
  );
}

function ForBusiness({ label, businessName }: PageOwner) {
  return (
    <p className="min-w-0 text-14 text-ink-soft">
      {label}{' '}
      <bdi translate="no" className="wrap-anywhere font-semibold text-ink">
        {businessName}
      </bdi>
    </p>
  );
}
