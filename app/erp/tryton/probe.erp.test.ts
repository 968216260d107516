import { describe, expect, it } from "vitest";
import { ProbeFailure } from "#app/erp/errors.ts";
import type { Probe, ProbeStep } from "#app/erp/port/probe.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { USERS } from "#scripts/tryton/books.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import { trytonAdapter } from "./adapter.server.ts";

type Tested = Pick<Probe, "steps" | "issues"> & { class?: string };

async function test(
  { settings, secrets }: Pick<TestTryton, "settings" | "secrets">,
  over: Record<string, string> = {},
): Promise<Tested> {
  const { password = secrets.password, ...rest } = over;
  const port = trytonAdapter.connect({
    shop: "s",
    connectionId: "c",
    settings: { ...settings, timeZone: "Europe/Berlin", roundingProduct: "ROUNDING", ...rest },
    secrets: { password },
  });
  try {
    return await port.probe({ traceId: "t" });
  } catch (error) {
    if (error instanceof ProbeFailure)
      return { steps: error.steps, issues: error.issues, class: error.detail.class };
    throw error;
  }
}

const outcomes = (steps: ProbeStep[]) =>
  Object.fromEntries(steps.map(({ key, outcome }) => [key, outcome]));
const codes = ({ issues }: Tested) => issues.map(({ code }) => code);

