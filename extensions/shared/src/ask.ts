import type { Refusal } from "../../../app/web/extension/answers.ts";

/** What the app answered. `said`: why it refused, in the reader's words; null: no answer came that can be read. */
export type Asked<T> = { ok: true; value: T } | { ok: false; said: string | null };

const PATIENCE_MS = 30_000;

/** Asks the app. The admin resolves the address against the app's and says by an ID token who asks. */
export async function ask<T extends object>(
  route: "order" | "create",
  body: Record<string, unknown>,
  patienceMs = PATIENCE_MS,
): Promise<Asked<T>> {
  try {
    const answer = await fetch(`/api/extension/${route}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    if (!answer.ok) return { ok: false, said: null };
    const value = (await answer.json()) as T | Refusal;
    return "refused" in value ? { ok: false, said: value.refused } : { ok: true, value };
  } catch {
    return { ok: false, said: null };
  }
}

/** The admin waits for this before it lists an action: whoever gets no answer in time shows it, and the app refuses with its reason. */
export const SOON_MS = 2_000;
