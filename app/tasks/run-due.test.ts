import { describe, expect, it } from "vitest";
import { now } from "#app/lib/clock.ts";
import { Gate } from "#app/lib/gate.ts";
import { runDue } from "./run-due.server.ts";
import type { Started } from "./run-task.server.ts";

const inAMinute = (): number => now().getTime() + 60_000;

interface Call {
  ended: Promise<void>;
  end: () => void;
}
function aCall(): Call {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { ended, end };
}

/** A lane of one order, of which one act is under way at a time; `onLook` is called while a look-up is out, after it saw what is free. The last act ends by itself. */
function laneOfOneOrder(names: string[], onLook: (call: Call | undefined) => Promise<void>) {
  const waiting = [...names];
  const taken: string[] = [];
  let out: Call | undefined;
  const next = async (): Promise<Started | null> => {
    const isFree = out === undefined;
    await onLook(out);
    const name = isFree ? waiting.shift() : undefined;
    if (name === undefined) return null;
    taken.push(name);
    const call = aCall();
    if (waiting.length === 0) call.end();
    out = call;
    void call.ended.then(() => {
      out = undefined;
    });
    return { inFlight: 1, room: 2, more: waiting.length > 0, ended: call.ended };
  };
  return { next, taken };
}

describe("what is due of a lane", () => {
  it("goes on when the act before ends while the next is looked for", async () => {
    const { next, taken } = laneOfOneOrder(["exchange", "memo", "release"], async (call) => {
      call?.end();
      await new Promise(setImmediate); // its end is heard of before the answer of the look-up
    });
    expect(await runDue(next, new Gate(1), inAMinute())).toBe("none");
    expect(taken).toEqual(["exchange", "memo", "release"]);
  });

  it("goes on when the act before ends after the next was looked for", async () => {
    const { next, taken } = laneOfOneOrder(["exchange", "memo"], (call) => {
      setImmediate(() => call?.end());
      return Promise.resolve();
    });
    expect(await runDue(next, new Gate(1), inAMinute())).toBe("none");
    expect(taken).toEqual(["exchange", "memo"]);
  });

  it("is left to another job when its time is over, and none is asked for when nothing waits", async () => {
    const { next } = laneOfOneOrder(["exchange", "memo"], () => Promise.resolve());
    expect(await runDue(next, new Gate(1), now().getTime())).toBe("more");
    expect(await runDue(() => Promise.resolve(null), new Gate(1), inAMinute())).toBe("none");
  });
});