/** Everything before the step went well, the step itself failed, nothing after it was tried. */
function expectStopAt(tested: Tested, key: string, code: string): void {
  const at = tested.steps.findIndex((step) => step.key === key);
  expect(
    tested.steps.slice(0, at).every(({ outcome }) => outcome === "ok" || outcome === "warning"),
  ).toBe(true);
  expect(tested.steps[at]?.outcome).toBe("failed");
  expect(tested.steps.slice(at + 1).map(({ outcome }) => outcome)).toEqual(
    Array.from({ length: tested.steps.length - at - 1 }, () => "skipped"),
  );
  const [issue] = tested.issues.filter(({ severity }) => severity === "error");
  expect(issue?.code).toBe(code);
  expect(issue?.message).not.toMatch(/\{\{/);
}

describeTryton("the test of a connection to Tryton", () => {
  let whole: TestTryton | undefined;
  const shared = () => (whole ??= openTestTryton());

  it("a company that is set up passes each step, with what was found", async () => {
    const { steps, issues, ...probe } = (await test(shared())) as Probe;
    expect(outcomes(steps)).toEqual({
      address: "ok",
      connection: "warning",
      version: "ok",
      login: "ok",
      modules: "ok",
      company: "ok",
      permissions: "ok",
      fiscalYear: "ok",
      taxes: "ok",
      currencies: "ok",
      setUp: "ok",
    });
    expect(issues.map(({ code }) => code)).toEqual(["tryton-not-encrypted"]);
    expect(probe).toMatchObject({
      erp: "Tryton",
      company: "Nordlicht",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      version: expect.stringMatching(/^6\.0\./) as string,
    });
  });

  it.each([
    [{ url: "erp.example.com" }, "address-notAnAddress"],
    [{ url: "http://erp.example.com:8000" }, "address-notHttps"],
    [{ url: "https://user:pw@erp.example.com" }, "address-credentials"],
    [{ url: "https://erp.example.com/?x=1" }, "address-extras"],
    [{ url: "https://erp.example.com:22" }, "address-port"],
    [{ url: "https://localhost:8000" }, "address-privateName"],
    [{ url: "https://10.0.0.7:8000" }, "address-privateAddress"],
    [{ url: "https://169.254.169.254" }, "address-privateAddress"],
    [{ url: "https://134744072" }, "address-oddHost"],
  ])("address %j: %s", async (over, code) => {
    const tested = await test(shared(), over);
    expectStopAt(tested, "address", code);
    expect(tested.class).toBe("config");
  });

  it("a server that is not there", async () => {
    const { proxied } = shared();
    proxied.arm({ kind: "dropBefore" });
    expectStopAt(await test(shared()), "connection", "unreachable");
  });

  it("something else that answers, and another series of Tryton", async () => {
    const { proxied } = shared();
    proxied.arm({ kind: "status", status: 404 }, ({ rpc }) => rpc === "common.server.version");
    expectStopAt(await test(shared()), "version", "tryton-not-there");
    proxied.arm(
      { kind: "status", status: 200, body: '{"id":1,"result":"7.0.3"}' },
      ({ rpc }) => rpc === "common.server.version",
    );
    expectStopAt(await test(shared()), "version", "tryton-version");
  });

  it("a wrong password, then the right one at once", async () => {
    expectStopAt(await test(shared(), { password: "wrong" }), "login", "tryton-login");
    expect(outcomes((await test(shared())).steps).login).toBe("ok");
  });

  it("a database that does not exist", async () => {
    expectStopAt(await test(shared(), { database: "other_books" }), "login", "tryton-database");
  });

  it("a user locked out after too many tries", async () => {
    const { proxied } = shared();
    proxied.arm({ kind: "status", status: 429 }, ({ rpc }) => rpc === "common.db.login");
    expectStopAt(
      await test(shared(), { password: "not asked before" }),
      "login",
      "tryton-login-wait",
    );
  });

  it("a user with few rights: what is missing is named, the rest is still tried", async () => {
    const { passwords } = shared();
    const tested = await test(shared(), { user: USERS.limited, password: passwords.limited });
    expect(outcomes(tested.steps)).toMatchObject({
      permissions: "failed",
      fiscalYear: "ok",
      setUp: "ok",
    });
    const [rights] = tested.issues.filter(({ code }) => code === "tryton-permissions");
    expect(rights?.message).toContain("account.invoice (write, create)");
    expect(codes(tested)).toContain("tryton-permissions-items");
  });

  describe("in a company that lacks something", () => {
    const cases: [
      string,
      (admin: TrytonClient) => Promise<unknown>,
      string,
      string,
      Record<string, string>?,
    ][] = [
      [
        "no company for the user",
        async (admin) =>
          admin.write(
            "res.user",
            [await admin.idOf("res.user", [["login", "=", USERS.integration]])],
            { company: null, companies: [["remove", [1]]] },
          ),
        "company",
        "tryton-company",
      ],
      [
        "a module that is not active",
        async (admin) =>
          admin.write(
            "ir.module",
            [await admin.idOf("ir.module", [["name", "=", "stock_package_shipping"]])],
            { state: "not activated" },
          ),
        "modules",
        "tryton-modules",
      ],
    ];
    it.each(cases)("%s", async (_name, spoil, key, code) => {
      const own = openTestTryton();
      await spoil(await own.logIn("admin"));
      expectStopAt(await test(own), key, code);
    });

    it("an accounting without period, taxes, rates, warehouse and service products is told all at once", async () => {
      const own = openTestTryton();
      const admin = await own.logIn("admin");
      const all = async (model: string, domain: unknown[] = []): Promise<number[]> =>
        (await admin.search(model, domain, ["id"])).map(({ id }) => id);
      await admin.call("model.account.period.close", await all("account.period"));
      await admin.write("account.tax", await all("account.tax"), { active: false });
      await admin.call("model.currency.currency.rate.delete", await all("currency.currency.rate"));
      await admin.write(
        "product.template",
        await all("product.template", [["type", "=", "service"]]),
        { salable: false },
      );
      const tested = await test(own, { roundingProduct: "", timeZone: "" });
      expect(outcomes(tested.steps)).toMatchObject({
        company: "warning",
        fiscalYear: "failed",
        taxes: "warning",
        currencies: "warning",
        setUp: "warning",
      });
      expect(codes(tested)).toEqual(
        expect.arrayContaining([
          "tryton-time-zone",
          "tryton-fiscal-year",
          "tryton-taxes",
          "tryton-currencies",
          "tryton-services",
          "tryton-rounding-none",
        ]),
      );
      expect(codes(await test(own, { warehouse: "NOPE" }))).toContain("tryton-warehouse-code");
      expect(codes(await test(own, { roundingProduct: "NOPE" }))).toContain(
        "tryton-rounding-product",
      );
    });
  });
});
