// Nobody there for a while: warn with a countdown, then go back to the start and leave nothing behind.
export function enhance(element) {
  const start = element.dataset.start;
  const quiet = Number(element.dataset.after ?? 60);
  const warning = Number(element.dataset.warning ?? 20);
  const dialog = element.querySelector("dialog");
  const left = element.querySelector("[data-left]");
  let idle = 0;
  const stir = () => { idle = 0; if (dialog?.open) dialog.close(); };
  for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(kind, stir, { passive: true });
  setInterval(() => {
    idle += 1;
    if (dialog && warning && idle >= quiet && !dialog.open) dialog.showModal();
    if (left) left.textContent = String(Math.max(0, quiet + warning - idle));
    if (idle >= quiet + (dialog ? warning : 0)) location.replace(start);
  }, 1000);
}
