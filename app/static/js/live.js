// Listens to a stream that only says what changed, and fetches the fragment of this part.
// A browser gives six connections to a host: all tabs of one browser share one stream where it can hold a lock
// (https and localhost); elsewhere a hidden page gives its own back.
const LOST_AFTER = 10_000;
const parts = [];
let heard, stop;

// The same button in the new part: without this somebody at the keyboard would press into nothing.
const REACHED = "a, button, input, select, textarea, summary";
function knownBy(one) {
  const { localName, id, name, value } = one;
  return [localName, id, one.form?.getAttribute("action"), one.getAttribute("href"), name, value, one.parentElement.id].join("|");
}

async function refresh(element) {
  try {
    const address = new URL(element.dataset.fragment, location.href);
    address.searchParams.set("lang", document.documentElement.lang); // the part speaks as the page does
    const answer = await fetch(address, { headers: { "X-Fragment": "1" }, cache: "no-store" });
    // Sent elsewhere (signed out), or not there any more (the desk closed): the whole page must say so.
    if (answer.redirected || answer.status === 404) return location.reload();
    if (!answer.ok) return;
    const html = await answer.text();
    if (html === element.dataset.last) return;
    element.dataset.last = html;
    const open = [...element.querySelectorAll("details[open]")].map((d) => d.id).filter(Boolean);
    const focused = element.contains(document.activeElement) ? knownBy(document.activeElement) : "";
    element.innerHTML = html;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) [...element.querySelectorAll(REACHED)].find((one) => knownBy(one) === focused)?.focus();
    element.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
  } catch {
    // The watch below tells that the connection is lost.
  }
}

function hear({ kind, what }) {
  const wasLost = document.body.classList.contains("is-lost");
  heard = Date.now();
  document.body.classList.remove("is-lost");
  for (const part of parts) {
    const wanted = (part.dataset.parts ?? "").split(" ").includes(what);
    if (kind === "open" || wasLost || (kind === "news" && wanted)) refresh(part);
  }
}

function stream(url, tell) {
  let source;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener("open", () => tell({ kind: "open" }));
    source.addEventListener("still", () => tell({ kind: "still" }));
    source.addEventListener("news", (event) => tell({ kind: "news", what: event.data }));
  };
  open();
  const again = setInterval(() => { if (source.readyState === EventSource.CLOSED) open(); }, 1000);
  return () => { clearInterval(again); source.close(); };
}

function listen(url) {
  if (!navigator.locks) return stream(url, hear);
  const air = new BroadcastChannel(`live ${url}`);
  air.addEventListener("message", (event) => hear(event.data));
  // Whoever holds the lock has the stream and tells the other tabs; when it goes, the next one in the queue takes over.
  navigator.locks.request(`live ${url}`, () => {
    stream(url, (item) => { hear(item); air.postMessage(item); });
    return new Promise(() => {});
  });
  return null;
}

function watch() {
  if (Date.now() - heard > LOST_AFTER) document.body.classList.add("is-lost");
}

export function enhance(element) {
  parts.push(element);
  if (parts.length > 1) return;
  const url = element.dataset.live;
  heard = Date.now();
  setInterval(watch, 1000);
  stop = listen(url);
  document.addEventListener("visibilitychange", () => {
    if (stop) { stop(); stop = document.hidden ? () => {} : stream(url, hear); }
    if (!document.hidden) { heard = Date.now(); parts.forEach(refresh); }
  });
  addEventListener("offline", () => document.body.classList.add("is-lost"));
  addEventListener("online", () => parts.forEach(refresh));
  addEventListener("pagehide", () => stop?.());
}
