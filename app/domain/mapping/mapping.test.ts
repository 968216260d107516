import { describe, expect, it } from "vitest";
import {
  address,
  bag,
  capabilities,
  customer,
  facts,
  gid,
  itemCandidate,
  line,
  order,
  settings,
  shippingLine,
} from "#tests/fixtures/orders.ts";
import type { OrderPersonal, OrderTransaction } from "#app/domain/orders/snapshot/snapshot.ts";
import { documentPhone, phoneDigits, phoneOf } from "./contact.ts";
import { decideCustomers } from "./customers/decide.ts";
import { billToAddress } from "./customers/bill-to.ts";
import { linkOf } from "./customers/strategy.ts";
import type { Choices, MappingFacts } from "./facts.ts";
import { joinNeeds, noFacts, queryKey } from "./facts.ts";
import { decideItem } from "./items/decide.ts";
import { itemWays } from "./items/queries.ts";
import { unitOf } from "./items/unit.ts";
import { mappingKey, mappingSchemas } from "./kinds.ts";
import { decideLocation } from "./locations/decide.ts";
import { namesOf } from "./names.ts";
import { neededFacts } from "./needed-facts.ts";
import { decidePaymentMethod } from "./payment-methods/decide.ts";
import { decidePaymentTerms } from "./payment-terms/decide.ts";
import { decideShipmentMethod } from "./shipment-methods/decide.ts";
import { decideTaxArea } from "./tax-areas/decide.ts";
import { unseenValues } from "./unseen-values.ts";

const email = { email: "ada@example.com" };
const phone = { phoneDigits: "44201" };
const found = (entries: [object, ReturnType<typeof customer>[]][]): MappingFacts => ({
  ...noFacts,
  customers: Object.fromEntries(entries.map(([query, answers]) => [queryKey(query), answers])),
});
const decide = (
  over: {
    settings?: Parameters<typeof settings>[0];
    facts?: MappingFacts;
    choices?: Choices;
    order?: ReturnType<typeof order>;
  } = {},
) =>
  decideCustomers(over.order ?? order(), {
    settings: settings(over.settings),
    facts: over.facts ?? noFacts,
    choices: over.choices ?? {},
  });
const who = (decision: ReturnType<typeof decide>) => [
  decision.sellTo?.ref.number ?? decision.sellTo?.ref.id,
  decision.billTo?.ref.number ?? decision.billTo?.ref.id,
];
const D1 = customer("D1");
const template = (value: { template?: string; defaultCustomer?: string }) => ({
  mappings: { customerTemplate: { [mappingKey.customerTemplate("gb")]: value } },
});

