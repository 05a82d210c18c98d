// Route handler: one receipt as the signed JSON file.
import { receiptFile } from '@/lib/domain/receipt/receipt-file';
import { type Address, download } from '../../download';

export async function GET(request: Request, { params }: { params: Promise<Address> }): Promise<Response> {
  return download(request, await params, {
    ending: 'json',
    type: 'application/json; charset=utf-8',
    make: async ({ receipt, jws }) => receiptFile(receipt, jws),
  });
}
