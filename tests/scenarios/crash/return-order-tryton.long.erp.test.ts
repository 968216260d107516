import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { trytonBooks } from "./tryton-books.ts";
import { FEWEST_STEPS, returnOrderStories } from "./return-order.ts";
import { killAtEachCall, killAtEachStep } from "./story.ts";
import { watchWrites } from "./watch-writes.ts";

/** The sale, its quotation, its confirmation. */
const FEWEST_WRITES = 3;

describeTryton(
  "a worker that is killed while a return order goes into Tryton and comes back",
  () => {
    const books = trytonBooks();
    const STORIES = returnOrderStories(books, { asked: 40, posted: 20 });

    it.each(["asked", "posted"] as const)(
      "%s, at each persisted step: exactly one return order, one receipt and one credit note",
      async (story) => {
        const steps = await killAtEachStep(STORIES[story]);
        console.info(`crash of a return order in Tryton, ${story}: ${steps} persisted steps`);
        expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS[story]);
      },
      1_200_000,
    );

    it("while Tryton acts on each writing call, whose answer nobody hears: exactly one return order in Tryton", async () => {
      const writes = await killAtEachCall(STORIES.asked, watchWrites(books.office));
      expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
    }, 1_200_000);
  },
);
