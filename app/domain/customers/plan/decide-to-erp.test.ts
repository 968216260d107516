import { describe, expect, it } from "vitest";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { capabilities, settings } from "#tests/fixtures/orders.ts";
import { reading, shopifyCustomer } from "./customer.fixture.ts";
import { decideToErp } from "./decide-to-erp.ts";
import { changesOf } from "./differences.ts";
import { erpCustomer } from "./erp-customer.ts";
import type { ShopifyCustomer } from "./shopify-customer.ts";

const able = {
  ...capabilities,
  customerFields: ["deliveryPhone", "marketing", "tags"] as const,
  limits: { ...capabilities.limits, name: 50, address: 60 },
};
const CARD = settings({
  customerImport: "allCustomers",
  autoCreateCustomers: true,
  shopifyUpdatesCustomers: true,
});

const decide = (
  customer: Partial<ShopifyCustomer> = {},
  known: CustomerReading | null = null,
  card: Partial<Settings> = {},
  more: { sentBefore?: boolean; lacksTemplate?: boolean; defaultCustomers?: string[] } = {},
) => {
  const { sentBefore = false, lacksTemplate = false, defaultCustomers = [] } = more;
  const own = { ...CARD, ...card };
  return decideToErp({
    card: { settings: own, defaultCustomers },
    wanted: erpCustomer(shopifyCustomer(customer), own, able),
    known,
    sentBefore,
    lacksTemplate,
  });
};

describe("what the ERP is to have", () => {
  it("names, e-mail, phones, delivery address, consent and tags", () => {
    expect(erpCustomer(shopifyCustomer(), CARD, able)).toEqual({
      name: "Nora Brandt",
      contact: "Nora Brandt",
      email: "nora@example.com",
      phone: "+494311111",
      address: {
        name: "Nora Brandt",
        contact: "Nora Brandt",
        address1: "Hafenstraße 3",
        address2: "Rear building",
        city: "Kiel",
        zip: "24103",
        countryCode: "DE",
        phone: "+49431223344",
      },
      marketing: true,
      tags: ["vip"],
    });
  });

  it("what the ERP keeps no field for is left out", () => {
    const data = erpCustomer(shopifyCustomer(), CARD, { ...able, customerFields: [] });
    expect(data.address.phone).toBeUndefined();
    expect([data.marketing, data.tags]).toEqual([undefined, undefined]);
  });

  it("joins the apartment with || where the card says so", () => {
    const { address } = erpCustomer(shopifyCustomer(), { ...CARD, apartment: "joined" }, able);
    expect([address.address1, address.address2]).toEqual([
      "Hafenstraße 3||Rear building",
      undefined,
    ]);
  });

  it("cuts names of 3,000 characters to the ERP's limit", () => {
    const data = erpCustomer(
      shopifyCustomer({ firstName: "N".repeat(3_000), address: null }),
      CARD,
      able,
    );
    expect(data.name).toHaveLength(50);
  });

  it("somebody without a name goes by e-mail, or else by phone", () => {
    const nameless = { firstName: "", lastName: "", address: null };
    expect(erpCustomer(shopifyCustomer(nameless), CARD, able).name).toBe("nora@example.com");
    expect(erpCustomer(shopifyCustomer({ ...nameless, email: "" }), CARD, able).name).toBe(
      "+494311111",
    );
  });
});

describe("what differs", () => {
  const wanted = erpCustomer(shopifyCustomer(), CARD, able);
  it("is nothing where phone, address and tags are only written otherwise", () => {
    const { address } = reading().data;
    expect(
      changesOf(
        wanted,
        reading({
          phone: "0049 431-1111".replace("00", ""),
          email: "Nora@Example.com",
          tags: ["VIP"],
          address: { ...address, name: "", address1: "Hafenstraße 3, Rear building", address2: "" },
        }).data,
      ),
    ).toEqual({});
  });
  it("is the field that says something else, and no other", () => {
    expect(changesOf(wanted, reading({ phone: "+49 431 2222" }).data)).toEqual({
      phone: "+494311111",
    });
    expect(Object.keys(changesOf(wanted, reading({ marketing: false, tags: [] }).data))).toEqual([
      "marketing",
      "tags",
    ]);
  });
  it("nothing that is empty takes anything away", () => {
    expect(changesOf({ ...wanted, email: "", phone: "" }, reading().data)).toEqual({});
  });
});

describe("CUS-1: whether it goes", () => {
  it("is created where the card imports all customers and may create them", () => {
    expect(decide()).toEqual({ do: "create" });
    expect(decide({}, null, { customerImport: "withOrders" })).toMatchObject({
      reason: "notImported",
    });
    expect(decide({}, null, { autoCreateCustomers: false })).toMatchObject({
      reason: "noCreation",
    });
    expect(decide({}, null, { customerMapping: "default" })).toMatchObject({
      reason: "defaultCustomer",
    });
    expect(decide({}, null, {}, { lacksTemplate: true })).toMatchObject({ reason: "noTemplate" });
    const nobody = { firstName: "", lastName: "", email: "", phone: "", address: null };
    expect(decide(nobody)).toMatchObject({ reason: "noName" });
  });
  it("is updated by right, and never a default customer", () => {
    const known = reading({ phone: "1" });
    expect(decide({}, known)).toEqual({ do: "update" });
    expect(decide({}, known, { shopifyUpdatesCustomers: false })).toMatchObject({
      reason: "noUpdates",
    });
    expect(decide({}, known, {}, { defaultCustomers: ["10007"] })).toMatchObject({
      reason: "defaultCustomer",
    });
  });
  it("is nothing where the ERP says the same, or nothing changed in Shopify since", () => {
    expect(decide({}, reading())).toEqual({ do: "nothing" });
    expect(decide({}, reading({ phone: "1" }), {}, { sentBefore: true })).toEqual({
      do: "nothing",
    });
  });
});
