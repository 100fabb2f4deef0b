// Reads a block aloud with a voice of this device, and hides its button where there is none for the language.
function voiceFor(language) {
  const local = speechSynthesis.getVoices().filter((voice) => voice.localService);
  return local.find((voice) => voice.lang.toLowerCase().startsWith(language.toLowerCase()));
}

export function enhance(button) {
  if (!("speechSynthesis" in window)) return;
  const language = button.dataset.lang ?? document.documentElement.lang;
  const show = () => { button.hidden = !voiceFor(language); };
  speechSynthesis.addEventListener("voiceschanged", show);
  show();
  button.addEventListener("click", () => {
    speechSynthesis.cancel();
    const block = document.querySelector(button.dataset.speaks ?? "main");
    for (const part of block.querySelectorAll("[data-say], h1, h2, p, li, .tile span")) {
      if (part.closest("[hidden], .visually-hidden, dialog")) continue;
      const utterance = new SpeechSynthesisUtterance(part.dataset.say ?? part.textContent);
      const own = part.closest("[lang]")?.lang ?? language;
      utterance.lang = own;
      utterance.voice = voiceFor(own) ?? voiceFor(language);
      if (voiceFor(own)) speechSynthesis.speak(utterance);
    }
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
