import { z } from "zod";
import { CardId } from "#app/lib/ids.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.array(z.string().trim().min(1).max(100)).max(200);

/** Which posted shipments or invoices a run sends on (FUL-7, TSK-2); what is absent does not narrow. Days are in the company's time zone. */
export const postedFilterSchema = z
  .object({
    /** Posted on or after, on or before. */
    from: day,
    to: day,
    /** Numbers of the posted documents. */
    numbers: words,
    /** Shopify order names. */
    orders: z.array(z.string().trim().min(1).max(255)).max(200),
    /** Order tags with tokens `@` and `*`, as in the order filter. */
    tags: words,
    /** Of orders of this shop card alone. */
    cardId: CardId,
  })
  .partial();

export type PostedFilter = z.infer<typeof postedFilterSchema>;
