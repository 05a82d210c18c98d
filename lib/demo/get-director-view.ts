// Read model of the director's page: the clock, the faults, the runs, and the business signed in here.
import type { Db } from '@/db/client';
import { findCompany } from '@/db/queries/companies';
import { listProducts } from '@/db/queries/products';
import type { Product } from '../domain/product/product';
import { NotFound, Upstream } from '../errors';
import { clock, clockOffset } from '../runtime/clock';
import type { DemoControl, SandboxState } from './control';
import { listRuns, type Run } from './runs';
import type { ScenarioId } from './scenarios';

export interface DirectorView {
  /** Null when the sandbox does not answer: the page still opens and reports that. */
  sandbox: SandboxState | null;
  /** Accord's time, and its offset from this machine's (milliseconds). */
  now: Date;
  clockOffsetMs: number;
  runs: ReadonlyMap<ScenarioId, Run>;
  products: Product[];
  /** Null when this browser is signed out, or Codat has no company for the business. */
  business: { name: string; codatCompanyId: string } | null;
}

/** @param companyId of the person signed in in this browser */
export async function getDirectorView(
  db: Db,
  control: DemoControl,
  companyId: string | null,
): Promise<DirectorView> {
  const [sandbox, runs, products, business] = await Promise.all([
    control.state().catch((error: unknown) => {
      if (error instanceof Upstream) return null;
      throw error;
    }),
    listRuns(db),
    listProducts(db),
    findBusiness(db, companyId),
  ]);
  return { sandbox, now: clock.now(), clockOffsetMs: clockOffset(), runs, products, business };
}

/** Codat's id of the signed-in business. @throws NotFound when there is none */
export async function getCodatCompanyId(db: Db, companyId: string | null): Promise<string> {
  const business = await findBusiness(db, companyId);
  if (business === null) throw new NotFound('company');
  return business.codatCompanyId;
}

async function findBusiness(db: Db, companyId: string | null): Promise<DirectorView['business']> {
  const company = companyId === null ? null : await findCompany(db, companyId);
  if (!company?.codatCompanyId) return null;
  return { name: company.name, codatCompanyId: company.codatCompanyId };
}
