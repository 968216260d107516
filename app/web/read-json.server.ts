import type { z } from "zod";

/**
 * What a screen sent, checked. Screens send only what this schema takes, so anything else is not a typing mistake but a request made
 * by hand: it is refused as a whole. Wrong values of a person's are checked by the action itself, field by field.
 */
export async function readJson<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<z.output<T>> {
  const body: unknown = await request.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw Response.json(
      {
        issues: parsed.error.issues.map((issue) => ({ path: issue.path, message: issue.message })),
      },
      { status: 400 },
    );
  return parsed.data;
}
