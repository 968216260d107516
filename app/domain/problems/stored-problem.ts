import { z } from "zod";
import { storedJson } from "#app/lib/stored-json.ts";
import type { ProblemValue } from "./problem.ts";
import { LineId } from "#app/lib/ids.ts";

const text = z.string();
const params = z.record(text, z.json());
const where = z
  .object({
    lineId: LineId.exactOptional(),
    setting: text.exactOptional(),
    mapping: z.object({ kind: text, key: text }).exactOptional(),
  })
  .exactOptional();
const shape = z.object({ kind: text, params, cause: text, where });

/** Kinds that an earlier version of the app knew are kept: the catalogue says what is shown for them. */
export const problemSchema = z.custom<ProblemValue>((value) => shape.safeParse(value).success);

/** Why a shipment, an invoice or a payment line is where it is, or was left out. */
export const storedReason = storedJson("reason", problemSchema);

/** Who found a problem, and so who clears it when it no longer holds. */
const SOURCES = [
  "plan",
  "task",
  "import",
  "conflict",
  "connection",
  "feed",
  "shipment",
  "payment",
  "refund",
  "exchange",
  "share",
  "order-act",
  "stock",
  "export",
  "customer",
  "item",
  "catalog",
  "notices",
] as const;
export type ProblemSource = (typeof SOURCES)[number];

const detail = z.object({ params, where, source: z.enum(SOURCES) });
export type ProblemDetail = z.infer<typeof detail>;

/** `Problem.detail`: what its columns do not say. */
export const storedDetail = storedJson("detail", detail);
export const storeDetail = ({ params, where }: ProblemValue, source: ProblemSource) =>
  storedDetail.store({ params, ...(where ? { where } : {}), source });
