import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { missing, refusal } from "#app/erp/refusals.ts";
import { companyFacts } from "../company.server.ts";
import { recordId } from "../drafts/record-id.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { stampOf } from "../rpc/stamp.ts";
import type { TrytonScope } from "../scope.server.ts";
import { readingOf } from "./reading.ts";
import { PARTY_FIELDS, partyRow } from "./row.ts";

export async function readCustomer(
  scope: TrytonScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<CustomerReading> {
  const partyId = recordId(ref.id);
  const [party] =
    partyId === undefined
      ? []
      : await scope.tryton.search(
          {
            model: "party.party",
            domain: [["id", "=", partyId]],
            fields: PARTY_FIELDS,
            context: WITH_INACTIVE,
          },
          partyRow,
          options,
        );
  if (!party) throw missing(refusal("party.missing", { party: ref.number ?? ref.id }));
  const { countries } = await companyFacts(scope, options);
  return {
    ref: { kind: "customer", id: String(party.id), number: party.code, version: stampOf(party) },
    ...readingOf(party, countries),
  };
}
