/** @jsxImportSource preact */
// Optional landing screen.
import { fillNames } from '../consent-text';
import { Markdown } from '../markdown-view';
import { Actions, Button, Heading } from '../parts';
import type { ScreenProps } from '../screen-props';

export function Landing({ words, settings, companyName, journey }: ScreenProps) {
  const own = (key: string) => fillNames(settings.text(`landing.${key}`), { companyName, platformName: '' });
  return (
    <>
      <Heading text={own('title') || words.landingTitle(companyName)} />
      <Markdown text={own('subtitle') || words.landingLead} />
      <Actions>
        <Button onClick={journey.pastLanding}>{own('nextButton') || words.landingButton}</Button>
      </Actions>
    </>
  );
}
