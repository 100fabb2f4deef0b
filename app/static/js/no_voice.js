// Where this device cannot read the language aloud, the page says so, instead of only leaving the buttons out.
import { voiceFor } from "./speak.js";

const VOICES_LOAD_WITHIN = 1500;

export function enhance(note) {
  const show = () => { note.hidden = "speechSynthesis" in window && Boolean(voiceFor(note.dataset.lang)); };
  if ("speechSynthesis" in window) speechSynthesis.addEventListener("voiceschanged", show);
  setTimeout(show, VOICES_LOAD_WITHIN);
}
