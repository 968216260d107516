import { it } from "vitest";
import { checkHistories } from "./histories.fixture.ts";

it("ten thousand histories: documents less credit memos are what Shopify kept, to the cent", () => {
  checkHistories(10_000);
}, 600_000);
