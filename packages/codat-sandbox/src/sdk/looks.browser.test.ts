// Browser tests of every screen for accessibility: in both languages, light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { SCREENS, walkTo } from '../../test/embedded/screens';
import { openStage, type Scene, type Stage } from '../../test/embedded/stage';
import { wordsOf } from './browser/words';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.clear());
afterAll(() => stage.close());

interface Finding {
  id: string;
  impact: string | null;
  nodes: { target: unknown; failureSummary?: string }[];
}

declare global {
  interface Window {
    axe: { run(): Promise<{ violations: Finding[] }> };
  }
}

async function graveFindings({ page }: Scene): Promise<unknown[]> {
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]);
}

/** Controls that a finger misses, and content that must be pushed sideways to be read. */
function misfits({ page }: Scene) {
  return page.locator('#one').evaluate((target) => {
    const root = target.firstElementChild?.shadowRoot;
    const controls = [...(root?.querySelectorAll('button, a.button, summary, input:not(.hidden)') ?? [])];
    const small = controls.filter((each) => {
      const { width, height } = each.getBoundingClientRect();
      return width < 44 || height < 44;
    });
    const content = root?.querySelector('.content');
    const images = [...(root?.querySelectorAll('img') ?? [])];
    return {
      broken: images.filter(({ complete, naturalWidth }) => complete && naturalWidth === 0).length,
      controls: controls.length > 0,
      small: small.map((each) => each.textContent),
      tooWide: (content?.scrollWidth ?? 0) > (content?.clientWidth ?? 0),
    };
  });
}

const WELL = { broken: 0, controls: true, small: [], tooWide: false };

it.each(SCREENS)('$name', async (one) => {
  const scene = await stage.open();
  await walkTo(scene, stage.sandbox, 'en', one);
  expect(await misfits(scene)).toEqual(WELL);
  // Before axe, which adds a style of its own to measure with.
  expect(await scene.complaints()).toEqual([]);
  await scene.page.evaluate(axe);
  expect(await graveFindings(scene)).toEqual([]);

  // The other language, dark, on the narrowest phone.
  if (one.name === 'overlay') return;
  await scene.page.getByRole('button', { name: 'Français' }).click();
  await scene.page.emulateMedia({ colorScheme: 'dark' });
  await scene.page.setViewportSize({ width: 320, height: 640 });
  await scene.page.getByRole('heading', { name: one.heading(wordsOf('fr')), exact: true }).waitFor();
  expect(await graveFindings(scene)).toEqual([]);
  expect(await misfits(scene)).toEqual(WELL);
});
