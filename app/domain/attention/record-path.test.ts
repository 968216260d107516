import { InvoiceId } from "#app/lib/ids.ts";
import { describe, expect, it } from "vitest";
import { SKIPPED_KINDS } from "#app/domain/skipped/kinds.ts";
import { recordPath } from "./record-path.ts";

const INVOICE = InvoiceId.parse("01980000-0000-7000-8000-000000000001");
const ref = { recordId: "0199-a", number: "SHP 1&2", invoiceId: null };

describe("where a skipped record is seen", () => {
  it("is a page of its own kind", () => {
    expect(
      SKIPPED_KINDS.map((what) =>
        recordPath({
          ...ref,
          what,
          recordId: what === "order" ? "gid://shopify/Order/7" : "0199-a",
          invoiceId: INVOICE,
        }),
      ),
    ).toEqual([
      "/app/shipments?q=SHP+1%262",
      "/app/invoices/0199-a",
      `/app/invoices/${INVOICE}`,
      "/app/tasks?task=0199-a",
      "/app/orders/7",
    ]);
  });
  it("is nowhere for what is gone or not known", () => {
    expect(recordPath({ ...ref, what: "paymentLine" })).toBeNull();
    expect(recordPath({ ...ref, what: "order" })).toBeNull();
    expect(recordPath({ ...ref, what: "payout" })).toBeNull();
  });
});
