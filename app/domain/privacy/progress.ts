import { z } from "zod";

/** How far a request has been carried out: kept with each slice, so that a process that dies is followed by one that goes on. */
const schema = z.object({
  /** The last order of the slices that are done. */
  after: z.string(),
  orders: z.number(),
  customers: z.number(),
  documents: z.number(),
  /** Orders with a call under way: looked at again. */
  waiting: z.array(z.string()),
});
export type Progress = z.infer<typeof schema>;

export const START: Progress = { after: "", orders: 0, customers: 0, documents: 0, waiting: [] };

export const readProgress = (stored: unknown): Progress => schema.safeParse(stored).data ?? START;
