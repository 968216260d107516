/// <reference types="@shopify/ui-extensions/admin.order-index.selection-action.render" />
import { getExtension } from "@shopify/ui-extensions-tester";
import { fireEvent } from "@testing-library/preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ClickAnswer } from "../../../app/web/extension/answers.ts";
import { answering, button, shown, shows, translator } from "../../shared/src/testing.ts";
import texts from "../locales/en.default.json" with { type: "json" };
import shouldRender from "./should-render.ts";

const extension = getExtension("admin.order-index.selection-action.render");
beforeEach(() => {
  extension.setUp();
  extension.shopify.i18n.translate = translator(texts) as never;
});
afterEach(() => {
  extension.tearDown();
});

const select = (count: number): string[] => {
  const ids = Array.from({ length: count }, (_none, index) => `gid://shopify/Order/${index + 1}`);
  extension.shopify.data.selected = ids.map((id) => ({ id }));
  return ids;
};
const running: ClickAnswer = {
  ended: false,
  tone: "info",
  title: "40 sales documents are being created",
  notes: ["Sales documents created: 12 of 40. Not created: 1."],
  done: 13,
  total: 40,
  link: null,
};
const over: ClickAnswer = {
  ...running,
  ended: true,
  tone: "warning",
  title: "Creation of sales documents: complete",
  notes: ["Sales documents created: 39 of 40. Not created: 1."],
  link: { text: "View errors", href: "app:app/orders?view=errors" },
};

it("creates the documents of all selected orders once, tells how far it is, and sums up", async () => {
  const ids = select(40);
  const app = answering({ create: [running, running, over] });
  extension.fetch = app.fetch;
  await extension.render();
  await shows("The sales documents of 40 orders are created in the ERP.");
  const create = button("Create sales documents");
  fireEvent.click(create);
  fireEvent.click(create);
  await shows("created: 12 of 40");
  expect(shown()).toContain("You can close this window");
  await shows("created: 39 of 40");
  expect(document.querySelector("s-link")?.getAttribute("href")).toBe("app:app/orders?view=errors");
  expect(shown()).not.toContain("You can close this window");
  expect(app.asked.map(({ body }) => body["intent"])).toEqual(["create", "progress", "progress"]);
  expect(app.asked[0]?.body["ids"]).toEqual(ids);
});

it("takes up to 250 orders", async () => {
  select(251);
  extension.fetch = answering({}).fetch;
  await extension.render();
  await shows("Select up to 250 orders at a time. 251 are selected.");
  expect(button("Create sales documents").hasAttribute("disabled")).toBe(true);
});

it("says why the app refused, and lets it be tried again", async () => {
  select(2);
  extension.fetch = answering({ create: [{ refused: "20 runs are open." }, over] }).fetch;
  await extension.render();
  fireEvent.click(button("Create sales documents"));
  await shows("20 runs are open.");
  fireEvent.click(button("Create sales documents"));
  await shows("complete");
});

it("is listed when orders are selected", () => {
  select(1);
  expect(shouldRender()).toEqual({ display: true });
  select(0);
  expect(shouldRender()).toEqual({ display: false });
});
