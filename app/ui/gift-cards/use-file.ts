import { useState } from "react";
import type { FileReport, Refusal } from "#app/domain/gift-cards/file/import-cards.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export type FileAnswer =
  { report: FileReport } | { refused: Refusal | { kind: "tooLarge" | "failed" } };

async function send(file: File, write: boolean): Promise<FileAnswer> {
  const to = withQuery(paths.giftCardFile, { do: write ? "import" : "check" });
  try {
    const answer = await fetch(to, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: file,
    });
    if (answer.status === 413) return { refused: { kind: "tooLarge" } };
    if (!answer.ok) return { refused: { kind: "failed" } };
    return (await answer.json()) as FileAnswer;
  } catch {
    // The file was changed or removed after it was chosen, or the connection ended.
    return { refused: { kind: "failed" } };
  }
}

/** A chosen file: checked at once, imported when the person says so. */
export function useFile() {
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<FileAnswer | null>(null);
  const [busy, setBusy] = useState<"check" | "import" | null>(null);
  const ask = async (chosen: File, write: boolean): Promise<void> => {
    setBusy(write ? "import" : "check");
    setAnswer(await send(chosen, write));
    setBusy(null);
  };
  return {
    file,
    answer,
    busy,
    choose: (chosen: File): void => {
      setFile(chosen);
      void ask(chosen, false);
    },
    importIt: (): void => {
      if (file) void ask(file, true);
    },
  };
}
