'use client';
// Page binding in the browser: each customer form sends along whom the page was made for, and names the business that it counts for.
import { type ComponentProps, createContext, type ReactNode, useContext } from 'react';
import { MADE_FOR } from '@/lib/action-state';

export interface PageOwner {
  /** Page binding, signed by the server. */
  madeFor: string;
  businessName: string;
  /** Word before the name. */
  label: string;
}

/** Null on pages without a business, such as those of a delegated link. */
const Owner = createContext<PageOwner | null>(null);
/** True where a surrounding element names the business already. */
const Named = createContext(false);

export function PageOf({ owner, children }: { owner: PageOwner | null; children: ReactNode }) {
  return <Owner value={owner}>{children}</Owner>;
}

/** Fields of the page binding, for requests that are sent without a form. */
export function useMadeFor(): Record<string, string> {
  const owner = useContext(Owner);
  return owner === null ? {} : { [MADE_FOR]: owner.madeFor };
}

/** @param isQuiet the name of the business stands beside the form anyway, or the form asks for nothing */
export function BoundForm({
  isQuiet = false,
  children,
  ...form
}: ComponentProps<'form'> & { isQuiet?: boolean }) {
  const owner = useContext(Owner);
  const isNamed = useContext(Named);
  return (
    // The key makes a form for another business a new form: ticks of the one before must not stay.
    // noValidate: the browser's own messages are in its language and not in the page's; the form's errors name what is missing.
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
