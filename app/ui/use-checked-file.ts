import { useState } from "react";

/** How an address of the app answers to a file: with what it came to, or why not. */
export type FileAnswer<Report, Refused> =
  { report: Report } | { refused: Refused | { kind: "tooLarge" | "failed" } };

async function send<Report, Refused>(file: File, to: string): Promise<FileAnswer<Report, Refused>> {
  try {
    const answer = await fetch(to, {
      method: "POST",
      headers: { "content-type": file.type || "text/plain" },
      body: file,
    });
    if (answer.status === 413) return { refused: { kind: "tooLarge" } };
    if (!answer.ok) return { refused: { kind: "failed" } };
    return (await answer.json()) as FileAnswer<Report, Refused>;
  } catch {
    // The file was changed or removed after it was chosen, or the connection ended.
    return { refused: { kind: "failed" } };
  }
}

/** A chosen file: checked at once, imported when the person says so. `to`: where it is sent for each; an import follows a report. */
export function useCheckedFile<Report, Refused>(to: (checked: Report | null) => string) {
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<FileAnswer<Report, Refused> | null>(null);
  const [busy, setBusy] = useState<"check" | "import" | null>(null);
  const ask = async (chosen: File, checked: Report | null): Promise<void> => {
    setBusy(checked === null ? "check" : "import");
    setAnswer(await send(chosen, to(checked)));
    setBusy(null);
  };
  return {
    file,
    answer,
    busy,
    choose: (chosen: File): void => {
      setFile(chosen);
      void ask(chosen, null);
    },
    importIt: (): void => {
      if (file && answer && "report" in answer) void ask(file, answer.report);
    },
  };
}
