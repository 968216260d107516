import { compare, isZero } from "#app/money/decimal.ts";
import { keyAt } from "../documents/reading.ts";
import { placeOf, sequenceOf } from "../documents/sets.ts";
import type { WholeLine, WholeRow } from "../documents/shape.ts";
import { lineKindOf } from "../documents/snapshot.ts";
import type { Writing } from "../drafts/document-body.ts";
import { headerBody, lineBodies } from "../drafts/document-body.ts";
import type { Together } from "../wire/batch.ts";
import type { Body } from "../wire/json.ts";
import { Numeral } from "../wire/json.ts";
import { NO_GUID } from "../wire/filter.ts";

type Members = Record<string, Body | undefined>;

/** Where the requests go: the two sets below the company. */
interface Sets {
  orders: string;
  lines: string;
}

/** What an amendment has to do; `taken` where people put a line of theirs to the place of a new one. */
export type Changes = { requests: Together[] } | { taken: string };

/**
 * What makes an order say what is wanted: nothing where it does. Its own lines stand at their places; those that people added keep theirs.
 * `keys` are of the lines it was made of.
 */
export function changesOf(
  row: WholeRow,
  writing: Writing,
  { keys, sets }: { keys: readonly string[]; sets: Sets },
): Changes {
  const planned = writing.draft.lines.length;
  const bodies = lineBodies(writing);
  const [ours, after] = [bodies.slice(0, planned), bodies.slice(planned)];
  // Behind the planned lines, comments and the rounding are the adapter's own, at whatever place.
  const isOwn = (line: WholeLine): boolean =>
    keyAt(line.sequence, keys) !== undefined &&
    ((placeOf(line.sequence) ?? 0) <= planned || !isExtra(line, writing));
  const own = row.lines.filter(isOwn);
  const extra = row.lines.filter((line) => !isOwn(line) && isExtra(line, writing));
  const foreign = row.lines.filter((line) => !own.includes(line) && !extra.includes(line));
  const taken = foreign.find(({ sequence }) => (placeOf(sequence) ?? Infinity) <= planned);
  if (taken) return { taken: taken.description };
  const at = new Map(own.map((line) => [line.sequence, line]));
  const removed: WholeLine[] = own.filter(({ sequence }) => (placeOf(sequence) ?? 0) > planned);
  const changed: Together[] = [];
  const added: { sequence: number; body: Members }[] = [];
  ours.forEach((body, index) => {
    const sequence = sequenceOf(index + 1);
    const line = at.get(sequence);
    if (line && isSameObject(line, body)) changed.push(...lineChanges(line, body, sets));
    else {
      if (line) removed.push(line);
      added.push({ sequence, body });
    }
  });
  // Notes and the rounding come last, each time anew: they are the adapter's own.
  if (
    !saysAll(extra, after) ||
    added.some(({ sequence }) => extra.some((line) => line.sequence === sequence))
  ) {
    removed.push(...extra);
    added.push(...following(after, planned, foreign));
  }
  const lines = [
    ...removed.map(({ id }): Together => ({ method: "DELETE", path: `${sets.lines}(${id})` })),
    ...changed,
    ...added.map(({ sequence, body }): Together => ({
      method: "POST",
      path: sets.lines,
      body: { documentId: row.id, sequence: new Numeral(String(sequence)), ...body },
    })),
  ];
  const head = headChanges(row, writing);
  if (lines.length === 0 && Object.keys(head).length === 0) return { requests: [] };
  const guard: Together = {
    method: "PATCH",
    path: `${sets.orders}(${row.id})`,
    // With nothing to change it still tells whether somebody else changed the order: its lines' changes are its own.
    body: Object.keys(head).length > 0 ? head : { externalDocumentNumber: writing.reference },
    etag: row["@odata.etag"],
  };
  return { requests: [guard, ...lines] };
}

/** A comment, or the rounding, after the lines that were planned. */
const isExtra = (line: WholeLine, { rounding }: Writing): boolean =>
  lineKindOf(line.lineType) === "comment" ||
  (rounding !== undefined && line.lineObjectNumber === rounding.account);

/** At the next places that nobody has. */
function following(
  bodies: readonly Members[],
  planned: number,
  foreign: readonly WholeLine[],
): { sequence: number; body: Members }[] {
  const had = new Set(foreign.map(({ sequence }) => sequence));
  let place = planned;
  return bodies.map((body) => {
    do place += 1;
    while (had.has(sequenceOf(place)));
    return { sequence: sequenceOf(place), body };
  });
}

const textOf = (value: Body | undefined): string =>
  value instanceof Numeral ? value.text : typeof value === "string" ? value : "";

const isSame = (stored: string | undefined, wanted: Body | undefined): boolean =>
  wanted instanceof Numeral
    ? compare(stored ?? "0", wanted.text) === 0
    : (stored ?? "") === textOf(wanted);

/** What cannot be changed of a line that is there: what it sells. */
const isSameObject = (line: WholeLine, body: Members): boolean =>
  line.lineType === body.lineType &&
  (body.itemId === undefined || line.itemId === body.itemId) &&
  (body.lineObjectNumber === undefined || line.lineObjectNumber === body.lineObjectNumber) &&
  (line.itemVariantId ?? NO_GUID) === (body.itemVariantId ?? NO_GUID);

const PLAIN = ["locationId", "unitOfMeasureCode", "description", "taxCode", "quantity"] as const;

const differs = (line: WholeLine, name: string, wanted: Body | undefined): boolean =>
  wanted !== undefined &&
  !isSame((line as unknown as Record<string, string | undefined>)[name], wanted);

/**
 * One request for each step that computes something anew: a quantity brings the item's own price, a price takes the discount away. What a
 * request leaves equal is not looked at again, so that no step relies on another in the same request.
 */
function lineChanges(line: WholeLine, body: Members, sets: Sets): Together[] {
  const plain = Object.fromEntries(
    PLAIN.filter((name) => differs(line, name, body[name])).map((name) => [name, body[name]]),
  );
  const computes = Object.keys(plain).some((name) => name !== "description");
  const priced =
    body.unitPrice !== undefined && (computes || differs(line, "unitPrice", body.unitPrice));
  const discount = body.discountAmount;
  const discounted =
    discount instanceof Numeral &&
    (differs(line, "discountAmount", discount) || (priced && !isZero(discount.text)));
  const steps: Members[] = [
    ...(Object.keys(plain).length > 0 ? [plain] : []),
    ...(priced ? [{ unitPrice: body.unitPrice }] : []),
    ...(discounted ? [{ discountAmount: discount }] : []),
  ];
  return steps.map((step) => ({
    method: "PATCH",
    path: `${sets.lines}(${line.id})`,
    body: step,
    etag: "*",
  }));
}

/** Whether the adapter's own lines are those wanted, in their order. */
const saysAll = (lines: readonly WholeLine[], bodies: readonly Members[]): boolean =>
  lines.length === bodies.length &&
  lines.every((line, index) => {
    const body = bodies[index];
    if (body?.lineType !== line.lineType) return false;
    return ["lineObjectNumber", "description", "unitPrice"].every(
      (name) => !differs(line, name, body[name]),
    );
  });

/** Of the header what differs. Whom it is sold to is not among it, nor when people post it. */
function headChanges(row: WholeRow, writing: Writing): Members {
  const wanted = headerBody(writing);
  const stored = row as unknown as Record<string, string | boolean | undefined>;
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => {
      if (value === undefined || name === "postingDate" || name === "currencyCode") return false;
      const own = stored[name];
      return typeof own === "boolean" ? own !== value : !isSame(own, value);
    }),
  );
}
