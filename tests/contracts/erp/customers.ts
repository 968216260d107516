import { expect, it } from "vitest";
import type { CaseContext } from "./suite.ts";
import { call, customerData, newKey, refusal } from "./setting.ts";

export function customerCases({ adapter, subject }: CaseContext): void {
  it("creating twice gives one customer, found by its external key", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const first = await port.createCustomer(key, customerData({ email: "twice@example.test" }), call);
    const second = await port.createCustomer(key, customerData({ email: "twice@example.test" }), call);
    expect(second.id).toBe(first.id);
    const found = await port.findCustomers({ externalKey: key }, call);
    expect(found.map((candidate) => [candidate.ref.id, candidate.matchedBy])).toEqual([[first.id, "externalKey"]]);
  });

  it("two workers creating at once give one customer", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const both = await Promise.all([1, 2, 3].map(() => port.createCustomer(key, customerData({ email: "race@example.test" }), call)));
    expect(new Set(both.map((ref) => ref.id)).size).toBe(1);
    expect(await port.findCustomers({ email: "race@example.test" }, call)).toHaveLength(1);
  });

  it("finds a customer the app did not make by e-mail, whatever its case", async () => {
    const { port, facts } = subject();
    const [found] = await port.findCustomers({ email: facts.foreign.email.toUpperCase() }, call);
    expect(found).toMatchObject({ matchedBy: "email", ref: { id: facts.foreign.ref.id } });
  });

  it("an e-mail is compared whole: a part of it finds nobody", async () => {
    const { port, facts } = subject();
    expect(await port.findCustomers({ email: facts.foreign.email.slice(1) }, call)).toEqual([]);
    expect(await port.findCustomers({ email: facts.foreign.email.replace(/^./, "_") }, call)).toEqual([]);
  });

  it("finds by the digits of the phone, with anything in between, when the e-mail finds nobody", async () => {
    const { port, facts } = subject();
    const [found] = await port.findCustomers({ email: "nobody@example.test", phoneDigits: facts.foreign.phoneDigits }, call);
    expect(found).toMatchObject({ matchedBy: "phone", ref: { id: facts.foreign.ref.id } });
  });

  it("does not look at the phone when the e-mail found somebody", async () => {
    const { port, facts } = subject();
    const key = newKey("customer");
    const other = await port.createCustomer(key, customerData({ email: "mail-first@example.test", phone: "" }), call);
    const found = await port.findCustomers({ email: "mail-first@example.test", phoneDigits: facts.foreign.phoneDigits }, call);
    expect(found.map((candidate) => candidate.ref.id)).toEqual([other.id]);
  });

  it("puts the stronger match first", async () => {
    const { port, facts } = subject();
    const key = newKey("customer");
    const own = await port.createCustomer(key, customerData({ email: "strong@example.test" }), call);
    const found = await port.findCustomers({ externalKey: key, email: facts.foreign.email }, call);
    expect(found.map((candidate) => [candidate.ref.id, candidate.matchedBy])).toEqual([[own.id, "externalKey"], [facts.foreign.ref.id, "email"]]);
  });

  it("finds by the whole bill-to address, and not when one part differs", async () => {
    const { port } = subject();
    const data = customerData({ email: "", name: "Bill To", address: { name: "Bill To", address1: "Elbe 9", city: "Dresden", zip: "01067", countryCode: "DE" } });
    const ref = await port.createCustomer(newKey("customer"), data, call);
    const [found] = await port.findCustomers({ billTo: data.address }, call);
    expect(found).toMatchObject({ matchedBy: "billTo", ref: { id: ref.id } });
    expect(await port.findCustomers({ billTo: { ...data.address, zip: "01069" } }, call)).toEqual([]);
  });

  it("nothing asked finds nobody", async () => {
    expect(await subject().port.findCustomers({}, call)).toEqual([]);
  });

  it("says that a customer is blocked", async () => {
    const { port, facts } = subject();
    const [found] = await port.findCustomers({ number: facts.blockedCustomer.number ?? "" }, call);
    expect(found).toMatchObject({ blocked: true, matchedBy: "number" });
  });

  it("an unknown country is refused, and no customer is left behind", async () => {
    const { port } = subject();
    const key = newKey("customer");
    const detail = await refusal(port.createCustomer(key, customerData({ address: { name: "X", countryCode: "QQ" } }), call));
    expect(detail.class).toBe("validation");
    expect(await port.findCustomers({ externalKey: key }, call)).toEqual([]);
  });

  it.runIf(adapter.capabilities.optimisticLock)("a change on an old version is refused, and on the current one made", async () => {
    const { port } = subject();
    const ref = await port.createCustomer(newKey("customer"), customerData({ email: "lock@example.test" }), call);
    const changed = await port.updateCustomer(ref, { email: "Lock.Two@example.test" }, call);
    expect((await refusal(port.updateCustomer(ref, { email: "late@example.test" }, call))).class).toBe("versionConflict");
    expect((await port.findCustomers({ email: "lock.two@EXAMPLE.test" }, call)).map((found) => found.ref.id)).toEqual([ref.id]);
    expect(changed.version).not.toBe(ref.version);
  });
}
