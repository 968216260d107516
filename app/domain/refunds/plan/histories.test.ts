import { it } from "vitest";
import { checkHistories } from "./histories.fixture.ts";

it("documents less credit memos are what Shopify kept, to the cent, on the accounts that the reference names", () => {
  checkHistories(300);
});
