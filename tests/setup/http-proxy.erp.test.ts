import { beforeEach, expect, it } from "vitest";
import { z } from "zod";
import type { ErpError } from "#app/erp/errors.ts";
import { outbound } from "#app/erp/outbound/fetch.server.ts";
import type { Tryton } from "#app/erp/tryton/rpc/call.server.ts";
import { openTryton } from "#app/erp/tryton/rpc/call.server.ts";
import { id } from "#app/erp/tryton/rpc/shapes.ts";
import type { Fault } from "./http-proxy.ts";
import type { TestTryton } from "./tryton.ts";
import { describeTryton, openTestTryton } from "./tryton.ts";

const options = { traceId: "t" };

describeTryton("calls to Tryton through a bad line", () => {
  let opened: TestTryton | undefined;
  let tryton: Tryton;
  const test = () => (opened ??= openTestTryton());
  beforeEach(async () => {
    const { settings, secrets, proxied } = test();
    proxied.reset();
    tryton = openTryton({ ...settings, ...secrets }, outbound);
    await tryton.session(options);
  });
  const parties = async (name: string): Promise<number> =>
    (
      await tryton.search(
        { model: "party.party", domain: [["name", "=", name]], fields: ["id"] },
        z.object({ id }),
        options,
      )
    ).length;
  const create = (name: string) =>
    tryton.create("party.party", [{ name }], options).then(
      () => "made",
      (error: ErpError) => error.detail.class,
    );
  const isCreate = ({ rpc }: { rpc?: string }) => rpc === "model.party.party.create";

  const cases: [Fault, string, number][] = [
    [{ kind: "dropBefore" }, "ambiguous", 0],
    [{ kind: "dropAfter" }, "ambiguous", 1],
    [{ kind: "truncate" }, "ambiguous", 1],
    [{ kind: "double" }, "made", 2],
    [{ kind: "delay", ms: 30 }, "made", 1],
    [{ kind: "status", status: 502 }, "ambiguous", 0],
    [{ kind: "status", status: 429, headers: { "retry-after": "7" } }, "rateLimited", 0],
  ];
  it.each(cases)("creating with %j", async (fault, outcome, made) => {
    const name = `Line ${JSON.stringify(fault)}`;
    test().proxied.arm(fault, isCreate);
    expect(await create(name)).toBe(outcome);
    expect(await parties(name)).toBe(made);
  });

  it("a fault meets only what it is armed for, as often as it is", async () => {
    test().proxied.arm({ kind: "dropBefore" }, isCreate, 2);
    expect([await create("Thrice"), await create("Thrice"), await create("Thrice")]).toEqual([
      "ambiguous",
      "ambiguous",
      "made",
    ]);
    expect(
      test()
        .proxied.calls.filter((call) => call.fault)
        .map((call) => call.rpc),
    ).toEqual(["model.party.party.create", "model.party.party.create"]);
  });

  it("the same seed gives the same faults", async () => {
    const run = async (): Promise<string[]> => {
      test().proxied.reset();
      test().proxied.random({
        seed: 7,
        rate: 0.5,
        faults: [{ kind: "dropBefore" }, { kind: "dropAfter" }],
        when: isCreate,
      });
      const met: string[] = [];
      for (let turn = 0; turn < 12; turn += 1) met.push(await create(`Random ${turn}`));
      return test()
        .proxied.calls.filter(isCreate)
        .map((call) => call.fault ?? "none");
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(new Set(first)).toEqual(new Set(["none", "dropBefore", "dropAfter"]));
  });

  it("an ended session is renewed in the middle of work", async () => {
    test().proxied.arm({ kind: "status", status: 401 }, isCreate);
    expect(await create("After the end")).toBe("made");
    expect(await parties("After the end")).toBe(1);
    expect(test().proxied.calls.filter(({ rpc }) => rpc === "common.db.login")).toHaveLength(1);
  });

  it("a wrong password is told from a wrong database", async () => {
    const { settings } = test();
    const open = (over: object) =>
      openTryton({ ...settings, password: test().secrets.password, ...over }, outbound)
        .session(options)
        .then(
          () => "in",
          (error: ErpError) => error.detail.class,
        );
    expect(await open({ password: "wrong" })).toBe("auth");
    expect(await open({ database: "no_such_database" })).toBe("config");
    expect(await open({})).toBe("in");
  });
});
