// Reader of AuthZEN 1.0 questions: what is missing or mistyped is named, and what is unknown is ignored. Pure.
// Source: openid.net/specs/authorization-api-1_0, sections 5 to 8.
import { z } from 'zod';

/** Longer names are nobody's, and would only fill logs. */
const LONGEST = 512;
/** Neither NUL nor half of a character: Postgres stores neither, and no name has them. */
const text = z
  .string()
  .min(1)
  .max(LONGEST)
  .regex(/^[^\0\p{Cs}]*$/u);
const properties = z.record(z.string(), z.unknown()).optional();

const entity = z.object({ type: text, id: text, properties });
const action = z.object({ name: text, properties });
/** The entity that is searched: an id in it is ignored. */
const kind = z.object({ type: text, properties });
const context = z.record(z.string(), z.unknown()).default({});

const question = z.object({ subject: entity, action, resource: entity, context });
const page = z.object({
  token: z.string().max(LONGEST).optional(),
  limit: z.number().int().min(1).optional(),
});
const subjectSearch = z.object({ subject: kind, action, resource: entity, context, page: page.optional() });
const resourceSearch = z.object({ subject: entity, action, resource: kind, context, page: page.optional() });
const actionSearch = z.object({ subject: entity, resource: entity, context, page: page.optional() });

/** What each call takes, for its description. */
export const authzenSchemas = { question, subjectSearch, resourceSearch, actionSearch };

export type AuthzenEntity = z.infer<typeof entity>;
export type AuthzenQuestion = z.infer<typeof question>;
export type SubjectSearch = z.infer<typeof subjectSearch>;
export type ResourceSearch = z.infer<typeof resourceSearch>;
export type ActionSearch = z.infer<typeof actionSearch>;

/** `problem` names the first field at fault, and is safe to send back: it repeats nothing that was sent. */
export type AuthzenReading<T> = { ok: true; value: T } | { ok: false; problem: string };

function reader<T>(schema: z.ZodType<T>): (body: unknown) => AuthzenReading<T> {
  return (body) => {
    const parsed = schema.safeParse(body);
    if (parsed.success) return { ok: true, value: parsed.data };
    const issue = parsed.error.issues[0];
    const field = issue === undefined || issue.path.length === 0 ? 'the body' : issue.path.join('.');
    return { ok: false, problem: `${field} is missing or of the wrong type` };
  };
}

export const readQuestion = reader(question);
export const readSubjectSearch = reader(subjectSearch);
export const readResourceSearch = reader(resourceSearch);
export const readActionSearch = reader(actionSearch);
