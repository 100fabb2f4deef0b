// The board: two tones and the number spoken, once for each new call. A browser that nobody touched stays silent
// unless it was started with --autoplay-policy=no-user-gesture-required.
let said = null; // the newest call that was heard: calls only go up

function tones() {
  const audio = new AudioContext();
  [660, 880].forEach((pitch, n) => {
    const tone = audio.createOscillator();
    const level = audio.createGain();
    tone.frequency.value = pitch;
    level.gain.value = 0.2;
    tone.connect(level).connect(audio.destination);
    tone.start(audio.currentTime + n * 0.35);
    tone.stop(audio.currentTime + n * 0.35 + 0.3);
  });
}

function announce(element) {
  const call = element.querySelector("[data-call]");
  const number = Number(call?.dataset.call ?? 0);
  const first = said === null;
  if (number <= (said ?? 0)) { said ??= 0; return; }
  said = number;
  if (first) return;
  tones();
  for (const line of element.querySelectorAll("[data-say]")) {
    const voice = speechSynthesis?.getVoices().find((v) => v.localService && v.lang.startsWith(line.lang));
    if (!voice) continue;
    const utterance = new SpeechSynthesisUtterance(line.dataset.say);
    utterance.voice = voice;
    utterance.lang = line.lang;
    speechSynthesis.speak(utterance);
  }
}

export function enhance(element) {
  announce(element);
  element.addEventListener("refreshed", () => announce(element));
}
