import { ConnectionId } from "#app/lib/ids.ts";
import { z } from "zod";
import { storedJson } from "#app/lib/stored-json.ts";

/** `SyncRun.cursor` of a run of feeds: the connections still to be read, and until when it waits for an ERP that does not answer. */
export const storedPullCursor = storedJson(
  "cursor",
  z.object({ left: z.array(ConnectionId), nextAt: z.string().nullable(), failed: z.boolean() }),
);
