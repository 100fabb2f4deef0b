// Listens to a stream that only says what changed, and fetches the fragment of this part.
// One stream a page; closed while hidden, because a browser gives six connections to a host.
const LOST_AFTER = 10_000;
const listeners = [];
let source, heard, clock;

async function refresh(element) {
  try {
    const answer = await fetch(element.dataset.fragment, { headers: { "X-Fragment": "1" }, cache: "no-store" });
    if (answer.redirected) return location.reload();
    if (!answer.ok) return;
    const html = await answer.text();
    if (html === element.dataset.last) return;
    element.dataset.last = html;
    const open = [...element.querySelectorAll("details[open]")].map((d) => d.id).filter(Boolean);
    const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
    element.innerHTML = html;
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (focused) document.getElementById(focused)?.focus();
    element.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
  } catch {
    // The watch below tells that the connection is lost.
  }
}

function alive() {
  heard = Date.now();
  document.body.classList.remove("is-lost");
}

function open(url) {
  source?.close();
  source = new EventSource(url);
  source.addEventListener("open", () => { alive(); listeners.forEach(refresh); });
  source.addEventListener("still", alive);
  source.addEventListener("news", (event) => {
    alive();
    for (const element of listeners) {
      const wanted = (element.dataset.parts ?? "").split(" ");
      if (wanted.includes(event.data)) refresh(element);
    }
  });
  heard = Date.now();
  clearInterval(clock);
  clock = setInterval(() => {
    if (Date.now() - heard > LOST_AFTER) document.body.classList.add("is-lost");
    if (source.readyState === EventSource.CLOSED) open(url);
  }, 1000);
}

export function enhance(element) {
  listeners.push(element);
  if (listeners.length > 1) return;
  const url = element.dataset.live;
  if (!document.hidden) open(url);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { source?.close(); clearInterval(clock); } else open(url);
  });
  addEventListener("pagehide", () => source?.close());
}
