// Signature check of events against the site's keys.
import { type SignatureCheck, signaturesBy } from '../domain/ledger/event-signature';
import { getSigningKeys } from '../runtime/env';

export const ourSignatures = (): SignatureCheck => signaturesBy(getSigningKeys());
