import { afterAll, beforeAll, describe } from "vitest";
import { amendingCases } from "./amending.ts";
import { customerCases } from "./customers.ts";
import { documentCases } from "./documents.ts";
import { feedCases } from "./feeds.ts";
import { faultCases } from "./faults.ts";
import { itemCases } from "./items.ts";
import { limitCases } from "./limits.ts";
import { memoCases } from "./memos.ts";
import { noticeCases } from "./notices.ts";
import { postingCases } from "./posting.ts";
import { postedCases } from "./posted.ts";
import { referenceCases } from "./reference.ts";
import { returnCases } from "./returns.ts";
import type { ContractAdapter, ContractSubject } from "./setting.ts";

/** What a case gets: the subject is there once the case runs. */
export interface CaseContext {
  adapter: ContractAdapter;
  subject: () => ContractSubject;
}

type Cases = (context: CaseContext) => void;

const CHAPTERS = {
  "reference data and capabilities": referenceCases,
  customers: customerCases,
  items: itemCases,
  // Some cases read a whole feed again and again: they come while there is little in it.
  feeds: feedCases,
  "notices of changes": noticeCases,
  "what people post in the ERP": postedCases,
  "posting and payments": postingCases,
  documents: documentCases,
  "credit memos": memoCases,
  "return orders": returnCases,
  "amending documents": amendingCases,
  limits: limitCases,
  "a bad line": faultCases,
} satisfies Record<string, Cases>;

export type Chapter = keyof typeof CHAPTERS;

/**
 * The contract of app/erp/port as tests, the same for every adapter. What an adapter cannot do is a declared capability, and tested as such.
 * `chapters`: only these of it.
 */
export function erpContract(
  adapter: ContractAdapter,
  chapters = Object.keys(CHAPTERS) as Chapter[],
): void {
  describe(`ERP contract: ${adapter.name}`, () => {
    let opened: ContractSubject | undefined;
    beforeAll(async () => {
      opened = await adapter.open();
    });
    afterAll(async () => {
      await opened?.close();
    });
    const context: CaseContext = {
      adapter,
      subject: () => {
        if (!opened) throw new Error(`${adapter.name} did not open`);
        return opened;
      },
    };
    for (const chapter of chapters)
      describe.skipIf(
        chapter === "amending documents" && adapter.capabilities.amendable.length === 0,
      )(chapter, () => CHAPTERS[chapter](context));
  });
}
