import { z } from "zod";
import { orderFilterSchema } from "#app/domain/order-filter/order-filter.ts";
import { CardId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";

const listingPosition = z.object({
  /** Index in the run's listings. */
  listing: z.number(),
  query: z.string(),
  after: z.string().nullable(),
  pages: z.number(),
  /** The searches of this run, fixed when it began. */
  listings: z.array(z.object({ query: z.string(), archived: z.boolean() })),
  tries: z.number().exactOptional(),
});
/** Where a listing stands, kept with its run so that it goes on after a pause or a dead worker. */
export type ListingPosition = z.infer<typeof listingPosition>;

/** `SyncRun.filter` of an order sync. */
export const storedSyncFilter = storedJson(
  "filter",
  z.object({
    filter: orderFilterSchema,
    includeArchived: z.boolean(),
    listOnly: z.boolean(),
    /** Of this card alone; absent: of every card. */
    cardId: CardId.exactOptional(),
  }),
);

/** `SyncRun.cursor` of an order sync: not begun yet, or where it stands. */
export const storedSyncCursor = storedJson(
  "cursor",
  z.union([
    z.object({ begin: z.literal(true), tries: z.number().exactOptional() }),
    listingPosition,
  ]),
);
