import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HeardNotice, Notice } from "#app/erp/port/notices.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, newKey, refusal } from "./setting.ts";

async function noticeOf(incoming: IncomingMessage): Promise<Notice> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const { searchParams } = new URL(incoming.url ?? "/", "http://contract.invalid");
  return { search: searchParams, body: Buffer.concat(parts).toString("utf8") };
}

/** The ERP tells an address of changes, where it can. */
export function noticeCases({ adapter, subject }: CaseContext): void {
  const able = adapter.capabilities;

  it.runIf(!able.webhooks)("an ERP that tells of nothing refuses to, as unsupported", async () => {
    const { port } = subject();
    expect(await refusal(port.subscribe("https://app.example.test/x", call))).toMatchObject({
      class: "unsupported",
      capability: "webhooks",
    });
  });

  describe.runIf(able.webhooks)("at an address of the app's", () => {
    const heard: (HeardNotice & { body: string })[] = [];
    const server = createServer((incoming, outgoing) => {
      void noticeOf(incoming).then((notice) => {
        const { hear } = subject().notices ?? {};
        const given = hear?.(notice) ?? { answer: "", news: false };
        heard.push({ ...given, body: notice.body });
        outgoing.end(given.answer);
      });
    });
    let address = "";
    beforeAll(async () => {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices/1`;
    });
    afterAll(() => server.close());
    const change = async (): Promise<void> => {
      const { port, facts } = subject();
      await port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")]), call);
    };
    const newsAfter = async (act: () => Promise<void>): Promise<(typeof heard)[number][]> => {
      heard.splice(0);
      await act();
      await subject().notices?.tell();
      return heard.filter(({ news }) => news);
    };

    it("it tells of a change until a time to come; asked again, it tells of it no more often", async () => {
      const { port } = subject();
      const first = await port.subscribe(address, call);
      expect(Date.parse(first.until)).toBeGreaterThan(Date.now() + 3_600_000);
      expect(await newsAfter(change)).toHaveLength(1);
      const again = await port.subscribe(address, call);
      expect(Date.parse(again.until)).toBeGreaterThanOrEqual(Date.parse(first.until));
      expect(await newsAfter(change)).toHaveLength(1);
      expect(await newsAfter(async () => Promise.resolve())).toEqual([]);
    });

    it("what others send there is no news", async () => {
      const { notices } = subject();
      const [told] = await newsAfter(change);
      if (!notices || !told) throw new Error("nothing was told");
      const search = new URLSearchParams();
      const sent = (body: string) => notices.hear({ search, body });
      expect(sent(told.body).news).toBe(true);
      // Without what proves it, whatever else is as the ERP says it.
      const forged = told.body.replace(/("clientState":")[^"]*"/g, '$1guessed"');
      expect(forged).not.toBe(told.body);
      for (const body of [forged, "", "{}", "[]", "null", '{"value":7}', "<html>", "{"])
        expect([body, sent(body)]).toEqual([body, { answer: "", news: false }]);
    });

    it("an address that does not answer as it should is refused, with the reason", async () => {
      const nowhere = address.replace(/:\d+\//, ":1/");
      const refused = await refusal(subject().port.subscribe(nowhere, call));
      expect(refused.class).not.toBe("ambiguous");
      expect(refused.message).toContain(nowhere);
    });
  });
}
