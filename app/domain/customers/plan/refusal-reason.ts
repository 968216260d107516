import type { Reason } from "../states.ts";

/** Shopify gives most of its refusals no code: its words are the recorded ones (recorded-answers, Customers). */
const WORDS: readonly [RegExp, Reason][] = [
  [/\bemail\b.*has already been taken/i, "emailTaken"],
  [/\bphone\b.*has already been taken/i, "phoneTaken"],
  [/\bemail\b is (invalid|too long)/i, "emailInvalid"],
  [/\bphone\b is (invalid|too long)/i, "phoneInvalid"],
];

const REFUSED = new Set([
  "customer-refused",
  "shopify-refused",
  "erp-refused",
  "erp-setup",
  "text-too-long",
]);

/** The reason that a failed task is listed with. */
export function refusalOf(kind: string, message: string): Reason {
  if (kind === "personal-data-erased") return "erased";
  if (!REFUSED.has(kind)) return "taskFailed";
  return WORDS.find(([words]) => words.test(message))?.[1] ?? "refused";
}
