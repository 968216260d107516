import type { PaymentRefusal } from "#app/domain/payments/payment-refusal.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Outcome } from "#app/ui/outcome.ts";

/** What a person is told of an act on a payment; a refusal is told as the problem it stands for. */
export function paymentOutcome(
  result: { ok: true } | { ok: false; error: PaymentRefusal },
  done: TextKey,
): Outcome {
  if (result.ok) return { done };
  if (result.error.kind !== "refused") return { refused: `invoices.refused.${result.error.kind}` };
  const { kind, params } = result.error.problem;
  return { refused: "invoices.refused.problem", problem: { kind, params } };
}