describe("customers", () => {
  it("M-1: the country's default customer wins over mapping type, import mode and links", () => {
    const decision = decide({
      settings: { customerImport: "none", defaultCustomer: "D1" },
      facts: {
        ...facts(template({ defaultCustomer: "GB1" })),
        ...found([
          [{ number: "GB1" }, [customer("GB1")]],
          [{ number: "D1" }, [D1]],
        ]),
        ...template({ defaultCustomer: "GB1" }),
      },
    });
    expect([who(decision), decision.why[0]?.rule]).toEqual([["GB1", "GB1"], "M-1"]);
  });
  it("M-2: import off and no country row: the default customer", () => {
    const decision = decide({
      settings: { customerImport: "none", defaultCustomer: "D1" },
      facts: found([
        [{ number: "D1" }, [D1]],
        [email, [customer("C1", { matchedBy: "email" })]],
      ]),
    });
    expect([who(decision), decision.why[0]?.rule]).toEqual([["D1", "D1"], "M-2"]);
  });
  it("M-3: a customer chosen by hand stays; the other side is mapped or the same", () => {
    const sellTo = { ref: { kind: "customer" as const, id: "x", number: "X" }, name: "X" };
    expect(who(decide({ choices: { sellTo } }))).toEqual(["X", "X"]);
    expect(
      who(
        decide({
          choices: { sellTo },
          facts: found([[email, [customer("C1", { matchedBy: "email" })]]]),
        }),
      ),
    ).toEqual(["X", "C1"]);
    expect(who(decide({ choices: { sellTo }, settings: { autoCreateCustomers: true } }))).toEqual([
      "X",
      "X",
    ]);
  });
  it("M-1, M-2, M-3: beside a chosen side, a default customer comes before one found by e-mail", () => {
    const x = { ref: { kind: "customer" as const, id: "x", number: "X" }, name: "X" };
    const stranger = customer("C1", { matchedBy: "email" });
    const answers = found([
      [email, [stranger]],
      [{ number: "D1" }, [D1]],
      [{ number: "GB1" }, [customer("GB1")]],
    ]);
    const off = { customerImport: "none", defaultCustomer: "D1" } as const;
    expect(who(decide({ choices: { sellTo: x }, facts: answers, settings: off }))).toEqual([
      "X",
      "D1",
    ]);
    expect(who(decide({ choices: { billTo: x }, facts: answers, settings: off }))).toEqual([
      "D1",
      "X",
    ]);
    expect(who(decide({ choices: { billTo: x }, facts: answers }))).toEqual(["X", "X"]);
    const country = { ...answers, ...template({ defaultCustomer: "GB1" }) };
    expect(who(decide({ choices: { sellTo: x }, facts: country }))).toEqual(["X", "GB1"]);
    expect(who(decide({ choices: { sellTo: x }, facts: country, settings: off }))).toEqual([
      "X",
      "GB1",
    ]);
    // Nobody is found: the default customer pays; a default customer that is not there is said.
    const nobodyFound = found([[{ number: "D1" }, [D1]]]);
    expect(
      who(
        decide({ choices: { sellTo: x }, facts: nobodyFound, settings: { defaultCustomer: "D1" } }),
      ),
    ).toEqual(["X", "D1"]);
    expect(decide({ choices: { sellTo: x }, settings: off }).problems[0]?.kind).toBe(
      "unknown-number",
    );
    // Nobody is created beside a choice.
    expect(
      decide({ choices: { sellTo: x }, settings: { autoCreateCustomers: true } }).newCustomer,
    ).toBeNull();
  });
  it("M-3: a company's order with a chosen sell-to is billed to the company's customer", () => {
    const x = { ref: { kind: "customer" as const, id: "x", number: "X" }, name: "X" };
    const linked = { ref: { kind: "customer" as const, id: "L", number: "L" }, name: "L" };
    const b2b = order({
      content: {
        company: {
          id: gid("Company", 1),
          name: "Acme",
          locationId: gid("CompanyLocation", 2),
          locationName: "HQ",
          contactId: null,
          contactCustomerId: null,
        },
      },
    });
    const rows = { ...noFacts, customerLinks: { [gid("CompanyLocation", 2)]: linked } };
    expect(who(decide({ order: b2b, choices: { sellTo: x }, facts: rows }))).toEqual(["X", "L"]);
    expect(who(decide({ order: b2b, choices: { billTo: x }, facts: rows }))).toEqual(["X", "X"]);
    expect(who(decide({ order: b2b, choices: { sellTo: x } }))).toEqual(["X", "X"]);
  });
  it("M-3, MAP-4: nobody found: the default customer, with what was tried", () => {
    const decision = decide({
      settings: { defaultCustomer: "D1" },
      facts: found([[{ number: "D1" }, [D1]]]),
    });
    expect([who(decision), decision.why[0]?.lost.length]).toEqual([["D1", "D1"], 3]);
  });
  it("M-4: nobody found and creation off or import off: a named problem", () => {
    expect(decide().problems).toMatchObject([
      { kind: "missing-customer", params: { reason: "why.customer.missing.creationOff" } },
    ]);
    expect(
      decide({ settings: { autoCreateCustomers: true, customerImport: "none" } }).newCustomer,
    ).toBeNull();
  });
  it("M-6: without names By Bill-to asks by e-mail", () => {
    const nameless = address({ firstName: null, lastName: null, company: null });
    const personal: Partial<OrderPersonal> = {
      billTo: nameless,
      customer: {
        firstName: null,
        lastName: null,
        email: "ada@example.com",
        phone: null,
        defaultAddress: null,
      },
    };
    expect(
      who(
        decide({
          order: order({ personal }),
          settings: { customerMapping: "billTo" },
          facts: found([[email, [customer("C1", { matchedBy: "email" })]]]),
        }),
      ),
    ).toEqual(["C1", "C1"]);
  });
  it("M-10: always the default customer", () => {
    expect(
      decide({
        settings: { customerMapping: "default", defaultCustomer: "D1" },
        facts: found([
          [{ number: "D1" }, [D1]],
          [email, [customer("C1", { matchedBy: "email" })]],
        ]),
      }).why[0]?.rule,
    ).toBe("M-10");
  });
  it("M-11: the linked customer comes before e-mail; a match is kept as link", () => {
    expect(
      decide({
        facts: {
          ...facts(),
          ...{ customers: { [queryKey(email)]: [customer("C1", { matchedBy: "email" })] } },
        },
      }).why[0],
    ).toMatchObject({ rule: "M-11", text: "why.customer.linked" });
    expect(
      decide({ facts: found([[email, [customer("C1", { matchedBy: "email" })]]]) }).found,
    ).toEqual([
      {
        link: gid("Customer", 7),
        ref: { kind: "customer", id: "id-C1", number: "C1" },
        name: "Customer C1",
        foundBy: "email",
      },
    ]);
    expect(
      decide({
        order: order({ content: { customerId: null } }),
        facts: found([[email, [customer("C1", { matchedBy: "email" })]]]),
      }).found,
    ).toEqual([]);
  });
  describe("M-12: By Bill-to", () => {
    const byBillTo = { customerMapping: "billTo" } as const;
    const own = settings(byBillTo);
    const side = address({ address1: "2 Side St" });
    const other = order({ personal: { billTo: side } });
    const elsewhere = [address({ address1: "9 Far Rd" })];
    const theirs = (...addresses: ReturnType<typeof address>[]): MappingFacts => ({
      ...noFacts,
      customerAddresses: { [gid("Customer", 7)]: addresses },
    });
    const asked = (of: ReturnType<typeof order>) => ({ billTo: billToAddress(of, own) });
    const link = (key: string, number: string) => ({
      [key]: { ref: { kind: "customer" as const, id: `id-${number}`, number }, name: number },
    });

    it("asks with name and address, and keeps a link of its own per address", () => {
      const query = asked(order());
      expect(
        decide({
          settings: byBillTo,
          facts: found([[query, [customer("C2", { matchedBy: "billTo" })]]]),
        }).found[0]?.link,
      ).toBe(linkOf(order(), own, noFacts));
      expect(linkOf(other, own, theirs(side))).not.toBe(linkOf(order(), own, noFacts));
    });
    it("an address of theirs that isn't the default one has its own customer, whatever the customer is linked to", () => {
      const facts = { ...theirs(side), customerLinks: link(gid("Customer", 7), "L") };
      const creating = { ...byBillTo, autoCreateCustomers: true };
      expect(decide({ order: other, settings: creating, facts }).newCustomer).toMatchObject({
        shopifyId: gid("Order", 1001),
        link: linkOf(other, own, facts),
        data: { address: { address1: "2 Side St" } },
      });
      const { customers } = found([[asked(other), [customer("C2", { matchedBy: "billTo" })]]]);
      expect(
        who(decide({ order: other, settings: byBillTo, facts: { ...facts, customers } })),
      ).toEqual(["C2", "C2"]);
      // Nobody has that address and none may be created: the customer's own.
      expect(who(decide({ order: other, settings: byBillTo, facts }))).toEqual(["L", "L"]);
    });
    it("the link of the address comes first, and says so", () => {
      const key = linkOf(other, own, theirs(side)) ?? "";
      const facts = {
        ...noFacts,
        customerLinks: { ...link(gid("Customer", 7), "L"), ...link(key, "A") },
      };
      const decision = decide({ order: other, settings: byBillTo, facts });
      expect([who(decision), decision.why[0]?.text]).toEqual([
        ["A", "A"],
        "why.customer.addressLinked",
      ]);
    });
    it("an address that isn't theirs is the linked customer's, else a customer made from their default address", () => {
      const linked = { ...theirs(...elsewhere), customerLinks: link(gid("Customer", 7), "L") };
      const creating = { ...byBillTo, autoCreateCustomers: true };
      const decision = decide({ order: other, settings: creating, facts: linked });
      expect([who(decision), decision.why[0]?.text]).toEqual([
        ["L", "L"],
        "why.customer.otherAddress",
      ]);
      expect(
        decide({ order: other, settings: creating, facts: theirs(...elsewhere) }).newCustomer,
      ).toMatchObject({
        shopifyId: gid("Customer", 7),
        link: gid("Customer", 7),
        data: { address: { address1: address().address1 } },
      });
    });
    it("case and special characters in a street don't matter, names and places do", () => {
      const typed = order({ personal: { billTo: address({ address1: "2. SIDE'ST" }) } });
      const isTheirs = (of: Parameters<typeof address>[0]) =>
        linkOf(typed, own, theirs(address(of))) !== gid("Customer", 7);
      expect(isTheirs({ address1: "2- side-st" })).toBe(true);
      expect(isTheirs({ address1: "2- side-st", city: "Other" })).toBe(false);
      expect(isTheirs({ address1: "2- side-st", company: "Other Ltd" })).toBe(false);
      expect(isTheirs({ address1: "3. side-st" })).toBe(false);
    });
    it("reads addresses only where they decide, and takes nobody while they can't be read", () => {
      const needs = (of: ReturnType<typeof order>, known = noFacts) =>
        neededFacts(of, own, {}, known).customerAddresses;
      expect(needs(order())).toEqual([]);
      expect(needs(other)).toEqual([gid("Customer", 7)]);
      expect(needs(other, theirs(side))).toEqual([]);
      expect(neededFacts(other, settings(), {}, noFacts).customerAddresses).toEqual([]);
      const addressesUnread = {
        ...{ kind: "shopify-unavailable", params: { message: "" } },
        cause: "shopify-unavailable",
      };
      const decision = decide({
        order: other,
        settings: { ...byBillTo, autoCreateCustomers: true },
        facts: { ...noFacts, addressesUnread, customerLinks: link(gid("Customer", 7), "L") },
      });
      expect([decision.sellTo, decision.newCustomer, decision.problems]).toEqual([
        null,
        null,
        [addressesUnread],
      ]);
    });
  });
  it("M-13: e-mail, then phone; the first hit wins, others are told; blocked ones only when alone", () => {
    const second = [customer("C1", { matchedBy: "email" }), customer("C2", { matchedBy: "email" })];
    const decision = decide({
      facts: found([
        [email, second],
        [phone, [customer("C3", { matchedBy: "phone" })]],
      ]),
    });
    expect([
      who(decision),
      decision.why[0]?.rule,
      decision.why[0]?.lost.at(-1)?.params["number"],
    ]).toEqual([["C1", "C1"], "M-13", "C2"]);
    expect(
      who(decide({ facts: found([[phone, [customer("C3", { matchedBy: "phone" })]]]) })),
    ).toEqual(["C3", "C3"]);
    expect(
      decide({ facts: found([[email, [customer("C1", { matchedBy: "email", blocked: true })]]]) })
        .problems[0]?.kind,
    ).toBe("blocked-customer");
    expect(phoneDigits("0045 12-34")).toBe("451234");
  });
  it("M-20: template by order, country, card; missing only where the ERP has templates", () => {
    const create = (over: Parameters<typeof decide>[0] = {}) =>
      decide({ ...over, settings: { autoCreateCustomers: true, ...over.settings } });
    const withTemplates = { ...noFacts, customerTemplates: ["A", "B"] };
    expect(create({ facts: withTemplates }).problems[0]?.kind).toBe("missing-template");
    expect(
      create({ facts: withTemplates, settings: { customerTemplate: "A" } }).newCustomer?.data
        .template,
    ).toBe("A");
    expect(
      create({
        facts: { ...withTemplates, ...template({ template: "B" }) },
        settings: { customerTemplate: "A" },
      }).newCustomer?.data.template,
    ).toBe("B");
    expect(
      decide({ choices: { createCustomer: { template: "C" } } }).newCustomer?.data.template,
    ).toBe("C");
    expect(create().newCustomer?.data.template).toBeUndefined();
  });
  it("M-21: a new customer's names, contact, phone and address; none without a place", () => {
    expect(decide({ settings: { autoCreateCustomers: true } }).newCustomer).toMatchObject({
      shopifyId: gid("Customer", 7),
      link: gid("Customer", 7),
      data: {
        name: "Engines Ltd",
        name2: "Ada Lovelace",
        contact: "Ada Lovelace",
        email: "ada@example.com",
        phone: "+44 20 1",
        address: { county: "ENG", countryCode: "GB" },
      },
    });
    const pos = order({ personal: { sellTo: null, shipTo: null, billTo: null, customer: null } });
    expect(
      decide({ order: pos, settings: { autoCreateCustomers: true } }).problems[0],
    ).toMatchObject({
      kind: "missing-customer",
      params: { reason: "why.customer.missing.noAddress" },
    });
  });
  it("M-21: a buyer without name and e-mail is created from the address, by the best name there is", () => {
    const bare = { firstName: null, lastName: null, company: null, phone: null };
    const nameOf = (personal: Partial<OrderPersonal>, nameSource?: "none") =>
      decide({
        order: order({
          personal: { email: null, phone: null, customer: null, ...personal },
        }),
        settings: {
          autoCreateCustomers: true,
          ...(nameSource ? { nameSource, name2Source: nameSource, contactSource: nameSource } : {}),
        },
      }).newCustomer?.data.name;
    const place = (over: Parameters<typeof address>[0]) => ({
      sellTo: address(over),
      shipTo: address(over),
      billTo: address(over),
    });
    expect(nameOf(place(bare))).toBe("1 Main St, N1, London");
    expect(nameOf({ ...place(bare), phone: "+44 20 9" })).toBe("+44 20 9");
    expect(nameOf(place({ ...bare, firstName: "Ada" }), "none")).toBe("Ada");
  });
  it("M-30, M-31, M-32: a company's link by location, then company, then the default company, else a problem", () => {
    const b2b = order({
      content: {
        company: {
          id: gid("Company", 1),
          name: "Acme",
          locationId: gid("CompanyLocation", 2),
          locationName: "HQ",
          contactId: null,
          contactCustomerId: null,
        },
      },
    });
    const link = (key: string, number: string) => ({
      ...noFacts,
      customerLinks: {
        [key]: { ref: { kind: "customer" as const, id: number, number }, name: number },
      },
    });
    expect(who(decide({ order: b2b, facts: link(gid("CompanyLocation", 2), "L") }))).toEqual([
      "L",
      "L",
    ]);
    expect(who(decide({ order: b2b, facts: link(gid("Company", 1), "C") }))).toEqual(["C", "C"]);
    expect(
      who(
        decide({
          order: b2b,
          settings: { defaultCompany: "D1" },
          facts: found([[{ number: "D1" }, [D1]]]),
        }),
      ),
    ).toEqual(["D1", "D1"]);
    expect(
      decide({
        order: b2b,
        settings: { companyImport: "none", defaultCompany: "D1" },
        facts: found([[{ number: "D1" }, [D1]]]),
      }).why.map(({ rule }) => rule),
    ).toEqual(["M-30", "M-30"]);
    // With company import off a link does not count, as with customer import.
    expect(
      who(
        decide({
          order: b2b,
          settings: { companyImport: "none", defaultCompany: "D1" },
          facts: {
            ...found([[{ number: "D1" }, [D1]]]),
            customerLinks: link(gid("Company", 1), "C").customerLinks,
          },
        }),
      ),
    ).toEqual(["D1", "D1"]);
    expect(decide({ order: b2b }).problems[0]).toMatchObject({
      kind: "missing-company",
      cause: `missing-company:${gid("Company", 1)}`,
    });
  });
  describe("companies", () => {
    const b2b = (company?: Partial<NonNullable<OrderPersonal["company"]>>) =>
      order({
        content: {
          company: {
            id: gid("Company", 1),
            name: "Acme",
            locationId: gid("CompanyLocation", 2),
            locationName: "HQ",
            contactId: null,
            contactCustomerId: null,
          },
        },
        personal: {
          company: {
            taxRegistrationId: "DE 1",
            phone: null,
            billingAddress: null,
            mainContact: {
              customerId: gid("Customer", 9),
              firstName: "Eva",
              lastName: "Kern",
              email: "Eva@Acme.test",
              phone: "0049 30",
            },
            ...company,
          },
        },
      });
    const contact = (over: { email?: string | null; phone?: string | null }) => ({
      mainContact: {
        customerId: gid("Customer", 9),
        firstName: null,
        lastName: null,
        email: null,
        phone: null,
        ...over,
      },
    });
    const said = (decision: ReturnType<typeof decide>) => [
      ...decision.why.map(({ rule, text }) => `${rule} ${text}`),
      ...decision.why.flatMap(({ lost: others }) => others.map(({ text }) => text)),
    ];
    const linked = (key: string, number: string) => ({
      customerLinks: {
        [key]: { ref: { kind: "customer" as const, id: number, number }, name: number },
      },
    });

    it("M-31: the location's own customers come first, its sell-to for both without a bill-to", () => {
      const row = (value: { sellTo: string; billTo?: string }) => ({
        ...found([
          [{ number: "S1" }, [customer("S1")]],
          [{ number: "B1" }, [customer("B1")]],
        ]),
        ...linked(gid("Company", 1), "C"),
        mappings: { companyLocation: { [gid("CompanyLocation", 2)]: value } },
      });
      const decision = decide({ order: b2b(), facts: row({ sellTo: "S1", billTo: "B1" }) });
      expect(who(decision)).toEqual(["S1", "B1"]);
      expect(said(decision)).toEqual([
        "M-31 why.company.locationRow",
        "M-31 why.company.locationRow",
      ]);
      expect(who(decide({ order: b2b(), facts: row({ sellTo: "S1" }) }))).toEqual(["S1", "S1"]);
      expect(
        decide({ order: b2b(), facts: row({ sellTo: "S1", billTo: "gone" }) }).problems,
      ).toMatchObject([{ kind: "unknown-number", params: { number: "gone" } }]);
      expect(mappingSchemas.companyLocation.safeParse({ billTo: "B1" }).success).toBe(false);
    });
    it("M-33: by the main contact's e-mail, the phone only without one", () => {
      const mail = { email: "eva@acme.test" };
      const both = found([
        [mail, [customer("M", { matchedBy: "email" })]],
        [{ phoneDigits: "4930" }, [customer("P", { matchedBy: "phone" })]],
      ]);
      const decision = decide({ order: b2b(), facts: both });
      expect(who(decision)).toEqual(["M", "M"]);
      expect(said(decision)).toEqual(["M-33 why.company.by.email", "M-33 why.company.by.email"]);
      expect(decision.found).toMatchObject([{ link: gid("Company", 1), foundBy: "email" }]);
      const phoneOnly = { ...both, customers: { ...both.customers, [queryKey(mail)]: [] } };
      expect(decide({ order: b2b(), facts: phoneOnly }).problems[0]?.kind).toBe("missing-company");
      expect(who(decide({ order: b2b(contact({ phone: "0049 30" })), facts: phoneOnly }))).toEqual([
        "P",
        "P",
      ]);
      for (const nobody of [b2b({ mainContact: null }), b2b(contact({}))]) {
        const none = decide({ order: nobody, facts: both });
        expect(none.problems[0]?.kind).toBe("missing-company");
        expect(said(none)).toContain("why.company.noContact");
        expect(neededFacts(nobody, settings(), {}, noFacts).customerQueries).toEqual([]);
      }
    });
    it("M-33: by the tax id, in the field that the card names", () => {
      const facts = found([
        [{ taxId: "DE 1" }, [customer("V", { matchedBy: "taxId" })]],
        [{ registrationNumber: "DE 1" }, [customer("R", { matchedBy: "registrationNumber" })]],
        [{ email: "eva@acme.test" }, [customer("M", { matchedBy: "email" })]],
      ]);
      const by = (companyTaxId: "registrationNumber" | "vatRegistrationNumber") =>
        decide({ order: b2b(), settings: { companyMapping: "taxId", companyTaxId }, facts });
      expect(who(by("vatRegistrationNumber"))).toEqual(["V", "V"]);
      expect(who(by("registrationNumber"))).toEqual(["R", "R"]);
      const without = decide({
        order: b2b({ taxRegistrationId: " " }),
        settings: { companyMapping: "taxId" },
        facts,
      });
      expect(said(without)).toContain("why.company.noTaxId");
    });
    it("M-32, M-33: the default company when nobody is found, and always with that mapping type", () => {
      const facts = found([
        [{ number: "D1" }, [D1]],
        [{ email: "eva@acme.test" }, [customer("M", { matchedBy: "email" })]],
      ]);
      const of = (over: Parameters<typeof settings>[0]) =>
        decide({ order: b2b(), settings: { defaultCompany: "D1", ...over }, facts });
      expect(who(of({ companyMapping: "default" }))).toEqual(["D1", "D1"]);
      expect(who(of({}))).toEqual(["M", "M"]);
      const fallback = of({ companyMapping: "taxId" });
      expect(who(fallback)).toEqual(["D1", "D1"]);
      expect(said(fallback)).toContain("why.customer.none.registrationNumber");
    });
    it("M-32: an unknown company is created where the card allows it, with its tax id and main contact", () => {
      const made = (over: Parameters<typeof settings>[0] = {}) =>
        decide({ order: b2b(), settings: { autoCreateCompanies: true, ...over } }).newCustomer;
      expect(made()).toMatchObject({
        shopifyId: gid("Company", 1),
        link: gid("Company", 1),
        data: {
          name: "Acme",
          companyName: "Acme",
          contact: "Eva Kern",
          email: "Eva@Acme.test",
          registrationNumber: "DE 1",
        },
      });
      expect(made({ companyTaxId: "vatRegistrationNumber" })?.data.taxId).toBe("DE 1");
      expect(made({ contactSource: "none" })?.data.contact).toBeUndefined();
      expect(made({ autoCreateCompanies: false })).toBeNull();
      expect(made({ companyImport: "none" })).toBeNull();
      // Customers being created says nothing of companies.
      expect(made({ autoCreateCompanies: false, autoCreateCustomers: true })).toBeNull();
      // By hand, whatever the card says.
      expect(
        decide({ order: b2b(), choices: { createCustomer: { template: "" } } }).newCustomer?.link,
      ).toBe(gid("Company", 1));
    });
    it("a company that is linked asks the ERP nothing", () => {
      const known = { ...noFacts, ...linked(gid("Company", 1), "C") };
      expect(
        neededFacts(b2b(), settings({ defaultCompany: "D1" }), {}, known).customerQueries,
      ).toEqual([]);
    });
  });
  it("I-31: names from their sources", () => {
    const parts = { firstName: " Ada ", lastName: "Lovelace", company: null };
    expect(namesOf(parts, settings())).toEqual({
      name: "Ada Lovelace",
      name2: "",
      contact: "Ada Lovelace",
    });
    expect(
      namesOf({ ...parts, company: "Co" }, settings({ contactSource: "lastAndFirst" })),
    ).toEqual({ name: "Co", name2: "Ada Lovelace", contact: "Lovelace Ada" });
    expect(
      namesOf(parts, settings({ nameSource: "none", name2Source: "none", contactSource: "none" })),
    ).toEqual({ name: "", name2: "", contact: "" });
  });
  it("D-4: phones: the first that is filled, cleaned", () => {
    expect(
      phoneOf(order({ personal: { phone: " ", sellTo: address({ phone: "1" }) } }).personal),
    ).toBe("1");
    expect(documentPhone("☎ +1 (2) x3")).toBe("+1 (2) 3");
  });
});

