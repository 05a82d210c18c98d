// Route handler: one receipt as a PDF.

import { paperOf } from '@/lib/receipt/paper-of';
import { getEnv } from '@/lib/runtime/env';
import { type Address, download } from '../../download';

export async function GET(request: Request, { params }: { params: Promise<Address> }): Promise<Response> {
  return download(request, await params, {
    ending: 'pdf',
    type: 'application/pdf',
    limit: 'receipt-paper',
    make: async ({ receipt, jws }) => {
      const verifyUrl = new URL('/verify', getEnv().NEXTAUTH_URL).href;
      return new Uint8Array(await paperOf(receipt, jws, verifyUrl));
    },
  });
}
