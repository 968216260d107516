/// <reference types="@shopify/ui-extensions/admin.order-details.block.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { OrderAnswer } from "../../../app/web/extension/answers.ts";
import { answering, button, shown, shows, translator } from "../../shared/src/testing.ts";
import texts from "../locales/en.default.json" with { type: "json" };

const extension = getExtension("admin.order-details.block.render");
beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/1001" }];
  extension.shopify.i18n.translate = translator(texts) as never;
});
afterEach(() => {
  extension.tearDown();
});

const order: OrderAnswer = {
  title: "Sales order SO-1007",
  badge: { text: "Released", tone: "success" },
  summary: "SO-1007",
  problem: null,
  more: "",
  offer: null,
  document: { text: "Open document", href: "app:app/ledger/documents/1" },
  page: { text: "View in ERP Connector", href: "app:app/orders/1001" },
  working: false,
};
const open: OrderAnswer = {
  ...order,
  title: "No sales document",
  badge: { text: "Ready", tone: "info" },
  offer: "create",
  document: null,
};
const unknown: OrderAnswer = { ...open, title: "Not imported yet", offer: "import" };

async function draw(answers: Parameters<typeof answering>[0]) {
  const app = answering(answers);
  extension.fetch = app.fetch;
  await extension.render();
  return app.asked;
}

it("shows the document with its state and the ways there", async () => {
  const asked = await draw({ order: [order] });
  await shows("Sales order SO-1007");
  expect(asked).toEqual([
    {
      route: "order",
      body: { part: "state", id: "gid://shopify/Order/1001", locale: "en", card: true },
    },
  ]);
  expect(document.querySelector("s-admin-block")?.getAttribute("collapsedSummary")).toBe("SO-1007");
  expect(document.querySelector("s-badge")?.textContent).toBe("Released");
  expect(document.querySelector("s-link")?.getAttribute("href")).toBe("app:app/orders/1001");
  expect(button("Open document").getAttribute("href")).toBe("app:app/ledger/documents/1");
});

it("leads to the action that creates, and tells one problem with where it is resolved", async () => {
  const problem = {
    title: "Item not found",
    text: "Link the product.",
    tone: "critical" as const,
    fix: { text: "Resolve", href: "app:app/mappings/items" },
  };
  await draw({ order: [{ ...open, problem, more: "2 more problems" }] });
  await shows("Item not found");
  expect(shown()).toContain("Link the product. Resolve 2 more problems");
  expect(button("Create sales document").getAttribute("href")).toBe(
    "extension:create-document/admin.order-details.action.render",
  );
});

it("imports an unknown order, once however quickly it is clicked", async () => {
  const asked = await draw({ order: [unknown], create: [open] });
  await shows("Not imported yet");
  fireEvent.click(button("Import order"));
  fireEvent.click(button("Import order"));
  await shows("No sales document");
  expect(asked.filter(({ route }) => route === "create")).toEqual([
    {
      route: "create",
      body: { intent: "import", id: "gid://shopify/Order/1001", locale: "en" },
    },
  ]);
});

it("says why the app refused, and keeps what it showed", async () => {
  await draw({ order: [order], create: [{ refused: "The order no longer exists in Shopify." }] });
  await shows("Sales order SO-1007");
  fireEvent.click(button("Sync from Shopify"));
  await shows("The order no longer exists in Shopify.");
  expect(shown()).toContain("Sales order SO-1007");
});

it("asks again while the document is being created", async () => {
  await draw({ order: [{ ...open, title: "Being made", offer: null, working: true }, order] });
  await shows("Being made");
  await shows("Sales order SO-1007");
});

it.each([
  ["an error", 500],
  ["no answer", () => Promise.reject(new TypeError("Failed to fetch"))],
])("offers another try after %s", async (_what, failure) => {
  await draw({ order: [failure, order] });
  await shows("ERP Connector didn't respond");
  fireEvent.click(button("Try again"));
  await shows("Sales order SO-1007");
});
