// Check of events against the keys of this site.
import { type SignatureCheck, signaturesBy } from '../domain/ledger/event-signature';
import { getSigningKeys } from '../runtime/env';

export const ourSignatures = (): SignatureCheck => signaturesBy(getSigningKeys());
