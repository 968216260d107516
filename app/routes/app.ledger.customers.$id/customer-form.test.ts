import { describe, expect, it } from "vitest";
import { readCustomerForm } from "./customer-form.ts";

const stored = { template: "", taxArea: "", taxLiable: true, currency: "" };
const typed = {
  name: " Ada Ltd ",
  name2: "",
  contact: "",
  companyName: "",
  email: " ada@example.com ",
  phone: "",
  taxId: "",
  registrationNumber: "",
  address1: "1 Quay",
  address2: "",
  city: "Kiel",
  county: "",
  zip: "24103",
  countryCode: "DE",
  ...stored,
  blocked: false,
};

describe("readCustomerForm", () => {
  it("reads what was typed without the blanks around it", () => {
    const read = readCustomerForm(typed, stored);
    expect(read.ok && read.value).toMatchObject({
      name: "Ada Ltd",
      email: "ada@example.com",
      address: { name: "Ada Ltd", address1: "1 Quay", countryCode: "DE" },
      taxArea: "",
      taxLiable: true,
      currency: "",
    });
    expect(read.ok && "template" in read.value).toBe(false);
  });
  it("a new template decides, except what was changed by hand", () => {
    const read = readCustomerForm({ ...typed, template: "EXPORT", currency: "USD" }, stored);
    expect(read.ok && read.value).toMatchObject({ template: "EXPORT", currency: "USD" });
    expect(read.ok && ("taxArea" in read.value || "taxLiable" in read.value)).toBe(false);
  });
  it("names every field that is wrong", () => {
    expect(readCustomerForm({ ...typed, name: " ", email: "ada" }, stored)).toEqual({
      ok: false,
      error: { name: "ledger.problem.required", email: "ledger.problem.email" },
    });
  });
});
