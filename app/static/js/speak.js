// Reads a block aloud with a voice of this device. The button shows itself only where there is a voice for the language;
// a second press stops. Voices that would send the text over the net are never used.
export function voiceFor(language) {
  const local = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return local.find((voice) => voice.lang.toLowerCase().startsWith(language.toLowerCase()));
}

const PARTS = "[data-say], h1, h2, h3, p, li, dt, dd, summary, .tile span";
let stopLast = () => {};

function partsOf(block) {
  const hidden = "[hidden], .visually-hidden, dialog, button, form, details:not([open]) > :not(summary)";
  return [...block.querySelectorAll(PARTS)].filter((part) => !part.closest(hidden));
}

function words(part) {
  if (part.dataset.say) return part.dataset.say;
  const copy = part.cloneNode(true);
  // What stands inside in parts of its own is said by itself, so nothing is read twice and nothing left out.
  for (const silent of copy.querySelectorAll(`button, svg, .visually-hidden, [hidden], ${PARTS}`)) silent.remove();
  return copy.textContent.trim();
}

export function enhance(button) {
  if (!("speechSynthesis" in window)) return;
  const language = button.dataset.lang ?? document.documentElement.lang;
  const label = button.querySelector("span");
  const own = label?.textContent;
  const show = () => { button.hidden = !voiceFor(language); };
  const stop = () => {
    delete button.dataset.reading;
    if (label) label.textContent = own;
  };
  speechSynthesis.addEventListener("voiceschanged", show);
  show();
  button.addEventListener("click", () => {
    const wasReading = "reading" in button.dataset;
    speechSynthesis.cancel();
    stopLast();
    if (wasReading && button.dataset.stop) return;
    stopLast = stop;
    button.dataset.reading = "yes";
    if (label && button.dataset.stop) label.textContent = button.dataset.stop;
    let last = null;
    for (const part of partsOf(document.querySelector(button.dataset.speaks ?? "main"))) {
      const spoken = part.querySelector(":scope > [lang]:only-child")?.lang ?? part.closest("[lang]")?.lang ?? language;
      if (!voiceFor(spoken) || !words(part)) continue;
      last = new SpeechSynthesisUtterance(words(part));
      last.lang = spoken;
      last.voice = voiceFor(spoken);
      speechSynthesis.speak(last);
    }
    if (!last) return stop();
    last.addEventListener("end", stop);
    last.addEventListener("error", stop);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
