// Cards that may be meant, while one types. Without this the button searches; with it the button still does.
const WAIT = 180;
const SHORTEST = 3;

export function enhance(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.setAttribute("aria-label", input.dataset.label);
  input.closest(".row").after(list);
  const heard = document.createElement("p");
  heard.className = "visually-hidden";
  heard.setAttribute("role", "status");
  list.after(heard);
  const language = input.form.elements.lang.value;
  let asked = 0;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    asked += 1; // an answer that is under way comes too late
    list.replaceChildren();
    heard.textContent = "";
  };

  const show = (cards, nothing = "") => {
    list.replaceChildren(...cards.map((card) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const more = document.createElement("small");
      link.href = `/cards/${card.slug}?lang=${language}`;
      link.textContent = card.title;
      link.lang = card.title_language;
      more.textContent = card.in_one_sentence;
      link.append(more);
      item.append(link);
      return item;
    }));
    heard.textContent = cards.map((card) => card.title).join(", ") || nothing;
  };

  const ask = async () => {
    const words = input.value.trim();
    const mine = ++asked;
    // What looks like a number or an address of a person never leaves the page while it is typed.
    if (words.length < SHORTEST || /(\p{Nd}\D{0,2}){4}|@/u.test(words)) return show([]);
    try {
      const answer = await fetch(`/api/v1/cards?${new URLSearchParams({ q: words, lang: language, limit: 5 })}`);
      const found = answer.ok ? (await answer.json()).cards : [];
      if (mine === asked) show(found, input.dataset.none);
    } catch {
      if (mine === asked) show([]); // no network: the button says so in words
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown" && list.firstElementChild) {
      event.preventDefault();
      list.querySelector("a").focus();
    }
  });
  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key === "ArrowDown") { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); (links[at - 1] ?? input).focus(); }
  });
}
