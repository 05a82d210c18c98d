// Owns the tab that a provider opens in. It must be opened in the click itself: later, browsers take it for a pop-up.

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
