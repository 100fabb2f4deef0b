// Nobody there for a while: warn with a countdown. Then a kiosk goes back to its start and leaves nothing behind (data-start);
// a page of the team presses its own Hide, which keeps what is typed (data-press). Tabs of one browser stir each other.
const SAY_SO = 60_000;

export function enhance(element) {
  const { start, press, ping } = element.dataset;
  const quiet = Number(element.dataset.after ?? 60) * 1000;
  const warning = Number(element.dataset.warning ?? 20) * 1000;
  const dialog = element.querySelector("dialog");
  const left = element.querySelector("[data-left]");
  const tabs = press ? new BroadcastChannel("stir") : null;
  let last = Date.now();
  let said = last;
  const leave = () => (press ? document.getElementById(press)?.click() : location.replace(start));
  const stirred = () => { last = Date.now(); if (dialog?.open) dialog.close(); };
  const stir = () => {
    stirred();
    tabs?.postMessage("");
    if (!ping || last - said < SAY_SO) return;
    said = last;
    fetch(ping).then((answer) => answer.redirected && leave()).catch(() => {});
  };
  if (tabs) tabs.onmessage = stirred;
  for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) addEventListener(kind, stir, { passive: true });
  const look = setInterval(() => {
    // By the clock: a tablet that slept has counted nothing.
    const idle = Date.now() - last;
    if (dialog && idle >= quiet && !dialog.open) dialog.showModal();
    if (left) left.textContent = String(Math.max(0, Math.ceil((quiet + warning - idle) / 1000)));
    if (idle < quiet + (dialog ? warning : 0)) return;
    clearInterval(look);
    leave();
  }, 1000);
}
