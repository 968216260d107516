import { db } from "#app/db/client.server.ts";
import type { LedgerReferenceKind } from "../reference-kinds.ts";
import type { Scope } from "../scope.ts";

/** Codes a form can choose from, with their titles; blocked ones are left out. */
export async function choices<K extends LedgerReferenceKind>(
  scope: Scope,
  kinds: readonly K[],
): Promise<Record<K, { code: string; title: string }[]>> {
  const rows = await db.ledgerReference.findMany({
    where: { ...scope, kind: { in: [...kinds] }, parent: "", blocked: false },
    select: { kind: true, code: true, title: true },
    orderBy: { code: "asc" },
  });
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      rows.filter((row) => row.kind === kind).map(({ code, title }) => ({ code, title })),
    ]),
  ) as Record<K, { code: string; title: string }[]>;
}

/** The services of shipping agents, each with its agent; blocked ones are left out. */
export async function agentServices(
  scope: Scope,
): Promise<{ agent: string; code: string; title: string }[]> {
  const rows = await db.ledgerReference.findMany({
    where: { ...scope, kind: "shippingAgentService", blocked: false },
    select: { parent: true, code: true, title: true },
    orderBy: [{ parent: "asc" }, { code: "asc" }],
  });
  return rows.map(({ parent, code, title }) => ({ agent: parent, code, title }));
}
