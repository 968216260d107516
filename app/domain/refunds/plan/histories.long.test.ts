import { it } from "vitest";
import { shareOf } from "#tests/setup/of-today.ts";
import { checkHistories } from "./histories.fixture.ts";

it("ten thousand histories, or a share of them: documents less credit memos are what Shopify kept, to the cent", () => {
  checkHistories(shareOf(10_000));
}, 600_000);
