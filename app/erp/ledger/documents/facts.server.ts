import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { LedgerReferenceKind } from "../reference-kinds.ts";
import type { Scope } from "../scope.ts";
import type { DraftFacts } from "./facts.ts";

/** Reads all a draft names in one round trip, however many lines it has. */
export async function readFacts(
  scope: Scope,
  draft: DocumentDraft,
  externalKey: string,
  tx: Tx = db,
): Promise<DraftFacts> {
  const customers = ids([draft.sellTo.id, draft.billTo.id]);
  const items = ids(draft.lines.map((line) => line.item?.id));
  const codes = JSON.stringify(namedReferences(draft));
  const [row] = await tx.$queryRaw<{ facts: DraftFacts }[]>`
    SELECT jsonb_build_object(
      'company', (SELECT jsonb_build_object('currency', currency, 'locationMandatory', "locationMandatory")
        FROM "LedgerCompany"
        WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid),
      'customers', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'number', number, 'name', name,
        'blocked', blocked)), '[]') FROM "LedgerCustomer"
        WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND id = ANY(${customers}::uuid[])),
      'items', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'blocked',
        i.blocked, 'baseUnit', i."baseUnit", 'salesUnit', i."salesUnit",
          'units', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', u.code, 'perBase',
            u."perBase"::text)), '[]') FROM "LedgerItemUnit" u WHERE u.shop = i.shop AND u."itemId" = i.id),
          'variants', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', v.code, 'blocked', v.blocked)),
            '[]') FROM "LedgerItemVariant" v WHERE v.shop = i.shop AND v."itemId" = i.id))), '[]')
        FROM "LedgerItem" i WHERE i.shop = ${scope.shop} AND i."connectionId" = ${scope.connectionId}::uuid
          AND i.id = ANY(${items}::uuid[])),
      'references', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'parent', r.parent,
        'code', r.code, 'blocked', r.blocked, 'details', r.details)), '[]')
        FROM "LedgerReference" r JOIN jsonb_to_recordset(${codes}::jsonb) AS asked(kind text, parent text,
          code text) ON asked.kind = r.kind AND asked.parent = r.parent AND asked.code = r.code
        WHERE r.shop = ${scope.shop} AND r."connectionId" = ${scope.connectionId}::uuid),
      'series', (SELECT jsonb_build_object('prefix', prefix, 'next', next, 'width', width, 'manualAllowed',
        "manualAllowed") FROM "LedgerNumberSeries"
        WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND code = ${draft.kind}),
      'sameKey', (SELECT jsonb_build_object('id', id, 'number', number) FROM "LedgerDocument"
        WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND "externalKey" = ${externalKey}),
      'sameNumber', (SELECT jsonb_build_object('id', id) FROM "LedgerDocument"
        WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND kind = ${draft.kind}
          AND number = ${draft.number ?? null}::text)
    ) AS facts`;
  if (!row) throw new Error("the facts of a draft are always one row");
  return row.facts;
}

/** Ids that are none are left out: what they name is then unknown, and said so by the check. */
const ids = (values: (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && isUuid(value)))] as string[];

function namedReferences(
  draft: DocumentDraft,
): { kind: LedgerReferenceKind; parent: string; code: string }[] {
  const named: [LedgerReferenceKind, string | undefined, (string | undefined)?][] = [
    ["currency", draft.currency],
    ["taxArea", draft.taxArea],
    ["paymentTerms", draft.paymentTerms],
    ["paymentMethod", draft.paymentMethod],
    ["shipmentMethod", draft.shipmentMethod],
    ["shippingAgent", draft.shippingAgent],
    ["shippingAgentService", draft.shippingAgentService, draft.shippingAgent],
    ...[draft.sellToAddress, draft.billToAddress, draft.shipToAddress].map(
      (address): [LedgerReferenceKind, string | undefined] => ["country", address.countryCode],
    ),
    ...draft.lines.flatMap(
      (line): [LedgerReferenceKind, string | undefined, (string | undefined)?][] => [
        ["account", line.account],
        ["itemCharge", line.itemCharge],
        ["location", line.location],
        ["shippingAgent", line.shippingAgent],
        ["shippingAgentService", line.shippingAgentService, line.shippingAgent],
      ],
    ),
  ];
  const unique = new Map(
    named
      .filter(([, code]) => code)
      .map(([kind, code, parent]) => [
        JSON.stringify([kind, parent, code]),
        { kind, parent: parent ?? "", code: code ?? "" },
      ]),
  );
  return [...unique.values()];
}
