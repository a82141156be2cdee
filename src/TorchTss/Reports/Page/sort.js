// Tables that sort by the column whose head is pressed: best first, worst first, as written.

function startSorting() {
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];          // what follows (the paper's rows) stays where it is
    const written = [...body.rows];
    for (const head of table.tHead.rows[0].cells) {
      head.querySelector("button")?.addEventListener("click", () => {
        const order = nextOrder(head);
        for (const other of table.tHead.rows[0].cells) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", order);
        body.append(...(order === "none" ? written : sorted(written, head.cellIndex, order)));
      });
    }
  }
}

function nextOrder(head) {
  const first = head.dataset.first ?? "ascending";
  const second = first === "ascending" ? "descending" : "ascending";
  return { none: first, [first]: second, [second]: "none" }[head.getAttribute("aria-sort")];
}

function sorted(rows, column, order) {
  const keys = new Map(rows.map(row => [row, row.cells[column].dataset.sort ?? ""]));
  const numeric = [...keys.values()].every(key => key === "" || !Number.isNaN(Number(key)));
  const sign = order === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [keys.get(a), keys.get(b)];
    if (x === "" || y === "") return (x === "") - (y === "");         // nothing is never best
    if (!numeric) return sign * x.localeCompare(y, "en", { numeric: true });
    const [n, m] = [Number(x), Number(y)];
    return n === m ? 0 : sign * (n < m ? -1 : 1);
  });
}

startSorting();
