// A choice that filters: sends its form as soon as it changes. Without JavaScript its button does.
export function enhance(form) {
  form.addEventListener("change", () => form.requestSubmit());
}
