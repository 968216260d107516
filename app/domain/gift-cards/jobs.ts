import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

const shop = z.string().min(1);
/** One at a time: each goes on where Shopify's list was left. */
const queueOf = (shop: string): string => `giftCards:${shop}`;

/** Reads cards that were issued since, and those that were used. */
export const READ_NEW_GIFT_CARDS = defineJob({
  name: "readNewGiftCards",
  payload: z.object({ shop }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `readNewGiftCards:${shop}`,
});

/** Reads all cards; `after` is Shopify's cursor where an earlier turn ended. */
export const READ_ALL_GIFT_CARDS = defineJob({
  name: "readAllGiftCards",
  payload: z.object({ shop, after: z.string().nullable() }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `readAllGiftCards:${shop}`,
});

/** Goes through the orders that were imported before gift cards were booked; `after` is the last one of an earlier turn. */
export const BOOK_EARLIER_ORDERS = defineJob({
  name: "bookEarlierGiftCards",
  payload: z.object({ shop, after: z.string() }),
  queue: ({ shop }) => queueOf(shop),
  key: ({ shop }) => `bookEarlierGiftCards:${shop}`,
});

/**
 * Asks for all cards of every shop that wants them read: no event tells of what is changed on a card in Shopify, nor that one expired. And once, after
 * an update, for the earlier orders of each shop.
 * @public reached through the area's list of jobs, by the cron
 */
export const READ_GIFT_CARDS_NIGHTLY = defineJob({
  name: "readGiftCardsNightly",
  payload: z.object({}),
  schedule: { nightlyAt: 2 },
});
