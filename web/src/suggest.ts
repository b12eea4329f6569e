// Names while typing, in the search field at the head of every page (ARIA combobox with a list).

interface Name {
  name: string;
  label: string;
  statements: number;
  address: string;
}

const WAIT = 120;
const SHORTEST = 2;

/** Makes the field suggest names; without an answer it stays what it was. */
export const suggestNames = (field: HTMLInputElement): void => {
  const form = field.form;
  const source = field.dataset["suggest"];
  if (!form || !source) return;
  const list = document.createElement("ul");
  list.id = "suggested";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset["names"] ?? "");
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  form.append(list, told);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }

  let names: Name[] = [];
  let chosen = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const choose = (place: number): void => {
    chosen = place;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === place)));
    const item = list.children[place];
    if (item) {
      field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const close = (): void => {
    asked += 1;
    clearTimeout(timer);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const show = (found: Name[]): void => {
    names = found;
    list.replaceChildren(
      ...names.map((name, at) => {
        const item = document.createElement("li");
        item.id = `suggested-${at}`;
        item.setAttribute("role", "option");
        const text = document.createElement("bdi");
        text.textContent = name.name;
        const about = document.createElement("small");
        about.textContent = `${name.label} · ${name.statements}`;
        item.append(text, about);
        // Before the field loses the focus.
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          open(at);
        });
        return item;
      }),
    );
    list.hidden = names.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    const words = names.length === 1 ? field.dataset["one"] : field.dataset["several"];
    told.textContent = list.hidden ? "" : (words ?? "").replace("{n}", String(names.length));
  };
  const open = (at: number): void => {
    const name = names[at];
    if (name) location.assign(name.address);
  };
  const ask = async (): Promise<void> => {
    const number = ++asked;
    const typed = field.value.trim();
    // Signs of the query language are no name.
    if (typed.length < SHORTEST || /["*~:()=]/.test(typed)) return close();
    try {
      const answer = await fetch(`${source}?typed=${encodeURIComponent(typed)}`, { headers: { accept: "application/json" } });
      const found = answer.ok ? ((await answer.json()) as { items: Name[] }).items : [];
      if (number === asked && document.activeElement === field) show(found);
    } catch {
      if (number === asked) close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), WAIT);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const all = names.length + 1;
      choose(((chosen + 1 + step + all) % all) - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      open(chosen);
    }
  });
};
