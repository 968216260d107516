import { expect, it } from "vitest";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { CustomerCandidate, CustomerQuery } from "#app/erp/port/customers.ts";
import type { CaseContext } from "./suite.ts";
import { call, customerData, newKey, refusal } from "./setting.ts";

const find = async (
  port: ErpConnectionPort,
  query: CustomerQuery,
): Promise<CustomerCandidate[]> => {
  const [found, ...more] = await port.findCustomers([query], call);
  if (!found || more.length > 0) throw new Error("one query has one answer");
  return found;
};

export function customerCases({ adapter, subject }: CaseContext): void {
  it("creating twice gives one customer, found by its external key", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const first = await port.createCustomer(
      key,
      customerData({ email: "twice@example.test" }),
      call,
    );
    const second = await port.createCustomer(
      key,
      customerData({ email: "twice@example.test" }),
      call,
    );
    expect(second.id).toBe(first.id);
    const found = await find(port, { externalKey: key });
    expect(found.map((candidate) => [candidate.ref.id, candidate.matchedBy])).toEqual([
      [first.id, "externalKey"],
    ]);
  });

  it("two workers creating at once give one customer", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const both = await Promise.all(
      [1, 2, 3].map(() =>
        port.createCustomer(key, customerData({ email: "race@example.test" }), call),
      ),
    );
    expect(new Set(both.map((ref) => ref.id)).size).toBe(1);
    expect(await find(port, { email: "race@example.test" })).toHaveLength(1);
  });

  it("finds a customer the app did not make by e-mail, whatever its case", async () => {
    const { port, facts } = subject();
    const [found] = await find(port, { email: facts.foreign.email.toUpperCase() });
    expect(found).toMatchObject({ matchedBy: "email", ref: { id: facts.foreign.ref.id } });
  });

  it("an e-mail is compared whole: a part of it finds nobody", async () => {
    const { port, facts } = subject();
    expect(await find(port, { email: facts.foreign.email.slice(1) })).toEqual([]);
    expect(await find(port, { email: facts.foreign.email.replace(/^./, "_") })).toEqual([]);
  });

  it("finds by the digits of the phone, with anything in between, when the e-mail finds nobody", async () => {
    const { port, facts } = subject();
    const [found] = await find(port, {
      email: "nobody@example.test",
      phoneDigits: facts.foreign.phoneDigits,
    });
    expect(found).toMatchObject({ matchedBy: "phone", ref: { id: facts.foreign.ref.id } });
  });

  it("does not look at the phone when the e-mail found somebody", async () => {
    const { port, facts } = subject();
    const key = newKey("customer");
    const other = await port.createCustomer(
      key,
      customerData({ email: "mail-first@example.test", phone: "" }),
      call,
    );
    const found = await find(port, {
      email: "mail-first@example.test",
      phoneDigits: facts.foreign.phoneDigits,
    });
    expect(found.map((candidate) => candidate.ref.id)).toEqual([other.id]);
  });

  it("puts the stronger match first", async () => {
    const { port, facts } = subject();
    const key = newKey("customer");
    const own = await port.createCustomer(
      key,
      customerData({ email: "strong@example.test" }),
      call,
    );
    const found = await find(port, { externalKey: key, email: facts.foreign.email });
    expect(found.map((candidate) => [candidate.ref.id, candidate.matchedBy])).toEqual([
      [own.id, "externalKey"],
      [facts.foreign.ref.id, "email"],
    ]);
  });

  it("finds by the whole bill-to address, and not when one part differs", async () => {
    const { port } = subject();
    const data = customerData({
      email: "",
      name: "Bill To",
      address: {
        name: "Bill To",
        address1: "Elbe 9",
        city: "Dresden",
        zip: "01067",
        countryCode: "DE",
      },
    });
    const ref = await port.createCustomer(newKey("customer"), data, call);
    const [found] = await find(port, { billTo: data.address });
    expect(found).toMatchObject({ matchedBy: "billTo", ref: { id: ref.id } });
    expect(await find(port, { billTo: { ...data.address, zip: "01069" } })).toEqual([]);
  });

  it("finds by tax id and by registration number, where the ERP can", async () => {
    const { port } = subject();
    const data = customerData({
      email: "",
      taxId: "DE811907980",
      registrationNumber: "HRB 4711 H",
    });
    const found = async () => ({
      taxId: await find(port, { taxId: "DE811907980" }),
      registrationNumber: await find(port, { registrationNumber: "HRB 4711 H" }),
    });
    if (!adapter.capabilities.taxIds)
      return expect(await found()).toEqual({ taxId: [], registrationNumber: [] });
    const ref = await port.createCustomer(newKey("company"), data, call);
    for (const [by, candidates] of Object.entries(await found()))
      expect(candidates).toMatchObject([{ matchedBy: by, ref: { id: ref.id } }]);
    expect(await find(port, { taxId: "DE811907981" })).toEqual([]);
  });

  it("nothing asked finds nobody", async () => {
    expect(await find(subject().port, {})).toEqual([]);
  });

  it("answers a batch in its order: each query as if it were asked alone", async () => {
    const { port, facts } = subject();
    const key = newKey("customer");
    await port.createCustomer(key, customerData({ email: "batch@example.test", phone: "" }), call);
    const questions: CustomerQuery[] = [
      { externalKey: key, email: facts.foreign.email },
      { email: "nobody@example.test" },
      {},
      { email: "nobody@example.test", phoneDigits: facts.foreign.phoneDigits },
      { email: "batch@example.test", phoneDigits: facts.foreign.phoneDigits },
      { number: facts.blockedCustomer.number ?? "" },
      { email: facts.foreign.email },
      { externalKey: newKey("customer") },
      { email: facts.foreign.email },
    ];
    const alone: CustomerCandidate[][] = [];
    for (const query of questions) alone.push(await find(port, query));
    // So many that an adapter asks in several calls, with nobody behind most of them.
    const nobody = Array.from({ length: 60 }, (_, index) => ({
      email: `nobody-${index}@example.test`,
    }));
    const own = { externalKey: key };
    const answers = await port.findCustomers([...questions, ...nobody, own], call);
    expect(answers).toEqual([...alone, ...nobody.map(() => []), await find(port, own)]);
    expect(answers.slice(0, 9).map((found) => found.map(({ matchedBy }) => matchedBy))).toEqual([
      ["externalKey", "email"],
      [],
      [],
      ["phone"],
      ["email"],
      ["number"],
      ["email"],
      [],
      ["email"],
    ]);
    expect(answers.at(-1)?.map(({ matchedBy }) => matchedBy)).toEqual(["externalKey"]);
    expect(await port.findCustomers([], call)).toEqual([]);
  });

  it("says that a customer is blocked", async () => {
    const { port, facts } = subject();
    const [found] = await find(port, { number: facts.blockedCustomer.number ?? "" });
    expect(found).toMatchObject({ blocked: true, matchedBy: "number" });
  });

  it("an unknown country is refused, and no customer is left behind", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const detail = await refusal(
      port.createCustomer(key, customerData({ address: { name: "X", countryCode: "QQ" } }), call),
    );
    expect(detail.class).toBe("validation");
    expect(await find(port, { externalKey: key })).toEqual([]);
  });

  it("reads a customer as it stands: what was written, and after a change what was changed", async () => {
    const { port } = subject();
    const fields = adapter.capabilities.customerFields;
    const data = customerData({
      name: "Read Me",
      email: "read.me@example.test",
      phone: "+49 431 5551",
      address: {
        name: "Read Me",
        address1: "Kai 7",
        city: "Kiel",
        zip: "24103",
        countryCode: "DE",
        ...(fields.includes("deliveryPhone") ? { phone: "+49 431 5552" } : {}),
      },
      ...(fields.includes("marketing") ? { marketing: true } : {}),
      ...(fields.includes("tags") ? { tags: ["b2b", "vip"] } : {}),
    });
    const ref = await port.createCustomer(newKey("customer"), data, call);
    const reading = await port.readCustomer(ref, call);
    const said = { name: "Read Me", email: "read.me@example.test" };
    expect(reading).toMatchObject({ ref: { id: ref.id, number: ref.number }, blocked: false });
    expect(reading.data).toMatchObject({
      ...said,
      address: { address1: "Kai 7", city: "Kiel", zip: "24103", countryCode: "DE" },
    });
    expect(reading.data.phone?.replace(/\D/g, "")).toBe("494315551");
    for (const field of ["marketing", "tags"] as const)
      expect(reading.data[field]).toEqual(data[field]);
    expect(reading.data.address?.phone).toBe(data.address.phone);

    await port.updateCustomer(reading.ref, { phone: "+49 431 5553" }, call);
    const after = await port.readCustomer({ kind: "customer", id: ref.id }, call);
    expect(after.data).toMatchObject(said);
    expect(after.data.phone?.replace(/\D/g, "")).toBe("494315553");
    expect(after.data.address).toEqual(reading.data.address);
  });

  it("a customer that is not there is refused as such, and says who is blocked", async () => {
    const { port, facts } = subject();
    const nobody = { ...facts.customer, id: "00000000-0000-4000-8000-00000000dead" };
    expect(["gone", "notFound"]).toContain((await refusal(port.readCustomer(nobody, call))).class);
    expect(await port.readCustomer(facts.blockedCustomer, call)).toMatchObject({ blocked: true });
  });

  it.runIf(adapter.capabilities.optimisticLock)(
    "a change on an old version is refused, and on the current one made",
    async () => {
      const { port } = subject();
      const ref = await port.createCustomer(
        newKey("customer"),
        customerData({ email: "lock@example.test" }),
        call,
      );
      const changed = await port.updateCustomer(ref, { email: "Lock.Two@example.test" }, call);
      expect(
        (await refusal(port.updateCustomer(ref, { email: "late@example.test" }, call))).class,
      ).toBe("versionConflict");
      expect(
        (await find(port, { email: "lock.two@EXAMPLE.test" })).map((found) => found.ref.id),
      ).toEqual([ref.id]);
      expect(changed.version).not.toBe(ref.version);
    },
  );
}
