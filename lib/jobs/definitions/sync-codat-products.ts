// Job: switch the products of a company at Codat; one that Codat lacks or may not switch becomes a dead letter.
import { PermanentFailure, Upstream } from '../../errors';
import { syncCodatProducts } from '../../sync/sync-codat-products';
import { defineJob } from '../define-job';

export const syncCodatProductsJob = defineJob({
  kind: 'sync-codat-products',
  async run(tools, { companyId }) {
    try {
      await syncCodatProducts(tools, companyId);
    } catch (error) {
      const isForGood = error instanceof Upstream && ['not-found', 'refused', 'invalid'].includes(error.kind);
      if (!isForGood) throw error;
      throw new PermanentFailure(
        `${error.message}: check CODAT_PRODUCT_IDS, and that Codat lets you use its products`,
      );
    }
  },
});
