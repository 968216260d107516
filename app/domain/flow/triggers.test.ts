import { expect, it } from "vitest";
import { FIRED, triggersMeant } from "./triggers.ts";

it.each([
  ["document-created", ["document-created"]],
  ["Credit memo created", ["credit-memo-created"]],
  [" order needs ATTENTION ", ["order-needs-attention"]],
  // Declared, and fired by nothing yet.
  ["reconciliation-difference", []],
  // An id of Flow's own: none is missed.
  ["0b7a7c0a-6d3f-4c52-9b39-1f2f3c4d5e6f", FIRED],
])("Flow's name %s means %j", (name, handles) => {
  expect(triggersMeant(name)).toEqual(handles);
});
