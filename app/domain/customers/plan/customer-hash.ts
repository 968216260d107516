import { createHash } from "node:crypto";
import { canonicalJson } from "#app/lib/json.ts";

/** The same for a customer who says the same. */
export const customerHash = (said: object): string =>
  createHash("sha256").update(canonicalJson(said), "utf8").digest("hex");