describe("items", () => {
  const item = (
    sku: string,
    over: Parameters<typeof settings>[0],
    answers: [object, ReturnType<typeof itemCandidate>[]][],
    more = {},
  ) =>
    decideItem(line({ sku, ...more }), {
      settings: settings(over),
      choices: {},
      facts: {
        ...noFacts,
        items: Object.fromEntries(answers.map(([query, values]) => [queryKey(query), values])),
      },
    });
  it("M-40: link first; a hand's choice before it; unknown items are a problem or created", () => {
    expect(
      decideItem(line(), { settings: settings(), choices: {}, facts: facts() }).value?.ref.number,
    ).toBe("I1");
    const chosen = { ref: { kind: "item" as const, id: "z", number: "Z" } };
    expect(
      decideItem(line(), {
        settings: settings(),
        choices: { items: { [gid("LineItem", 1)]: chosen } },
        facts: facts(),
      }).value?.ref.number,
    ).toBe("Z");
    // The line of a deleted variant is found by its SKU; without one that matches it is unknown, and never created.
    const deleted = { variantId: null };
    expect(
      item(
        "CUP",
        { skuMapping: "itemNumber" },
        [[{ number: "CUP" }, [itemCandidate("CUP")]]],
        deleted,
      ),
    ).toMatchObject({ value: { ref: { number: "CUP" } }, problems: [] });
    for (const over of [{ skuMapping: "itemNumber", autoCreateItems: true }, {}] as const)
      expect(item("CUP", over, [], deleted)).toMatchObject({
        value: null,
        problems: [{ kind: "unknown-item" }],
      });
    expect(item("CUP", { skuMapping: "itemNumber" }, []).problems[0]).toMatchObject({
      kind: "unknown-item",
      cause: "unknown-item:CUP",
    });
    expect(item("CUP", { skuMapping: "itemNumber", autoCreateItems: true }, [])).toMatchObject({
      value: { ref: { id: `new:${gid("ProductVariant", 1)}` } },
      newItem: { data: { number: "CUP", description: "Cup" } },
    });
  });
  it("M-41: unit from the option when it fits a code, else the item's sales unit", () => {
    const options = [{ name: "unit of measure", value: "BOX" }];
    expect(
      unitOf({ options }, { unitAsVariant: true, unitOption: "Unit of Measure" }, "PCS"),
    ).toEqual({ unit: "BOX", fromOption: true });
    expect(
      unitOf(
        { options: [{ name: "Unit of Measure", value: "ELEVEN CHARS" }] },
        { unitAsVariant: true, unitOption: "Unit of Measure" },
        "PCS",
      ).unit,
    ).toBe("PCS");
    expect(
      unitOf({ options }, { unitAsVariant: false, unitOption: "Unit of Measure" }, "PCS").unit,
    ).toBe("PCS");
  });
  it.each([
    ["itemNumber", "A1", { number: "A1" }, itemCandidate("A1")],
    [
      "variantCode",
      "red",
      { variantCode: "RED" },
      itemCandidate("A1", { variantCode: "RED", matchedBy: "variantCode" }),
    ],
    [
      "itemAndVariant",
      "A1|RED",
      { number: "A1", variantCode: "RED" },
      itemCandidate("A1", { variantCode: "RED", matchedBy: "variantCode" }),
    ],
    ["itemAndVariant", "A1", { number: "A1" }, itemCandidate("A1")],
    [
      "vendorItem",
      "V-9",
      { vendorItemNumber: "V-9" },
      itemCandidate("A1", { matchedBy: "vendorItemNumber" }),
    ],
    ["barcode", "4006", { barcode: "4006" }, itemCandidate("A1", { matchedBy: "barcode" })],
  ] as const)("M-42: SKU mapping %s of %s", (skuMapping, sku, query, candidate) => {
    expect(item(sku, { skuMapping }, [[query, [candidate]]])).toMatchObject({
      value: { ref: { number: "A1" } },
      found: { variantId: gid("ProductVariant", 1) },
    });
  });
  it("M-42: item and variant must both exist; three parts are none", () => {
    expect(
      item("A1|RED", { skuMapping: "itemAndVariant" }, [
        [{ number: "A1", variantCode: "RED" }, [itemCandidate("A1")]],
      ]).value,
    ).toBeNull();
    expect(
      itemWays({ sku: "A|B|C", barcode: null }, settings({ skuMapping: "itemAndVariant" })),
    ).toEqual([]);
  });
  it("M-42: the bar code is asked after the SKU, unless switched off; blocked items stop", () => {
    const hit = [[{ barcode: "4006" }, [itemCandidate("B1", { matchedBy: "barcode" })]]] as [
      object,
      ReturnType<typeof itemCandidate>[],
    ][];
    expect(item("X", { skuMapping: "itemNumber" }, hit, { barcode: "4006" })).toMatchObject({
      value: { ref: { number: "B1" } },
      why: [{ lost: [{ text: "why.item.none.number" }] }],
    });
    expect(
      item("X", { skuMapping: "itemNumber", findByBarcode: false }, hit, { barcode: "4006" }).value,
    ).toBeNull();
    expect(
      item("A1", { skuMapping: "itemNumber" }, [
        [{ number: "A1" }, [itemCandidate("A1", { blocked: true })]],
      ]).problems[0]?.kind,
    ).toBe("blocked-item");
  });
});

