import { describe, expect, it } from "vitest";
import { ErpError } from "#app/erp/errors.ts";
import { addressValues, sameAddress } from "./address.ts";

const countries = new Map([["DE", { id: 5 }]]);
const values = (over: Parameters<typeof addressValues>[1] = { name: "Ada Berg" }) =>
  addressValues("shipToAddress", over, "Ada Berg", countries);

describe("addresses", () => {
  it("put every part where Tryton prints it: names above, the state with the city", () => {
    expect(
      values({
        name: "Bo",
        name2: "Nord GmbH",
        contact: "Eva",
        address1: "Kai 1",
        address2: "Hof",
        zip: "20457",
        city: "Hamburg",
        county: "HH",
        countryCode: "DE",
      }),
    ).toEqual({
      party_name: "Bo",
      name: "Nord GmbH, Eva",
      street: "Kai 1\nHof",
      postal_code: "20457",
      city: "Hamburg, HH",
      country: 5,
    });
  });

  it("say no name that the party has itself, and no contact that is the name", () => {
    expect(values({ name: " Ada Berg ", contact: "Ada Berg" })).toEqual({
      party_name: "",
      name: "",
      street: "",
      postal_code: "",
      city: "",
      country: null,
    });
  });

  it("are equal when they read equal: blanks and line ends aside, a different country not", () => {
    const one = values({ name: "Bo", address1: "Kai  1", address2: "Hof", countryCode: "DE" });
    expect(sameAddress(one, { ...one, street: "Kai 1\r\nHof " })).toBe(true);
    expect(sameAddress(one, { ...one, country: null })).toBe(false);
    expect(sameAddress(one, { ...one, party_name: "" })).toBe(false);
  });

  it("of a country that Tryton does not have are refused with their field", () => {
    expect(() => values({ name: "Bo", countryCode: "XX" })).toThrow(ErpError);
    try {
      values({ name: "Bo", countryCode: "XX" });
    } catch (error) {
      expect(error).toMatchObject({
        detail: { class: "validation", field: "shipToAddress.countryCode" },
      });
    }
  });
});
