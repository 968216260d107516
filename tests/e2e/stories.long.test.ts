import { beforeAll, describe, vi } from "vitest";
import { ofToday } from "#tests/setup/of-today.ts";
import { onItsDay } from "./all-widths.ts";
import { AXE_EVERYWHERE } from "./looks.ts";

/** The stories that look at what they show: here on a phone with axe, too. */
const STORIES = {
  catalog: () => import("./catalog.test.ts"),
  "exported invoices": () => import("./exported-invoices.test.ts"),
  "gift cards": () => import("./gift-cards.test.ts"),
  home: () => import("./home.test.ts"),
  "money back": () => import("./money-back.test.ts"),
  "shop cards": () => import("./shop-cards.test.ts"),
  stock: () => import("./stock.test.ts"),
};

process.env[AXE_EVERYWHERE] = "1";
const today = ofToday(Object.entries(STORIES));
onItsDay(today, () => {
  for (const [story, load] of today)
    describe(story, async () => {
      // The story before closed the database of the modules that prepared its shop.
      beforeAll(() => {
        vi.resetModules();
      });
      await load();
    });
});
