import { expect, it } from "vitest";
import { titledPaths } from "#app/ui/screen-titles.ts";
import { helpPageOf } from "./page-of.ts";

it("each screen has its page of the handbook; the handbook itself has none", () => {
  const without = titledPaths.filter((path) => helpPageOf(path) === undefined);
  expect(without.sort()).toEqual(["/app/help", "/app/help/*", "/auth/login"]);
});

it("a record has the page of its list, a screen of its own its own", () => {
  expect(helpPageOf("/app/orders/1001")).toBe("orders");
  expect(helpPageOf("/app/orders-to-import")).toBe("orders-to-import");
  expect(helpPageOf("/app/settings/schedules")).toBe("schedules");
  expect(helpPageOf("/app/settings/company")).toBe("shop-card");
});
