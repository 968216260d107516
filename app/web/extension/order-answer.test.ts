import { describe, expect, it } from "vitest";
import type { OrderGlance } from "#app/domain/order-page/order-glance.server.ts";
import { translator } from "#app/texts.server.ts";
import { orderAnswer } from "./order-answer.ts";
import { speaker } from "./speaker.ts";

const say = speaker(translator("en"), "Europe/Berlin");
const glance = (over: Partial<OrderGlance> = {}): OrderGlance => ({
  orderId: "gid://shopify/Order/7",
  timeZone: "Europe/Berlin",
  order: { name: "#7", documentState: "unprocessed", conflict: false },
  verdict: null,
  document: null,
  earlier: false,
  problems: [],
  ...over,
});
const order = (documentState: string, conflict = false) => ({
  name: "#7",
  documentState,
  conflict,
});
const document = { kind: "salesOrder", number: "SO-7", status: "open", page: null };
const problem = (severity: "blocks" | "warns") => ({
  kind: "erp-not-connected",
  cause: "erp-not-connected",
  params: {},
  lineId: null,
  severity,
  fixPath: "/app/erp",
  level: severity === "blocks" ? ("critical" as const) : ("warning" as const),
  hasForm: false,
});
const canceled = {
  ...{ ...problem("blocks"), kind: "cancelled-order", cause: "cancelled-order" },
  ...{ severity: "holds" as const, level: "info" as const },
};

describe("an order's answer", () => {
  it.each<[string, Partial<OrderGlance>, string, string, string | null]>([
    ["unknown", { order: null }, "Not imported", "neutral", "import"],
    ["waiting", { order: null, verdict: "ready" }, "Waiting for import", "info", "import"],
    ["held", { order: null, verdict: "held" }, "On hold", "warning", "import"],
    ["excluded", { order: null, verdict: "excluded" }, "Excluded", "neutral", null],
    ["not imported", { order: null, verdict: "error" }, "Import failed", "critical", "import"],
    ["ready", {}, "Ready", "info", "create"],
    ["failed, with nothing in its way", { order: order("failed") }, "Ready", "info", "create"],
    ["blocked", { problems: [problem("blocks")] }, "Needs attention", "critical", "create"],
    ["canceled in Shopify", { problems: [canceled] }, "No document needed", "neutral", "create"],
    [
      "canceled and blocked",
      { problems: [problem("blocks"), canceled] },
      "Needs attention",
      "critical",
      "create",
    ],
    ["warned of", { problems: [problem("warns")] }, "Ready", "info", "create"],
    ["creating", { order: order("creating") }, "Being created", "info", null],
    ["created", { order: order("created"), document }, "Open", "success", null],
    [
      "canceled in the ERP",
      { order: order("created"), document: { ...document, status: "cancelled" } },
      "Canceled",
      "warning",
      null,
    ],
    [
      "changed",
      { order: order("created", true), document },
      "Changed after processing",
      "warning",
      null,
    ],
    ["with an earlier document", { earlier: true }, "Ready", "info", null],
  ])("%s", (_state, over, text, tone, offer) => {
    expect(orderAnswer(glance(over), say)).toMatchObject({ badge: { text, tone }, offer });
  });

  it("tells one problem with its page, and how many there are beside it", () => {
    const three = [problem("blocks"), problem("blocks"), problem("warns")];
    const answer = orderAnswer(glance({ problems: three }), say);
    expect(answer.problem).toMatchObject({ tone: "critical", fix: { href: "app:app/erp" } });
    expect(answer.more).toBe("2 more problems");
    // What needs nobody is told, but is no problem more.
    const two = orderAnswer(glance({ problems: [problem("blocks"), canceled] }), say);
    expect(two.more).toBe("");
    expect(orderAnswer(glance({ problems: [canceled] }), say).problem?.tone).toBe("info");
    expect(orderAnswer(glance({ order: order("created", true), document }), say).problem).toEqual({
      title: "The order changed after its sales document was created",
      text: expect.stringContaining("amended, replaced or kept") as string,
      tone: "warning",
      fix: { text: "Resolve in ERP Connector", href: "app:app/orders/7" },
    });
  });

  it("asks to be read again only while something is under way", () => {
    const working = (over: Partial<OrderGlance>) => orderAnswer(glance(over), say).working;
    expect(working({ order: order("creating") })).toBe(true);
    expect(working({ order: null, verdict: "ready" })).toBe(true);
    expect(working({ order: null, verdict: "held" })).toBe(false);
    expect(working({ order: order("created"), document })).toBe(false);
  });

  it("leads to the document where that is no danger, and sums up in 30 characters", () => {
    const at = (page: string | null, number = "SO-7") =>
      orderAnswer(
        glance({ order: order("created"), document: { ...document, page, number } }),
        say,
      );
    expect(at("/app/ledger/documents/1").document?.href).toBe("app:app/ledger/documents/1");
    expect(at("https://erp.example.com/so/7").document?.href).toBe("https://erp.example.com/so/7");
    expect(at("javascript:alert(1)").document).toBeNull();
    expect(at(null, "S".repeat(40)).summary).toHaveLength(30);
  });
});
