// On a kiosk a PDF would stay open for whoever comes next: the page itself goes to the printer.
export function enhance(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    print();
  });
}
