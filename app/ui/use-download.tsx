import { useState } from "react";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { Refusal } from "./refusal.tsx";

/** Saves a file of the app: asked for with the session of the admin, which a plain link does not carry. */
export function useDownload({ name, failed }: { name: string; failed: TextKey }) {
  const [busy, setBusy] = useState(false);
  const [fell, setFell] = useState(false);
  const save = async (address: string): Promise<void> => {
    setBusy(true);
    setFell(false);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(String(answer.status));
      const href = URL.createObjectURL(await answer.blob());
      Object.assign(document.createElement("a"), { href, download: name }).click();
      URL.revokeObjectURL(href);
    } catch {
      setFell(true);
    } finally {
      setBusy(false);
    }
  };
  return {
    start: (address: string) => void save(address),
    busy,
    failure: fell ? <Refusal outcome={{ refused: failed }} /> : null,
  };
}
