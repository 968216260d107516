import type { RemarkReason } from "./states.ts";

/** So many are named; the others are counted. */
const EXAMPLES = 5;

export interface Remark {
  reason: RemarkReason;
  count: number;
  examples: string[];
}

/** What is to be said about a build, collected while it is made. */
export function createRemarks() {
  const found = new Map<RemarkReason, Remark>();
  // Every variant of the shop: a number each, not its text.
  const skus = new Set<number>();
  const add = (reason: RemarkReason, example: string): void => {
    const remark = found.get(reason) ?? { reason, count: 0, examples: [] };
    remark.count += 1;
    if (remark.examples.length < EXAMPLES && !remark.examples.includes(example))
      remark.examples.push(example);
    found.set(reason, remark);
  };
  return {
    add,
    /** Tells a SKU that a variant before had already. */
    sku(sku: string): void {
      const hash = hashOf(sku);
      if (skus.has(hash)) add("sameSku", sku);
      skus.add(hash);
    },
    list: (): Remark[] => [...found.values()],
  };
}
export type Remarks = ReturnType<typeof createRemarks>;

/** 52 bits, of two passes of FNV-1a: among a million SKUs the chance that two fall together is one in ten thousand. */
function hashOf(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ (unit + at), 0x85ebca6b);
  }
  return (high >>> 12) * 0x1_0000_0000 + (low >>> 0);
}
