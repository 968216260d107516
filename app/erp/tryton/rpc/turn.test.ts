import { describe, expect, it } from "vitest";
import { ErpError } from "#app/erp/errors.ts";
import type { Ahead } from "./turn.server.ts";
import { inTurn, NOTHING } from "./turn.server.ts";

const endpoint = { url: "http://127.0.0.1:1", database: "d", user: "u", password: "p" };
const options = { traceId: "t" };
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe("writing in order", () => {
  it("one piece at a time, in the order asked, whatever fails in between", async () => {
    const log: string[] = [];
    const piece = (name: string, fails = false) =>
      inTurn(
        endpoint,
        {
          about: "",
          ahead: NOTHING,
          work: async () => {
            log.push(`${name} begins`);
            await later();
            log.push(`${name} ends`);
            if (fails) throw new Error(name);
          },
        },
        options,
      );
    await Promise.allSettled([piece("a"), piece("b", true), piece("c")]);
    expect(log).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("who gave up waiting does nothing, and holds nobody up", async () => {
    const stop = new AbortController();
    const first = inTurn(
      endpoint,
      {
        about: "",
        ahead: NOTHING,
        work: async () => {
          stop.abort();
        },
      },
      options,
    );
    const second = inTurn(
      endpoint,
      {
        about: "",
        ahead: NOTHING,
        work: async () => {
          throw new Error("must not run");
        },
      },
      { traceId: "t", signal: stop.signal },
    );
    await expect(second).rejects.toMatchObject({ detail: { class: "unavailable" } });
    await first;
    expect(
      await inTurn(endpoint, { about: "", ahead: NOTHING, work: async () => 1 }, options),
    ).toBe(1);
  });

  it("other databases do not wait", async () => {
    let free = (): void => undefined;
    const held = inTurn(
      endpoint,
      {
        about: "",
        ahead: NOTHING,
        work: () =>
          new Promise<void>((resolve) => {
            free = resolve;
          }),
      },
      options,
    );
    expect(
      await inTurn(
        { ...endpoint, database: "other" },
        { about: "", ahead: NOTHING, work: async () => 2 },
        options,
      ),
    ).toBe(2);
    await later();
    free();
    await held;
  });
});

describe("what a piece has to know", () => {
  /** A shelf of names; each reading is noted. */
  function shelf(refuse: (wanted: string[]) => boolean = () => false) {
    const taken = new Set<string>();
    const readings: string[][] = [];
    const put = (name: string, group = "shelf") => {
      const ahead: Ahead<string, boolean> = {
        group,
        wanted: name,
        read: async (wanted) => {
          readings.push(wanted);
          await later();
          if (refuse(wanted)) throw new ErpError({ class: "unavailable", message: "not now" });
          return wanted.map((one) => taken.has(one));
        },
      };
      return inTurn(
        endpoint,
        {
          about: name,
          ahead,
          work: async (isTaken) => {
            await later();
            if (isTaken) return "taken";
            taken.add(name);
            return "put";
          },
        },
        options,
      );
    };
    return { put, readings };
  }

  it("is read together for those that wait together", async () => {
    const { put, readings } = shelf();
    expect(await Promise.all([put("a"), put("b"), put("c"), put("d")])).toEqual([
      "put",
      "put",
      "put",
      "put",
    ]);
    expect(readings).toEqual([["a"], ["b", "c", "d"]]); // the first had nobody behind it yet
  });

  it("is read again when another piece wrote about the same thing meanwhile: of two calls with one key one writes", async () => {
    const { put, readings } = shelf();
    expect(await Promise.all([put("a"), put("b"), put("a"), put("b"), put("a")])).toEqual([
      "put",
      "put",
      "taken",
      "taken",
      "taken",
    ]);
    expect(readings).toEqual([["a"], ["b", "a", "b", "a"], ["b"], ["a"]]);
  });

  it("is not mixed with that of another group", async () => {
    const { put, readings } = shelf();
    await Promise.all([put("a"), put("x", "other"), put("b"), put("y", "other"), put("c")]);
    expect(readings).toEqual([["a"], ["x", "y"], ["b", "c"]]);
  });

  it("is asked by each alone when it cannot be asked together, so that one bad piece fails alone", async () => {
    const { put } = shelf((wanted) => wanted.includes("bad"));
    const ends = await Promise.allSettled([put("a"), put("bad"), put("b")]);
    expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});
