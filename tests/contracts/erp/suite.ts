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

/** The contract of app/erp/port as tests, the same for every adapter. What an adapter cannot do is a declared capability, and tested as such. */
export function erpContract(adapter: ContractAdapter): void {
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
    describe("reference data and capabilities", () => referenceCases(context));
    describe("customers", () => customerCases(context));
    describe("items", () => itemCases(context));
    // Some cases read a whole feed again and again: they come while there is little in it.
    describe("feeds", () => feedCases(context));
    describe("notices of changes", () => noticeCases(context));
    describe("what people post in the ERP", () => postedCases(context));
    describe("posting and payments", () => postingCases(context));
    describe("documents", () => documentCases(context));
    describe("credit memos", () => memoCases(context));
    describe("return orders", () => returnCases(context));
    describe.runIf(adapter.capabilities.amendable.length > 0)("amending documents", () =>
      amendingCases(context),
    );
    describe("limits", () => limitCases(context));
    describe("a bad line", () => faultCases(context));
  });
}
