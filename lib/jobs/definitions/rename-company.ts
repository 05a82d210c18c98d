// Job: tell Codat the name that the business has by then.
import { renameAtCodat } from '../../company/rename-business';
import { defineJob } from '../define-job';

export const renameCompany = defineJob({
  kind: 'rename-company',
  run: (tools, { companyId }) => renameAtCodat(tools, companyId),
});
