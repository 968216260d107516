import { describe, expect, it } from "vitest";
import { LEDGER_CAPABILITIES } from "./erp/ledger/capabilities.ts";
import { LANGUAGES } from "./i18n/languages.ts";
import { WEBHOOK_TOPICS } from "./shopify/webhook-topics.ts";
import { SAME_WORDS } from "#tests/fixtures/same-words.ts";
import { leavesOf } from "#tests/setup/leaves.ts";
import { flaws } from "#tests/setup/text-forms.ts";
import { textsOf, translator } from "./texts.server.ts";

const OTHERS = LANGUAGES.filter((language) => language !== "en");
/** Without what is filled in. */
const bare = (text: string): string => text.replaceAll(/\{\{.*?\}\}/g, "");

const leaves = (texts: object): Map<string, string> => new Map(leavesOf(texts));
const all = leaves(textsOf("en").app);

describe("texts", () => {
  it.each(LANGUAGES)("%s has each text in each form, and what it is filled with", (language) => {
    expect(flaws(language, textsOf(language).app, textsOf("en").app)).toEqual([]);
  });

  it.each(OTHERS)("%s leaves no text in English, but for words that are the same", (language) => {
    const said = leaves(textsOf(language).app);
    const same = [...all].filter(
      ([key, text]) => said.get(key) === text && /\p{L}{2}/u.test(bare(text)),
    );
    const words = new Set(same.map(([, text]) => text));
    const { [language]: known } = SAME_WORDS;
    expect([...words].filter((text) => !known.includes(text)).sort()).toEqual([]);
    expect(known.filter((text) => !words.has(text))).toEqual([]);
  });

  it("a refusal that nests its reason is read whole in every language, a merchant's text as it is", () => {
    const params = { why: "refusal.outbound.tls", detail: "expired $t(nav.home) {{why}}" };
    const { tryton, outbound } = textsOf("de").app.refusal;
    expect(translator("de").t("refusal.tryton.certificate", params)).toBe(
      tryton.certificate.replace(
        "$t({{why}})",
        outbound.tls.replace("{{detail}}", () => params.detail),
      ),
    );
  });

  it("write stored amounts, days and times as the language does", () => {
    const [en, de] = [translator("en").t, translator("de").t];
    const said = (key: string, params: Record<string, unknown>) =>
      [en, de].map((t) => t(key as "common.save", params).replaceAll("\u00a0", " "));
    const short = { missing: "12.9", currency: "EUR" };
    expect(said("problem.capture-short.cause", short)).toEqual([
      expect.stringMatching(/^€12\.90 of/),
      expect.stringMatching(/^12,90 € des/),
    ]);
    expect(said("why.tax.settled", { title: "VAT", difference: "-0.01", currency: "USD" })).toEqual(
      [expect.stringContaining("-$0.01"), expect.stringContaining("-0,01 $")],
    );
    const remaining = { invoice: "I1", remaining: "1000", currency: "JPY", amount: "1001" };
    expect(said("refusal.payment.moreThanRemaining", remaining)).toEqual([
      expect.stringContaining("¥1,000, less than the payment of ¥1,001"),
      expect.stringContaining("1.000 ¥"),
    ]);
    const price = { amount: "5", currency: "EUR" };
    expect(said("diff.shipping", { before: [], after: [{ title: "Post", ...price }] })).toEqual([
      "Shipping: – → Post €5.00",
      "Versand: – → Post 5,00 €",
    ]);
    expect(said("why.documentDate.created", { day: "2026-11-30", zone: "UTC" })).toEqual([
      expect.stringContaining("Nov 30, 2026"),
      expect.stringContaining("30.11.2026"),
    ]);
    const ends = {
      ...short,
      amount: "1",
      at: "2026-11-30T23:30:00.000Z",
      timeZone: "Europe/Berlin",
    };
    expect(said("problem.authorization-expiring.cause", ends)).toEqual([
      expect.stringContaining("Dec 1, 2026, 12:30 AM"),
      expect.stringContaining("01.12.2026, 00:30"),
    ]);
  });
  it("leave what was stored in another form as it is", () => {
    const { t } = translator("en");
    expect(t("diff.refunded", { amount: "30 EUR", quantity: 1 })).toContain("30 EUR");
    expect(
      t("problem.unproved-total.cause", { shopify: "–", document: "1.5", currency: "–" }),
    ).toContain("Total in Shopify: –. Total of the document: 1.5.");
    expect(t("problem.fulfillment-scheduled.cause", { at: "–" })).toContain("before –");
  });
  it.each(LANGUAGES)("%s: an amount in a stored sentence has its format", (language) => {
    const raw = [...leaves(textsOf(language).app)].filter(
      ([key, text]) =>
        /^(?:problem|why|refusal|diff)\./.test(key) &&
        // What somebody typed stands in quotation marks, as it was typed.
        /\{\{\w+\}\}.\{\{currency\}\}|(?<![“„]|«\s?)\{\{(?:amount|difference|missing|beyond|remaining|discount|price|expected)\}\}/.test(
          text,
        ),
    );
    expect(raw).toEqual([]);
  });
  it("have a form for one and for many where they have a count", () => {
    const without = [...all].filter(
      ([key, text]) => text.includes("{{count}}") && !/_(?:zero|one|other)$/.test(key),
    );
    expect(without).toEqual([]);
  });

  it("exist for every webhook topic", () => {
    const topics = Object.values(WEBHOOK_TOPICS).flat();
    expect(topics.filter((topic) => !all.has(`logs.topic.${topic}`))).toEqual([]);
  });

  it("exist for every ability of an ERP", () => {
    const abilities = Object.entries(LEDGER_CAPABILITIES)
      .filter(([name, value]) => typeof value === "boolean" && name !== "locationMandatory")
      .map(([name]) => `connection.capability.${name}`);
    expect(abilities.filter((key) => !all.has(key))).toEqual([]);
  });

  it("are spoken in the language asked for", () => {
    expect(translator("de").t("common.save")).toBe("Speichern");
    expect(translator("de").t("home.problemOrders", { count: 2 })).toBe("2 Bestellungen");
    expect(translator("en").t("home.problemOrders", { count: 1 })).toBe("1 order");
  });
});
