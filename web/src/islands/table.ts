// Tables with data-table: sort by a column, filter the rows, copy what is shown as tab-separated text.

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const cellsOf = (row: HTMLTableRowElement): HTMLTableCellElement[] =>
  [...row.cells].filter((cell) => !cell.hasAttribute("data-tools"));

const valueOf = (cell: HTMLTableCellElement | undefined): string =>
  cell?.dataset["value"] ?? cell?.textContent.trim() ?? "";

const order = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });

for (const table of document.querySelectorAll<HTMLTableElement>("table[data-table]")) equip(table);

function equip(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const head = table.tHead?.rows[0];
  if (!body || !head || body.rows.length < 2) return;
  const rows = [...body.rows];
  const say = (name: string): string => table.dataset[name] ?? "";

  const tools = document.createElement("p");
  tools.className = "table-tools noprint";
  const field = document.createElement("input");
  field.type = "search";
  field.setAttribute("aria-label", say("filter"));
  field.placeholder = say("filter");
  const count = document.createElement("output");
  const copy = document.createElement("button");
  copy.type = "button";
  copy.textContent = say("copy");
  tools.append(field, copy, count);
  (table.closest(".scroll") ?? table).before(tools);

  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = folded(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length > 0 ? `${shown} / ${rows.length} ${say("rows")}` : "";
  });

  copy.addEventListener("click", () => {
    const clean = (cell: HTMLTableCellElement): string => cell.textContent.trim().replace(/\s+/g, " ");
    const lines = [head, ...[...body.rows].filter((row) => !row.hidden)];
    const text = lines.map((row) => cellsOf(row).map(clean).join("\t")).join("\n");
    void navigator.clipboard.writeText(text).then(() => {
      copy.textContent = say("copied");
      setTimeout(() => (copy.textContent = say("copy")), 2000);
    });
  });

  cellsOf(head).forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.textContent = cell.textContent;
    button.title = `${say("sort")} ${cell.textContent}`;
    cell.replaceChildren(button);
    button.addEventListener("click", () => {
      const isDown = cell.getAttribute("aria-sort") === "ascending";
      for (const other of head.cells) other.removeAttribute("aria-sort");
      cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      const sorted = [...rows].sort((a, b) => {
        const [x, y] = [valueOf(cellsOf(a)[column]), valueOf(cellsOf(b)[column])];
        if (!x || !y) return Number(!x) - Number(!y);
        return isDown ? order.compare(y, x) : order.compare(x, y);
      });
      body.append(...sorted);
    });
  });
}
