import { describe, expect, it } from "vitest";
import { MOST_FILE_BYTES } from "#app/lib/read-body.ts";
import { MOST_LINES, readFile } from "./read-file.server.ts";

const TEXT = "id;last characters;amount\r\n1;2b5a;25,00\r\n";
const LINES = [
  { line: 1, cells: ["id", "last characters", "amount"] },
  { line: 2, cells: ["1", "2b5a", "25,00"] },
];

/** In pieces of so many bytes, as a network gives them. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}
const read = (bytes: Buffer | string, size = 65_536) =>
  readFile(pieces(Buffer.from(bytes as string), size));

describe("a file that a merchant chooses", () => {
  it.each([
    ["semicolons", TEXT],
    ["commas", TEXT.replaceAll("25,00", '"25,00"').replaceAll(";", ",")],
    ["tabs", TEXT.replaceAll(";", "\t")],
    ["quotes", '"id";"last characters";"amount"\n"1";"2b5a";"25,00"'],
    ["a mark of UTF-8", `\ufeff${TEXT}`],
    ["no last line end", TEXT.trimEnd()],
    ["spaces around", "id ; last characters;amount \n 1;2b5a ; 25,00\n"],
    ["line ends of old Macs", TEXT.replaceAll("\r\n", "\r")],
  ])("with %s", async (_what, text) => {
    expect(await read(text)).toEqual({ ok: true, value: LINES });
    expect(await read(text, 1)).toEqual({ ok: true, value: LINES });
  });

  it("in UTF-16, whichever byte comes first", async () => {
    const little = Buffer.from(`\ufeff${TEXT}`, "utf16le");
    expect(await read(little, 3)).toEqual({ ok: true, value: LINES });
    expect(await read(Buffer.from(little).swap16(), 1)).toEqual({ ok: true, value: LINES });
  });

  it("counts lines as an editor does, empty ones and those of a quoted cell too", async () => {
    const text = 'id,last characters,amount\n\n1,"2b\n5a",25\n,,\n2,2b5a,25\n';
    const answer = await read(text);
    expect(answer.ok && answer.value.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, "id"],
      [4, "1"],
      [6, "2"],
    ]);
  });

  it.each([
    ["nothing", "", { kind: "empty" }],
    ["white space", " \r\n\n", { kind: "empty" }],
    ["Latin-1", Buffer.from("id;café\n1;ü\n", "latin1"), { kind: "encoding" }],
    ["UTF-16 without its mark", Buffer.from(TEXT, "utf16le"), { kind: "encoding" }],
    [
      "a spreadsheet itself",
      Buffer.from("504b03041400060008000000210062", "hex"),
      { kind: "encoding" },
    ],
    [
      "UTF-8 that ends within a character",
      Buffer.from([0x69, 0x64, 0x0a, 0xe2, 0x82]),
      { kind: "encoding" },
    ],
    ["an open quotation mark", 'id,amount\n1,"25\n', { kind: "format" }],
    ["a mark within a cell", 'id,amount\n1,"2"5\n', { kind: "format", line: 2 }],
    ["a line without end", `id,amount\n${"1".repeat(20_000)}`, { kind: "format" }],
    ["a heading without end", "x".repeat(20_000), { kind: "format", line: 1 }],
  ])("%s is refused", async (_what, bytes, refusal) => {
    expect(await read(bytes)).toMatchObject({ ok: false, error: refusal });
    expect(await read(bytes, 7)).toMatchObject({ ok: false, error: refusal });
  });

  it("beyond 10 MB is refused, and not read to its end", async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("id,last characters,amount\n");
      const piece = Buffer.from(`${" ".repeat(1023)}\n`.repeat(64));
      for (;;) {
        await Promise.resolve();
        given += piece.length;
        yield piece;
      }
    }
    expect(await readFile(endless())).toEqual({ ok: false, error: { kind: "tooLarge" } });
    expect(given).toBeLessThan(MOST_FILE_BYTES * 1.1);
  });

  it("with more cards than one import takes is refused", async () => {
    const rows = (count: number) => `id,amount\n${"1,2\n".repeat(count)}`;
    const most = await read(rows(MOST_LINES));
    expect(most.ok && most.value).toHaveLength(MOST_LINES + 1);
    expect(await read(rows(MOST_LINES + 1))).toEqual({
      ok: false,
      error: { kind: "tooManyLines" },
    });
  });
});
