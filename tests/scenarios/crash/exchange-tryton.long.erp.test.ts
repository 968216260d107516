import { expect, it } from "vitest";
import { describeTryton } from "#tests/setup/tryton.ts";
import { trytonBooks } from "./tryton-books.ts";
import { exchangeStory, FEWEST_STEPS } from "./exchange.ts";
import { killAtEachCall, killAtEachStep } from "./story.ts";
import { watchWrites } from "./watch-writes.ts";

/** The sale, its quotation, its confirmation. */
const FEWEST_WRITES = 3;

describeTryton("a worker that is killed while an exchange goes into Tryton", () => {
  const books = trytonBooks();
  const EXCHANGE = exchangeStory(books, 40);

  it("at each persisted step: exactly one sale of what goes out in Tryton", async () => {
    const steps = await killAtEachStep(EXCHANGE);
    console.info(`crash of an exchange in Tryton: ${steps} persisted steps`);
    expect(steps).toBeGreaterThanOrEqual(FEWEST_STEPS);
  }, 1_200_000);

  it("while Tryton acts on each writing call, whose answer nobody hears: exactly one sale of what goes out in Tryton", async () => {
    const writes = await killAtEachCall(EXCHANGE, watchWrites(books.office));
    expect(writes).toBeGreaterThanOrEqual(FEWEST_WRITES);
  }, 1_200_000);
});
