// Tab of a provider. It opens within the click, or browsers block it as a pop-up.

export interface ProviderTab {
  isOpen: boolean;
  show(url: string): void;
  giveUp(): void;
}

export function openProviderTab(): ProviderTab {
  const tab = window.open('about:blank', '_blank');
  // A provider must not reach back into the page that sent the customer there.
  if (tab) tab.opener = null;
  return {
    isOpen: tab !== null,
    show: (url) => tab?.location.replace(url),
    giveUp: () => tab?.close(),
  };
}
