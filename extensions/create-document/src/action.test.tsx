/// <reference types="@shopify/ui-extensions/admin.order-details.action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type {
  ClickAnswer,
  OrderAnswer,
  PreviewAnswer,
} from "../../../app/web/extension/answers.ts";
import { answering, button, shown, shows, translator } from "../../shared/src/testing.ts";
import texts from "../locales/en.default.json" with { type: "json" };
import shouldRender from "./should-render.ts";

const extension = getExtension("admin.order-details.action.render");
const ID = "gid://shopify/Order/1001";
beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: ID }];
  extension.shopify.i18n.translate = translator(texts) as never;
});
afterEach(() => {
  extension.tearDown();
});

const order: OrderAnswer = {
  title: "No sales document",
  badge: { text: "Ready", tone: "info" },
  summary: "Ready",
  problem: null,
  more: "",
  offer: "create",
  document: null,
  page: { text: "View in ERP Connector", href: "app:app/orders/1001" },
  working: false,
};
const made: OrderAnswer = { ...order, title: "Sales order SO-1007", offer: null };
const preview: PreviewAnswer = {
  order,
  document: {
    title: "Sales order",
    facts: [{ name: "Sell-to customer", text: "C-10" }],
    lines: [{ text: "Mug", quantity: "2 PCS", amount: "€20.00" }],
    more: "",
  },
  proof: {
    text: "Totals match",
    proved: true,
    heads: { name: "Amount", shopify: "Shopify", document: "Sales document" },
    rows: [{ name: "Total", shopify: "€20.00", document: "€20.00", differs: false }],
  },
};
const nothing: PreviewAnswer = { order: made, document: null, proof: null };
const running: ClickAnswer = {
  ended: false,
  tone: "info",
  title: "1 sales document is being created",
  notes: [],
  done: 0,
  total: 1,
  link: null,
};
const over: ClickAnswer = { ...running, ended: true, tone: "success", title: "Complete", done: 1 };

async function draw(answers: Parameters<typeof answering>[0]) {
  const app = answering(answers);
  extension.fetch = app.fetch;
  await extension.render();
  return app.asked;
}

it("shows the proof before the document, creates once, and shows what came of it", async () => {
  const asked = await draw({ order: [preview, nothing], create: [running, running, over] });
  await shows("Sell-to customer");
  const html = document.body.innerHTML;
  expect(html.indexOf("Totals match")).toBeLessThan(html.indexOf("Sell-to customer"));
  const create = button("Create sales document");
  fireEvent.click(create);
  fireEvent.click(create);
  await shows("1 sales document is being created");
  await shows("Sales order SO-1007");
  const sent = asked.filter(({ route }) => route === "create").map(({ body }) => body);
  expect(sent.map(({ intent }) => intent)).toEqual(["create", "progress", "progress"]);
  expect(sent[0]).toMatchObject({ ids: [ID], locale: "en" });
  expect(new Set(sent.map(({ click }) => click)).size).toBe(1);
  expect(sent[0]?.["click"]).toMatch(/^[0-9a-f-]{36}$/);
});

it("asks once more under the same click when the answer was lost", async () => {
  const asked = await draw({ order: [preview], create: [500, over] });
  await shows("Totals match");
  fireEvent.click(button("Create sales document"));
  await shows("ERP Connector didn't respond");
  fireEvent.click(button("Create sales document"));
  await shows("Complete");
  const clicks = asked.filter(({ body }) => body["intent"] === "create");
  expect(clicks).toHaveLength(2);
  expect(clicks[0]?.body["click"]).toBe(clicks[1]?.body["click"]);
});

it("offers no creation while a problem stands in the way", async () => {
  const problem = { title: "Item not found", text: "Link it.", tone: "critical", fix: null };
  await draw({ order: [{ order: { ...order, problem }, document: null, proof: null }] });
  await shows("Item not found");
  expect(button("Create sales document").hasAttribute("disabled")).toBe(true);
});

it("imports an unknown order first, then previews it", async () => {
  const unknown = { order: { ...order, offer: "import" }, document: null, proof: null };
  const asked = await draw({ order: [unknown, preview], create: [order] });
  await shows("This order isn't in ERP Connector yet");
  fireEvent.click(button("Import order"));
  await shows("Totals match");
  expect(asked.map(({ body }) => body["intent"] ?? body["part"])).toEqual([
    "preview",
    "import",
    "preview",
  ]);
});

it("closes", async () => {
  let closed = false;
  extension.shopify.close = () => {
    closed = true;
  };
  await draw({ order: [nothing] });
  await shows("Sales order SO-1007");
  expect(shown()).not.toContain("Create sales documentClose");
  fireEvent.click(button("Close"));
  expect(closed).toBe(true);
});

it.each([
  ["can get a document", order, true],
  ["has its document", made, false],
  ["cannot be asked for", 503, true],
])("is listed: the order %s", async (_what, answer, display) => {
  extension.fetch = answering({ order: [answer] }).fetch;
  expect(await shouldRender()).toEqual({ display });
});
