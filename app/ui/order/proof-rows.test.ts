import { expect, it } from "vitest";
import { foldedRows } from "./proof-rows.ts";

const row = (
  kind: "items" | "tips" | "duties" | "fees" | "total",
  shopify: string,
  document = shopify,
  difference = "0.00",
) => ({
  ...{ kind, shopify, document, difference },
});

it("folds what is zero on both sides, never a difference nor the total", () => {
  const { shown, zero } = foldedRows([
    row("items", "10.00"),
    row("tips", "0.00"),
    row("duties", "0", "2.00", "2.00"),
    row("fees", "-0.00"),
    row("total", "0.00"),
  ]);
  expect(shown.map(({ kind }) => kind)).toEqual(["items", "duties", "total"]);
  expect(zero.map(({ kind }) => kind)).toEqual(["tips", "fees"]);
});