describe("codes", () => {
  it("I-34: the location of the last fulfillment order line; POS lines from their retail location", () => {
    const at = (locationId: string) => ({
      lineId: gid("LineItem", 1),
      locationId,
      locationName: locationId,
      deliveryMethod: null,
      quantity: 1,
    });
    const rows = facts({
      mappings: { location: { a: { code: "A" }, b: { code: "B" }, r: { code: "R" } } },
    });
    expect(
      decideLocation(
        line(),
        { lineLocations: [at("a"), at("b")], retailLocation: null },
        rows,
        capabilities,
      ).value,
    ).toBe("B");
    expect(
      decideLocation(
        line(),
        { lineLocations: [], retailLocation: { id: "r", name: "Shop" } },
        rows,
        capabilities,
      ).value,
    ).toBe("R");
    // A deleted location has only its name left: a row of that name maps it.
    const shut = { ...at("a"), locationId: null, locationName: "Old" };
    const content = { lineLocations: [at("a"), shut], retailLocation: null };
    expect(
      decideLocation(
        line(),
        content,
        facts({ mappings: { location: { a: { code: "A" }, "deleted:Old": { code: "OLD" } } } }),
        capabilities,
      ).value,
    ).toBe("OLD");
    expect(
      decideLocation(line(), content, rows, { locationMandatory: true }).problems,
    ).toMatchObject([{ params: { location: "Old" }, where: { mapping: { key: "deleted:Old" } } }]);
    expect(
      decideLocation(line(), { lineLocations: [], retailLocation: null }, rows, {
        locationMandatory: true,
      }).problems[0]?.kind,
    ).toBe("unmapped-location");
  });
  it("I-34: the card's default location for lines without one and for unmapped ones, never over a mapping", () => {
    const rows = facts({ mappings: { location: { r: { code: "R" } } } });
    const at = (retailLocation: { id: string; name: string } | null) =>
      decideLocation(line(), { lineLocations: [], retailLocation }, rows, {
        locationMandatory: true,
        defaultLocation: "MAIN",
      });
    expect(at(null)).toMatchObject({
      value: "MAIN",
      problems: [],
      why: [{ text: "why.location.default" }],
    });
    expect(at({ id: "x", name: "Pop-up" })).toMatchObject({
      value: "MAIN",
      why: [{ text: "why.location.defaultUnmapped" }],
    });
    expect(at({ id: "r", name: "Shop" }).value).toBe("R");
  });
  it("M-50: exact title of the first shipping line; a choice wins field by field", () => {
    const rows = facts({
      mappings: { shipmentMethod: { Standard: { code: "STD", agent: "DHL" } } },
    });
    const content = { shippingLines: [shippingLine(), shippingLine({ title: "Express" })] };
    expect(decideShipmentMethod(content, rows, {})).toMatchObject({
      value: { code: "STD", agent: "DHL" },
      why: [{ rule: "M-50", lost: [{ params: { title: "Express" } }] }],
    });
    expect(decideShipmentMethod(content, rows, { shipmentMethod: "OWN" }).value).toEqual({
      code: "OWN",
      agent: "DHL",
    });
    expect(
      decideShipmentMethod({ shippingLines: [shippingLine({ title: "standard" })] }, rows, {})
        .value,
    ).toEqual({});
  });
  it("M-60: one distinct method is set, two or more (blank counts) are not", () => {
    const paid = (gateway: string, status = "SUCCESS", kind = "SALE"): OrderTransaction => ({
      id: gid("OrderTransaction", gateway),
      parentId: null,
      kind,
      status,
      gateway,
      gatewayTitle: null,
      createdAt: "2026-01-01T00:00:00Z",
      test: false,
      manual: false,
      amount: bag("1"),
      rounding: null,
      unsettled: null,
      multiCapturable: false,
      authorizationExpiresAt: null,
      errorCode: null,
    });
    const rows = facts({
      mappings: { paymentMethod: { card: { code: "CARD" }, cash: { code: "CASH" } } },
    });
    const decideFor = (...transactions: OrderTransaction[]) =>
      decidePaymentMethod({ transactions }, rows, {}).value;
    expect([
      decideFor(paid("card")),
      decideFor(paid("card"), paid("cash")),
      decideFor(paid("card"), paid("other")),
      decideFor(paid("card"), paid("cash", "FAILURE"), paid("cash", "SUCCESS", "REFUND")),
      decideFor(),
    ]).toEqual(["CARD", null, null, "CARD", null]);
  });
  it("M-61: payment terms by type and name; a choice wins, unmapped is left to the ERP", () => {
    const rows = facts({ mappings: { paymentTerms: { "NET:Net 30": { code: "30D" } } } });
    const terms = (name: string) => ({
      paymentTerms: { name, type: "NET", dueInDays: 30, dueDates: [] },
    });
    expect(decidePaymentTerms(terms("Net 30"), rows, {}).value).toBe("30D");
    expect(decidePaymentTerms(terms("Net 30"), rows, { paymentTerms: "OWN" }).value).toBe("OWN");
    expect(decidePaymentTerms(terms("Net 60"), rows, {})).toMatchObject({
      value: null,
      why: [{ rule: "M-61", text: "why.paymentTerms.unmapped" }],
      problems: [],
    });
    expect(decidePaymentTerms({ paymentTerms: null }, rows, {}).why).toEqual([]);
  });
  it("M-70, M-71: the first address with a city decides, without fall-through; M-72: by country and county", () => {
    const rows = facts({
      mappings: { taxArea: { "GB/ENG": { code: "UK" }, "GB/ENGLAND": { code: "UKN" } } },
    });
    const personal = {
      shipTo: address({ city: " " }),
      sellTo: address(),
      billTo: address({ countryCode: "FR" }),
    };
    const area = (
      taxAreaPriority: ReturnType<typeof settings>["taxAreaPriority"],
      countySource: "code" | "name" = "code",
    ) => decideTaxArea(personal, { taxAreaPriority, countySource }, rows, capabilities);
    expect(area("none").value).toBeNull();
    expect(area("shipTo-sellTo-billTo")).toMatchObject({ value: "UK", why: [{ rule: "M-72" }] });
    expect(area("shipTo-sellTo-billTo", "name").value).toBe("UKN");
    expect(area("billTo-sellTo-shipTo")).toMatchObject({
      value: null,
      why: [{ rule: "M-71", lost: [{}, {}] }],
    });
    // Where only a customer has a tax area, no document is sent one that would be refused.
    expect(
      decideTaxArea(
        personal,
        { taxAreaPriority: "shipTo-sellTo-billTo", countySource: "code" },
        rows,
        { taxAreaOnOrder: false },
      ),
    ).toMatchObject({ value: null, problems: [], why: [{ text: "why.taxArea.ofCustomer" }] });
  });
  it("M-71: an order fills the page of tax areas with its country and county, where the card looks for one", () => {
    const seen = (taxAreaPriority: ReturnType<typeof settings>["taxAreaPriority"]) =>
      unseenValues(order(), settings({ taxAreaPriority }), {}, noFacts).flatMap(({ kind, key }) =>
        kind === "taxArea" ? [key] : [],
      );
    expect(seen("none")).toEqual([]);
    expect([...new Set(seen("shipTo-sellTo-billTo"))]).toEqual(["GB/ENG"]);
  });
});

