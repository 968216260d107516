import { afterEach, describe, expect, it } from "vitest";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { release } from "./by-link.ts";
import type { LineFault } from "./setting.ts";
import { call, customerData, draftOf, itemLine, newKey, refusal } from "./setting.ts";
import type { CaseContext } from "./suite.ts";

/** A caller whose time is up when the test says so. */
function givingUp(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => controller.abort(new DOMException("time is up", "TimeoutError")),
  };
}

/** An unknown end is told as one, what was done is found again by its key, and nothing is there twice. */
export function faultCases(context: CaseContext): void {
  const { adapter, subject } = context;
  afterEach(() => {
    subject().line.reset();
  });
  const draft = () => draftOf(subject().facts, [itemLine(subject().facts, "1")]);
  const create = (key: ExternalKey) => subject().port.createDocument(key, draft(), call);
  const found = async (key: ExternalKey): Promise<ErpRef[]> =>
    (await subject().port.findDocuments(key, call)).map(({ ref }) => ref);
  /** Arms the fault where the line has it; a line without it leaves nothing to prove. */
  const meet =
    (fault: LineFault, work: () => Promise<void>, count = 1) =>
    async ({ skip }: { skip: (note: string) => void }) => {
      const { line } = subject();
      if (!line.faults.includes(fault)) return skip(`this line cannot be ${fault}`);
      line.arm(fault, count);
      await work();
    };

  describe.each(["lostAfter", "truncated"] as const)("%s", (fault) => {
    it(
      "a document is made: the end is unknown, it is found, once, and can be released",
      meet(fault, async () => {
        const key = newKey();
        expect((await refusal(create(key))).class).toBe("ambiguous");
        expect(subject().line.reset()).toBe(1);
        const [document, ...more] = await found(key);
        expect(more).toEqual([]);
        if (!document) throw new Error("the document is not found");
        expect(await release(context, document)).toBe("released");
      }),
    );

    it.runIf(adapter.capabilities.release)(
      "a document is released: the end is unknown, and the document says how it stands",
      async (task) => {
        const { ref } = await create(newKey());
        await meet(fault, async () => {
          expect((await refusal(subject().port.releaseDocument(ref, call))).class).toBe(
            "ambiguous",
          );
          expect(subject().line.reset()).toBe(1);
          const now = await subject().port.getDocument(ref, call);
          expect(
            now.status === "released"
              ? now.status
              : (await subject().port.releaseDocument(now.ref, call)).status,
          ).toBe("released");
        })(task);
      },
    );

    it("a customer is changed: the end is unknown, and reading says what stands", async (task) => {
      const { port } = subject();
      const email = `${fault}.changed@example.test`;
      const ref = await port.createCustomer(newKey("customer"), customerData({ email }), call);
      await meet(fault, async () => {
        const change = port.updateCustomer(ref, { phone: "+49 431 7771" }, call);
        expect((await refusal(change)).class).toBe("ambiguous");
        expect(subject().line.reset()).toBe(1);
        const { data } = await port.readCustomer(ref, call);
        expect(data.phone?.replace(/\D/g, "")).toBe("494317771");
      })(task);
    });

    it(
      "a customer is made: found by the key, once",
      meet(fault, async () => {
        const key = newKey("customer");
        expect(
          (
            await refusal(
              subject().port.createCustomer(
                key,
                customerData({ email: `${key.shopifyId}@example.test` }),
                call,
              ),
            )
          ).class,
        ).toBe("ambiguous");
        expect(subject().line.reset()).toBe(1);
        expect(
          (await subject().port.findCustomers([{ externalKey: key }], call))
            .flat()
            .map(({ matchedBy }) => matchedBy),
        ).toEqual(["externalKey"]);
      }),
    );
  });

  it(
    "a call the ERP never heard: nothing is there, and the next makes it",
    meet("lostBefore", async () => {
      const key = newKey();
      expect(["unavailable", "ambiguous"]).toContain((await refusal(create(key))).class);
      expect(subject().line.reset()).toBe(1);
      expect(await found(key)).toEqual([]);
      const { ref } = await create(key);
      expect((await found(key)).map(({ id }) => id)).toEqual([ref.id]);
    }),
  );

  it(
    "down for a while: each call says so and leaves nothing; back again, it works as before",
    meet(
      "lostBefore",
      async () => {
        const keys = Array.from({ length: 6 }, () => newKey());
        for (const key of keys)
          expect(["unavailable", "ambiguous"]).toContain((await refusal(create(key))).class);
        expect(subject().line.reset()).toBe(keys.length);
        for (const key of keys) {
          expect(await found(key)).toEqual([]);
          await create(key);
          expect(await found(key)).toHaveLength(1);
        }
      },
      6,
    ),
  );

  it(
    "a call heard twice: one document, or both are told, for a person",
    meet("doubled", async () => {
      const key = newKey();
      const made = await create(key).then(
        ({ ref }) => [ref.id],
        () => [],
      );
      expect(subject().line.reset()).toBe(1);
      const all = (await found(key)).map(({ id }) => id);
      expect(all.length).toBeGreaterThanOrEqual(1);
      expect(all).toEqual(expect.arrayContaining(made));
    }),
  );

  it(
    "an answer slower than the caller waits: the end is unknown, and it is found once it is there",
    meet("slow", async () => {
      const key = newKey();
      const { port, line } = subject();
      const { signal, abort } = givingUp();
      const end = refusal(port.createDocument(key, draft(), { ...call, signal }));
      await expect.poll(line.met).toBe(1);
      abort();
      expect((await end).class).toBe("ambiguous");
      await expect.poll(() => found(key)).toHaveLength(1);
    }),
  );
}
