import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { trytonBooks } from "./tryton-books.ts";
import { FEWEST_STEPS, refundStory } from "./refund.ts";
import { killAtEachCall, killAtEachStep } from "./story.ts";
import { watchWrites } from "./watch-writes.ts";

/** The invoice, its taxes, its validation. */
const FEWEST_WRITES = 3;

describeTryton("a worker that is killed while it credits a refund in Tryton", () => {
  const books = trytonBooks();
  const REFUND = refundStory(books, 40);

  it("at each persisted step: exactly one credit note in Tryton", async () => {
    const steps = await killAtEachStep(REFUND);
    console.info(`crash of a refund in Tryton: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 1_200_000);

  it("while Tryton acts on each writing call, whose answer nobody hears: exactly one credit note in Tryton", async () => {
    const writes = await killAtEachCall(REFUND, watchWrites(books.office));
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 1_200_000);
});
