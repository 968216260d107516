import { expect, it } from "vitest";
import { seedBooks } from "#tests/simulators/business-central/books/seed.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import { checkSandbox } from "./checks.ts";

it("the stand-in does what a sandbox is asked to do, and keeps nothing of the check", async () => {
  const bc = await startBusinessCentral({ books: seedBooks() });
  try {
    const { tenant, clientId, clientSecret } = bc.login.registration;
    const check = () =>
      checkSandbox({
        ...{ tenant, clientId, clientSecret, address: bc.url, loginAddress: bc.url },
        ...{ environment: bc.environment, company: String(bc.books.company.name) },
        ...{ customer: "C00001", item: "MUG-WHITE" },
      });
    const findings = await check();
    expect(findings.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(findings.length).toBeGreaterThan(5);
    expect(bc.books.rows("salesOrders")).toEqual([]);
    // A Business Central that does otherwise is told of, and one that breaks off keeps nothing either.
    bc.answerWith({ status: 412, body: "{}" }, ({ method }) => method === "PATCH", 1);
    const differing = (await check()).filter(({ expected, found }) => expected !== found);
    expect(differing).toMatchObject([
      { statement: expect.stringContaining("without If-Match") as string, found: "412" },
    ]);
    bc.answerWith({ status: 200, body: "{broken" }, ({ method }) => method === "PATCH", 1);
    await expect(check()).rejects.toThrow();
    expect(bc.books.rows("salesOrders")).toEqual([]);
  } finally {
    await bc.close();
  }
});
