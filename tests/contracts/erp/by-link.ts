import type { ErpRef } from "#app/erp/port/refs.ts";
import type { CaseContext } from "./suite.ts";
import { call } from "./setting.ts";

/** Releases a document: through the port, or as a person does where the ERP's API cannot. Answers the status. */
export async function release({ adapter, subject }: CaseContext, ref: ErpRef): Promise<string> {
  const { port, byHand } = subject();
  if (adapter.capabilities.release) return (await port.releaseDocument(ref, call)).status;
  if (!byHand.release) throw new Error(`${adapter.name} has nobody who releases`);
  await byHand.release(ref);
  return (await port.getDocument({ kind: ref.kind, id: ref.id }, call)).status;
}

interface Named {
  key?: string;
  orderLineKey?: string;
  sequence?: number;
}

/** The key a line was sent with, as the ERP tells it: kept with the line, or by its place among those sent. */
export const keyOf =
  ({ adapter }: CaseContext, sent: readonly string[]) =>
  ({ key, orderLineKey, sequence = 0 }: Named): string | undefined =>
    adapter.capabilities.shipmentLineLink === "sequence"
      ? sent[sequence - 1]
      : (orderLineKey ?? key);
