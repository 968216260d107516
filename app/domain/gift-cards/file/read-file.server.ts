import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse, type InfoRecord } from "csv-parse";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { MOST_FILE_BYTES } from "#app/lib/read-body.ts";

/** A line of the file with its number, as an editor counts them. */
export interface FileLine {
  line: number;
  cells: string[];
}

/** Why a file is not read at all. */
export type FileRefusal =
  { kind: "empty" | "tooLarge" | "tooManyLines" | "encoding" } | { kind: "format"; line: number };

/** So many cards are imported in one transaction. */
export const MOST_LINES = 50_000;
/** Far longer than any line of cards. */
const MOST_LINE_BYTES = 10_000;

class Refused extends Error {
  constructor(readonly refusal: FileRefusal) {
    super(refusal.kind);
  }
}

/**
 * The lines of a CSV file (RFC 4180; comma, semicolon or tab, whichever its first line has), the heading among them. The file is read piece by piece
 * and no further than it is taken; UTF-8, or UTF-16 with its mark.
 */
export async function readFile(
  body: AsyncIterable<Uint8Array>,
): Promise<Result<FileLine[], FileRefusal>> {
  try {
    const text = decoded(body);
    const head = await upToLineEnd(text);
    if (head.trim() === "") return err({ kind: "empty" });
    return ok(await linesOf(head, text));
  } catch (error) {
    if (error instanceof Refused) return err(error.refusal);
    if (error instanceof CsvError)
      return err({ kind: "format", line: Number(error["lines"] ?? 1) });
    throw error;
  }
}

async function linesOf(head: string, rest: AsyncIterable<string>): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  const parser = parse({
    delimiter: delimiterOf(head.trimStart().split(/\r?\n|\r/, 1)[0] ?? ""),
    info: true,
    max_record_size: MOST_LINE_BYTES,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  await pipeline(Readable.from(joined(head, rest)), parser, async (records) => {
    // The types do not follow the option `info`.
    for await (const { info, record } of records as AsyncIterable<{
      info: InfoRecord;
      record: string[];
    }>) {
      if (record.every((cell) => cell === "")) continue;
      if (lines.length > MOST_LINES) throw new Refused({ kind: "tooManyLines" });
      lines.push({ line: info.lines, cells: record });
    }
  });
  return lines;
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** The text up to and with the first line end, or what there is of it. */
async function upToLineEnd(text: AsyncGenerator<string, void>): Promise<string> {
  let head = "";
  while (!/[\r\n]/.test(head.trimStart())) {
    if (head.length > MOST_LINE_BYTES) throw new Refused({ kind: "format", line: 1 });
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return head;
}

/** Whatever is no text of a known encoding is refused: a spreadsheet itself, or a file in an old encoding of Windows. */
async function* decoded(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  let size = 0;
  let start = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const piece of body) {
    size += piece.byteLength;
    if (size > MOST_FILE_BYTES) throw new Refused({ kind: "tooLarge" });
    // The mark at the beginning has up to three bytes.
    start = decoder ? Buffer.alloc(0) : Buffer.concat([start, piece]);
    if (!decoder && start.byteLength < 3) continue;
    const bytes = decoder ? piece : start;
    decoder ??= new TextDecoder(encodingOf(start), { fatal: true });
    yield read(decoder, bytes, true);
  }
  decoder ??= new TextDecoder(encodingOf(start), { fatal: true });
  yield read(decoder, size < 3 ? start : Buffer.alloc(0), false);
}

function read(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  let text: string;
  try {
    text = decoder.decode(bytes, { stream });
  } catch {
    throw new Refused({ kind: "encoding" });
  }
  if (text.includes("\0")) throw new Refused({ kind: "encoding" });
  return text;
}

function encodingOf(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return "utf-8";
}

/** German and French spreadsheets write semicolons, because their numbers have commas. */
function delimiterOf(heading: string): string {
  const count = (sign: string): number => heading.split(sign).length - 1;
  return [";", "\t", ","].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
