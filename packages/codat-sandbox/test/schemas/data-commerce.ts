// Wire schema of commerce data: orders.
import { z } from 'zod';
import { changed, currency, localDate, money, notNegative, ref } from './data';
import { guid, pageOf } from './wire';

const percent = z.number().min(0).max(100);

const orderSchema = z.strictObject({
  id: guid,
  orderNumber: z.string().min(1),
  country: z.string().min(1),
  currency,
  customerRef: ref,
  createdDate: localDate,
  closedDate: localDate,
  orderLineItems: z
    .array(
      z.strictObject({
        id: guid,
        // Negative for what came back.
        quantity: z.number().int(),
        unitPrice: notNegative,
        taxPercentage: percent,
        totalTaxAmount: money,
        totalAmount: money,
        productRef: ref,
        discountAllocations: z.array(z.strictObject({ name: z.string().min(1), totalAmount: money })),
      }),
    )
    .min(1),
  serviceCharges: z.array(
    z.strictObject({
      description: z.string().min(1),
      quantity: z.literal(1),
      taxPercentage: percent,
      taxAmount: notNegative,
      totalAmount: notNegative,
      type: z.literal('Shipping'),
    }),
  ),
  payments: z
    .array(
      z.strictObject({
        id: guid,
        amount: money,
        currency,
        type: z.enum(['OnlineCard', 'Paypal']),
        paymentProvider: z.string().min(1),
        status: z.literal('Paid'),
        createdDate: localDate,
        ...changed,
      }),
    )
    .min(1),
  totalAmount: notNegative,
  totalTaxAmount: notNegative,
  totalDiscount: notNegative,
  totalRefund: money.refine((value) => value <= 0),
  totalGratuity: z.literal(0),
  ...changed,
});

export const ordersSchema = pageOf(orderSchema);
