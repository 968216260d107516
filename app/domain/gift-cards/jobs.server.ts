import { db } from "#app/db/client.server.ts";
import { handlersOf } from "#app/db/job.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { bookEarlier } from "./book-earlier.server.ts";
import * as jobs from "./jobs.ts";
import { readAll, readNew } from "./read-cards.server.ts";

export const giftCardJobs = handlersOf(jobs, {
  READ_NEW_GIFT_CARDS: ({ shop }) => readNew(shop),
  READ_ALL_GIFT_CARDS: ({ shop, after }) => readAll(shop, after),
  BOOK_EARLIER_ORDERS: ({ shop, after }) => bookEarlier(shop, after),
  async READ_GIFT_CARDS_NIGHTLY() {
    const rows = await db.$queryRaw<{ shop: string; read: boolean; book: boolean }[]>`
      SELECT s.domain AS shop, coalesce(r.wanted AND r."refusedAt" IS NULL, false) AS read, r."bookedAt" IS NULL AS book
      FROM "Shop" s LEFT JOIN "GiftCardReading" r ON r.shop = s.domain
      WHERE s."uninstalledAt" IS NULL ORDER BY s.domain`;
    for (const { shop, read, book } of rows) {
      if (book) await addJob(db, jobs.BOOK_EARLIER_ORDERS, { shop, after: "" });
      if (read) await addJob(db, jobs.READ_ALL_GIFT_CARDS, { shop, after: null });
    }
  },
});
