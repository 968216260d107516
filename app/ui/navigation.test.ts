import { expect, it } from "vitest";
import { BESIDE_THE_MENU, MENU } from "./navigation.ts";

it("the menu has at most seven entries, and what is not in it is led to from Home", () => {
  expect(MENU.length).toBeLessThanOrEqual(7);
  expect(BESIDE_THE_MENU.map(({ text }) => text)).toEqual([
    "nav.refunds",
    "nav.returns",
    "nav.giftCards",
    "nav.stock",
    "nav.customers",
    "nav.items",
    "nav.exportedOrders",
    "nav.exportedInvoices",
    "nav.catalog",
    "nav.tasks",
    "nav.ledger",
    "nav.connection",
    "nav.logs",
  ]);
});
