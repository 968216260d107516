import type { FileReport, Refusal } from "#app/domain/gift-cards/file/import-cards.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { useCheckedFile, type FileAnswer as Answer } from "../use-checked-file.ts";

export type FileAnswer = Answer<FileReport, Refusal>;

/** A file of gift cards: checked at once, imported when the person says so. */
export const useFile = () =>
  useCheckedFile<FileReport, Refusal>((checked) =>
    withQuery(paths.giftCardFile, { do: checked === null ? "check" : "import" }),
  );
