import { z } from "zod";
import { defineJob } from "#app/db/job.ts";

export const READ_SHOP_FACTS = defineJob({
  name: "readShopFacts",
  payload: z.object({ shop: z.string().min(1) }),
  key: ({ shop }) => `readShopFacts:${shop}`,
});
