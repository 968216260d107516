import type { PageRequest } from "#app/lib/paging.ts";

/** What a list of the ledger is asked for. */
export interface ListRequest extends PageRequest {
  search?: string;
}
