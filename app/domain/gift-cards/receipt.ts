import type { GiftCardId } from "#app/lib/ids.ts";
import { z } from "zod";
import { cleanText } from "#app/lib/clean-text.ts";

/** The card that a payment was made with, as far as its receipt tells. */
export interface PaidWith {
  giftCardId: GiftCardId | null;
  /** At most four; empty: not told. */
  lastCharacters: string;
}

const receipt = z.object({
  gift_card_id: z.union([z.number().int().positive(), z.string().regex(/^\d{1,20}$/)]).nullish(),
  gift_card_last_characters: z.string().nullish(),
});

/** Never more than the last four characters, in small letters: whoever has the whole code has the money. */
export const lastFour = (text: string): string =>
  cleanText(text).replace(/\s/g, "").slice(-4).toLowerCase();

/** OrderTransaction.receiptJson of a payment by gift card: JSON, or a text that holds it. Anything else names no card. */
export function readReceipt(json: unknown): PaidWith {
  const parsed = receipt.safeParse(typeof json === "string" ? parse(json) : json);
  const id = parsed.data?.gift_card_id ?? null;
  return {
    giftCardId: id === null ? null : `gid://shopify/GiftCard/${id}`,
    lastCharacters: lastFour(parsed.data?.gift_card_last_characters ?? ""),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
