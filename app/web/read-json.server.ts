import type { z } from "zod";
import { parseJson } from "#app/lib/clean-text.ts";
import { readBody } from "#app/lib/read-body.ts";
import { holdsOnlyText } from "#app/lib/text-check.ts";
import { malformed, tooLarge } from "./refuse.server.ts";

/**
 * What a screen sent, checked. Screens send only what this schema takes, so anything else is not a typing mistake but a request made
 * by hand: it is refused as a whole. Wrong values of a person's are checked by the action itself, field by field.
 */
export async function readJson<T extends z.ZodType>(
  request: Request,
  schema: T,
): Promise<z.output<T>> {
  const body = await readBody(request);
  if (!body) tooLarge();
  const text = body.toString("utf8");
  const sent = attempt(() => JSON.parse(text) as unknown);
  // No page sends these. Other characters that no column holds may come with pasted text; they are taken out.
  if (!holdsOnlyText(sent)) malformed("The form holds characters that are no text.");
  const parsed = schema.safeParse(attempt(() => parseJson(text)));
  if (!parsed.success)
    malformed(
      "The form is not one that this page sends.",
      parsed.error.issues.map((issue) => ({ path: issue.path, message: issue.message })),
    );
  return parsed.data;
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
