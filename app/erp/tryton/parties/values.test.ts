import { describe, expect, it } from "vitest";
import type { AddressValues } from "../drafts/address.ts";
import type { PartyRow } from "./row.ts";
import { changedParty, newParty } from "./values.ts";

const address: AddressValues = {
  party_name: "",
  name: "",
  street: "Kai 3",
  postal_code: "24103",
  city: "Kiel",
  country: 3,
};
const data = {
  name: "Nora Falk",
  email: " nora@x.test ",
  phone: "040 5550",
  taxId: "DE 136 695 976",
  address: { name: "Nora Falk" },
};
const row: PartyRow = {
  id: 1,
  code: "1",
  name: "Nora Falk",
  active: true,
  replaced_by: null,
  _timestamp: "1",
  create_date: "2026-03-01T08:00:00.000000Z",
  write_date: null,
  "identifiers.": [
    { id: 5, type: null, code: "SHOPIFY-CU-7" },
    { id: 6, type: "eu_vat", code: "DE136695976" },
  ],
  "contact_mechanisms.": [
    { id: 7, type: "email", value: "old@x.test", name: "", active: false },
    { id: 8, type: "email", value: "now@x.test", name: "", active: true },
    { id: 9, type: "phone", value: "1", name: "", active: true },
  ],
  "addresses.": [
    { id: 10, ...address, active: true, invoice: false },
    { id: 11, ...address, active: true, invoice: true },
  ],
};

describe("a party's values", () => {
  it("says a phone and a tax id as what they are, and on a second try as plain text", () => {
    const of = (manner: "checked" | "plain") => newParty("SHOPIFY-CU-7", data, address, manner);
    expect(of("checked")).toMatchObject({
      name: "Nora Falk",
      contact_mechanisms: [
        [
          "create",
          [
            { type: "email", value: "nora@x.test" },
            { type: "phone", value: "040 5550" },
          ],
        ],
      ],
      identifiers: [
        [
          "create",
          [
            { type: null, code: "SHOPIFY-CU-7" },
            { type: "eu_vat", code: "DE136695976" },
          ],
        ],
      ],
    });
    expect(of("plain")).toMatchObject({
      contact_mechanisms: [
        ["create", [{ type: "email" }, { type: "other", name: "Phone", value: "040 5550" }]],
      ],
      identifiers: [["create", [{ code: "SHOPIFY-CU-7" }, { type: null, code: "DE 136 695 976" }]]],
    });
  });

  it("a tax id of another shape is plain text at once; what is not known is null", () => {
    const values = newParty(
      "K",
      { name: "N", taxId: "12-345", address: { name: "N" } },
      { ...address, street: "", country: null },
      "checked",
    );
    expect(values).toMatchObject({
      contact_mechanisms: [],
      identifiers: [["create", [{ code: "K" }, { type: null, code: "12-345" }]]],
      addresses: [
        ["create", [{ street: null, country: null, city: "Kiel", invoice: true, delivery: true }]],
      ],
    });
  });

  it("changes the records that are there, never the app's key, and takes away what became empty", () => {
    expect(
      changedParty(row, { email: "new@x.test", phone: "", taxId: "X1" }, undefined, "checked"),
    ).toEqual({
      contact_mechanisms: [
        ["write", [8], { type: "email", value: "new@x.test" }],
        ["delete", [9]],
      ],
      identifiers: [["write", [6], { type: null, code: "X1" }]],
    });
    expect(
      changedParty(
        { ...row, "identifiers.": row["identifiers."].slice(0, 1), "contact_mechanisms.": [] },
        { email: "a@x.test", phone: "", taxId: "X1" },
        undefined,
        "checked",
      ),
    ).toEqual({
      contact_mechanisms: [["create", [{ type: "email", value: "a@x.test" }]]],
      identifiers: [["create", [{ type: null, code: "X1" }]]],
    });
  });

  it("changes the address invoices go to, and nothing that is not named", () => {
    expect(changedParty(row, {}, { ...address, city: "Lübeck" }, "checked")).toEqual({
      addresses: [
        [
          "write",
          [11],
          {
            party_name: null,
            name: null,
            street: "Kai 3",
            postal_code: "24103",
            city: "Lübeck",
            country: 3,
          },
        ],
      ],
    });
    expect(changedParty(row, {}, undefined, "checked")).toEqual({});
  });
});
