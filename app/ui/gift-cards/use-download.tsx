import { useState } from "react";
import { Refusal } from "../refusal.tsx";
import { paths } from "#app/lib/paths.ts";

/** Saves the file of all gift cards: asked for with the session of the admin, which a plain link does not carry. */
export function useDownload() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      const answer = await fetch(paths.giftCardFile);
      if (!answer.ok) throw new Error(String(answer.status));
      const address = URL.createObjectURL(await answer.blob());
      const link = Object.assign(document.createElement("a"), {
        href: address,
        download: "gift-cards.csv",
      });
      link.click();
      URL.revokeObjectURL(address);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return {
    start: () => void save(),
    busy,
    failure: failed ? <Refusal outcome={{ refused: "giftCards.exportFailed" }} /> : null,
  };
}
