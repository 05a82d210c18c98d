// Playwright journeys: a platform that is not listed: files instead, and naming the platform.
import { agree, expect, test } from '../fixtures';
import { pdf, xlsx, zipBomb } from '../upload-stage';
import { type Language, say, WORDS } from '../words';

const asInput = ({ name, bytes }: { name: string; bytes: Uint8Array }) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

for (const language of ['en', 'fr'] as const satisfies Language[]) {
  test.describe(language, () => {
    test.use({ locale: language === 'en' ? 'en-GB' : 'fr-FR' });
    const { connect, upload, missing, connections } = WORDS[language];

    test('files go where a platform is missing, and the platform is noted', async ({
      page,
      customer: { ctx },
    }) => {
      await agree(ctx, 'lending');
      await page.goto('/products/lending/connect');
      await page.getByRole('link', { name: connect.notListed.files.Accounting }).click();
      await expect(page.getByRole('heading', { name: upload.title.Accounting })).toBeVisible();
      const files = [pdf('Bilan 2025.pdf'), zipBomb('Photos.pdf'), xlsx('Grand livre.xlsx')];
      await page.getByLabel(upload.field, { exact: true }).setInputFiles(files.map(asInput));
      await page.getByRole('button', { name: upload.submit }).click();
      const refused = page.getByRole('alert').filter({ hasText: 'Photos.pdf' });
      await expect(refused).toContainText(upload.problem['is-office']);
      await expect(page.getByText(upload.state.sent, { exact: true })).toHaveCount(2);
      for (const name of ['Bilan 2025.pdf', 'Grand livre.xlsx'])
        await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
      // Accounting is done; the bank is next.
      await page.getByRole('link', { name: upload.next, exact: true }).click();
      await expect(
        page.getByRole('heading', { level: 1, name: WORDS[language].sources.connect.Banking }),
      ).toBeVisible();
      await page.getByRole('link', { name: connect.notListed.ask }).click();
      await page.getByLabel(missing.name, { exact: true }).fill('Ciel Compta');
      await page.getByRole('button', { name: missing.submit, exact: true }).click();
      await expect(page.getByText(say(missing.askedTitle, { platform: 'Ciel Compta' }))).toBeVisible();
      await page.goto('/connections');
      await expect(page.getByText(connections.explain.files)).toBeVisible();
    });
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, locale: 'fr-FR' });
  const { upload } = WORDS.fr;

  test('the form sends files, and an empty one says what to do', async ({ page, customer: { ctx } }) => {
    await agree(ctx, 'lending');
    await page.goto('/products/lending/upload/banking');
    await page.getByLabel(upload.field, { exact: true }).setInputFiles([asInput(pdf('Relevé.pdf'))]);
    await page.getByRole('button', { name: upload.submit }).click();
    await expect(page.getByText(upload.state.sent, { exact: true })).toBeVisible();
    await page.goto('/products/lending/upload/banking?problem=none');
    await expect(page.getByText(upload.form.none)).toBeVisible();
  });
});
