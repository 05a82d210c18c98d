// Job: tell Codat the current name of the business.
import { renameAtCodat } from '../../company/rename-business';
import { defineJob } from '../define-job';

export const renameCompany = defineJob({
  kind: 'rename-company',
  run: (tools, { companyId }) => renameAtCodat(tools, companyId),
});
