import { describe, expect, it } from "vitest";
import { GiftCardId } from "#app/lib/ids.ts";
import { toldEntries, type CardTransaction } from "./told-entries.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });
const transaction = (
  id: string,
  kind: CardTransaction["kind"],
  amount: string,
  day = 2,
): CardTransaction => ({ id, kind, at: `2026-10-0${day}T10:00:00Z`, amount: eur(amount) });
const booked = (balance: string, ...transactions: CardTransaction[]) =>
  toldEntries({
    giftCardId: GiftCardId.parse("gid://shopify/GiftCard/1"),
    initial: "50",
    balance: eur(balance),
    transactions,
  })?.map(({ key, kind, amount }) => [key, kind, amount]);

describe("a card's own transactions", () => {
  it("are booked by their kind, whatever the sign in which Shopify writes an amount", () => {
    const entries = [
      ["told:a", "redeemed", "-20"],
      ["told:b", "restored", "5"],
      ["told:c", "refunded", "-35"],
    ];
    for (const sign of ["", "-"])
      expect(
        booked(
          "0",
          transaction("a", "debit", `${sign}20`),
          transaction("b", "credit", "5"),
          transaction("c", "cashOut", `${sign}35`),
        ),
      ).toEqual(entries);
  });

  it("may begin with the first value, which is issued already", () => {
    const used = transaction("b", "debit", "20", 3);
    expect(booked("30", used, transaction("a", "credit", "50", 1))).toEqual([
      ["told:b", "redeemed", "-20"],
    ]);
    // A later credit of the same worth is one.
    expect(booked("80", used, transaction("a", "credit", "50", 4))).toHaveLength(2);
  });

  it("are not booked where they don't come to the balance, are of another currency or of an unknown kind", () => {
    expect(booked("30.01", transaction("a", "debit", "20"))).toBeUndefined();
    expect(booked("50")).toEqual([]);
    const other = { ...transaction("a", "debit", "0"), amount: { amount: "0", currency: "USD" } };
    expect(booked("50", other)).toBeUndefined();
    expect(booked("50", transaction("a", null, "0"))).toBeUndefined();
  });
});
