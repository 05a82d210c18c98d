'use server';
// Server action: verifies a receipt for a browser without scripts; it stores nothing.
import { publicQuestion } from '@/lib/action';
import { getTools } from '@/lib/auth/context';
import { checkReceiptText } from '@/lib/receipt/check-receipt-text';
import { getLimiter } from '@/lib/security/rate-limit';
import { readUpload } from './read-upload';
import { type Answer, MAX_BYTES } from './verdict';

export const verifyAction = publicQuestion<Answer>('verifyReceipt', async (form) => {
  const [file, pasted] = [form.get('file'), form.get('text')];
  const verdict = await getLimiter().take('verify-receipt', await getTools('/verify'));
  if (!verdict.ok) {
    const text = typeof pasted === 'string' ? pasted.slice(0, MAX_BYTES) : '';
    return { kind: 'busy', seconds: verdict.retryAfterSeconds, text };
  }
  if (file instanceof Blob && file.size > 0) {
    return file.size > MAX_BYTES ? { kind: 'unreadable' } : checkReceiptText(await readUpload(file));
  }
  if (typeof pasted !== 'string' || pasted.trim() === '') return { kind: 'empty' };
  return checkReceiptText(pasted.slice(0, MAX_BYTES));
});
