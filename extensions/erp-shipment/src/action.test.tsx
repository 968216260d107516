/// <reference types="@shopify/ui-extensions/admin.order-fulfilled-card.action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ShipmentsAnswer } from "../../../app/web/extension/answers.ts";
import { answering, button, shown, shows, translator } from "../../shared/src/testing.ts";
import texts from "../locales/en.default.json" with { type: "json" };
import shouldRender from "./should-render.ts";

const extension = getExtension("admin.order-fulfilled-card.action.render");
beforeEach(() => {
  extension.setUp();
  extension.shopify.data.selected = [{ id: "gid://shopify/Order/1001" }];
  extension.shopify.i18n.translate = translator(texts) as never;
});
afterEach(() => {
  extension.tearDown();
});

const page = { text: "View shipments", href: "app:app/shipments?order=1" };
const one: ShipmentsAnswer = {
  page,
  shipments: [
    {
      id: "1",
      title: "SH-1",
      badge: { text: "Sent", tone: "success" },
      facts: [
        { name: "Posted", text: "Nov 30, 2026" },
        { name: "Tracking", text: "DHL · 123", href: "https://track.example.com/123" },
      ],
      problem: "",
    },
  ],
};
const none: ShipmentsAnswer = { page, shipments: [] };

it("shows each shipment with its state and its tracking", async () => {
  const app = answering({ order: [one] });
  extension.fetch = app.fetch;
  await extension.render();
  await shows("SH-1");
  expect(shown()).toContain("DHL · 123");
  expect(document.querySelector("s-link")?.getAttribute("href")).toBe(
    "https://track.example.com/123",
  );
  expect(app.asked[0]?.body).toMatchObject({ part: "shipments", locale: "en" });
});

it("says that there is none", async () => {
  extension.fetch = answering({ order: [none] }).fetch;
  await extension.render();
  await shows("The ERP hasn't posted a shipment for this order.");
});

it("offers another try when no answer came", async () => {
  extension.fetch = answering({ order: [502, one] }).fetch;
  await extension.render();
  await shows("ERP Connector didn't respond");
  fireEvent.click(button("Try again"));
  await shows("SH-1");
});

it.each([
  ["there are shipments", one, true],
  ["there is none", none, false],
  ["nobody answers", 500, true],
])("is listed: %s", async (_what, answer, display) => {
  extension.fetch = answering({ order: [answer] }).fetch;
  expect(await shouldRender()).toEqual({ display });
});
