import type { FieldError } from "#app/i18n/field-error.ts";
import { TooManyRuns } from "#app/domain/runs/start-run.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";

/** What an act that may start a run tells its screen when the shop has as many open as it may have. */
export async function unlessTooMany<Error extends FieldError = never>(
  act: () => Promise<Outcome<Error>>,
): Promise<Outcome<Error>> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof TooManyRuns)
      return { refused: "runs.tooMany", params: { most: String(error.most) } };
    throw error;
  }
}
