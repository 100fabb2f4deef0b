// Each part of a page that can do more with JavaScript says so with data-enhance; nothing depends on it.
const parts = {
  live: () => import("./live.js"),
  idle: () => import("./idle.js"),
  speak: () => import("./speak.js"),
  "no-voice": () => import("./no_voice.js"),
  focus: () => Promise.resolve({ enhance: (element) => element.focus() }),
  "auto-submit": () => import("./auto_submit.js"),
  "print-here": () => import("./print_here.js"),
  suggest: () => import("./suggest.js"),
  call: () => import("./call.js"),
};

for (const element of document.querySelectorAll("[data-enhance]")) {
  for (const name of element.dataset.enhance.split(" ")) {
    parts[name]?.().then((module) => module.enhance(element));
  }
}

// A page that comes back by the Back button may show what belongs to somebody else: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// One click, one request: a second press while the first is under way does nothing.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 4000);
});