describe("needed facts", () => {
  it("PERF-5: asks the ERP nothing for linked buyers and products, and each thing once for many orders", () => {
    const own = settings({ skuMapping: "itemNumber" });
    expect(neededFacts(order(), own, {}, facts())).toMatchObject({
      customerQueries: [],
      itemQueries: [],
    });
    const open = neededFacts(order(), own);
    expect(open).toMatchObject({
      customerLinks: [gid("Customer", 7)],
      variantIds: [gid("ProductVariant", 1)],
      customerQueries: [email, phone],
      itemQueries: [{ number: "CUP" }],
    });
    expect(joinNeeds([open, open])).toEqual(open);
  });
  it("what it names is all that planning asks for", () => {
    const own = settings({
      skuMapping: "itemAndVariant",
      customerMapping: "billTo",
      defaultCustomer: "D1",
      taxAreaPriority: "shipTo-sellTo-billTo",
      customLines: "item",
      customLineItem: "MISC",
    });
    const needs = neededFacts(
      order({
        content: {
          lines: [
            line({ sku: "A|B", barcode: "1" }),
            line({ id: gid("LineItem", 2), kind: "custom", variantId: null }),
          ],
          shippingLines: [shippingLine()],
        },
      }),
      own,
    );
    expect(needs.itemQueries).toEqual([
      { number: "A", variantCode: "B" },
      { barcode: "1" },
      { number: "MISC" },
    ]);
    expect(needs.customerQueries).toEqual([
      { number: "D1" },
      { billTo: billToAddress(order(), own) },
    ]);
    expect(needs.mappings.map(({ kind, key }) => [kind, key])).toEqual([
      ["shipmentMethod", "Standard"],
      ["customerTemplate", "GB"],
      ["taxArea", "GB/ENG"],
    ]);
  });
});
