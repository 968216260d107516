import { expect, it } from "vitest";
import { listingsOf } from "./listing-query.ts";

it("a first sync asks for what was archived since the second of the installation, as Shopify's times are", () => {
  const installedAt = new Date("2026-11-30T02:40:03.512Z");
  const listings = listingsOf({
    cursor: null,
    includeArchived: false,
    installedAt,
    now: installedAt,
  });
  expect(listings.map(({ query }) => query)).toContain(
    "status:closed created_at:>='2026-11-30T02:40:03.000Z'",
  );
});
