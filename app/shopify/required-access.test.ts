import { describe, expect, it } from "vitest";
import { missingAccess } from "./required-access.ts";

describe("what an ACCESS_DENIED asks for", () => {
  it.each([
    ["`read_orders` access scope.", "read_orders"],
    [
      "`write_orders` access scope or `write_marketplace_orders` access scope. Also: The user must have capture_payments_for_orders permission.",
      "write_orders / write_marketplace_orders",
    ],
    [
      "`write_orders` access scope. Also: The user must have mark_orders_as_paid permission. The API client must be installed on a Shopify Plus store to use the amount field.",
      "write_orders. The API client must be installed on a Shopify Plus store to use the amount field",
    ],
    [
      "`read_orders` access scope. Also: Requires the `read_returns` access scope.",
      "read_orders. Requires the `read_returns` access scope",
    ],
    ["Access to the shop's payments.", "Access to the shop's payments"],
  ])("%s", (text, told) => expect(missingAccess(text)).toBe(told));
});
