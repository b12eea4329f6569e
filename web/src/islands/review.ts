// The review queue by keyboard: c confirms, r rejects, e corrects, u takes the last one back, j and k go on and back. What
// is decided folds up, and the next is there at once.
import { done, isNobody, isPlain, say, send, undo } from "./decide";

const queue = document.querySelector<HTMLOListElement>("#queue");
const form = document.querySelector<HTMLFormElement>("form#decide");
const keys = document.querySelector<HTMLElement>("#keys");

const items = (): HTMLLIElement[] => [...(queue?.querySelectorAll<HTMLLIElement>("li.item") ?? [])];
const open = (): HTMLLIElement[] => items().filter((item) => item.dataset.done === undefined);
let now: HTMLLIElement | undefined;

function go(to: HTMLLIElement | undefined): void {
  if (now) delete now.dataset.now;
  now = to;
  if (!to) return;
  to.dataset.now = "";
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
}

function count(id: string, name: "left" | "decided", by: number): void {
  const place = document.getElementById(id);
  if (!place) return;
  const number = Math.max(0, Number(place.dataset[name] ?? 0) + by);
  place.dataset[name] = String(number);
  place.textContent = (place.dataset.word ?? "{n}").replace("{n}", String(number));
}

function next(): void {
  const all = open();
  const after = all.find((item) => now && now.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
  const to = after ?? all[0];
  // A page that is done makes room for the next.
  if (to) go(to);
  else location.reload();
}

async function decide(item: HTMLLIElement, button: HTMLButtonElement): Promise<void> {
  if (item.dataset.done !== undefined) return;
  item.dataset.done = "";
  try {
    const said = await send(new URLSearchParams({ do: button.value }));
    say(item, `${button.textContent ?? ""} ✓`);
    count("left", "left", -1);
    count("decided", "decided", 1);
    const id = said.decisions[0]?.id;
    if (id)
      done.push({
        id,
        undone: () => {
          delete item.dataset.done;
          say(item, "");
          count("left", "left", 1);
          count("decided", "decided", -1);
          go(item);
        },
      });
    next();
  } catch (error) {
    delete item.dataset.done;
    say(item, `${form?.dataset.failed ?? ""}: ${(error as Error).message}`, true);
  }
}

if (queue) {
  if (keys) keys.hidden = false;
  queue.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>("button[form=decide]");
    const item = button?.closest<HTMLLIElement>("li.item");
    if (!button || !item || isNobody) return;
    event.preventDefault();
    go(item);
    void decide(item, button);
  });
  queue.addEventListener("focusin", (event) => {
    const item = (event.target as Element | null)?.closest<HTMLLIElement>("li.item");
    if (item && item !== now) {
      if (now) delete now.dataset.now;
      now = item;
      item.dataset.now = "";
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    const key = event.key;
    if (key === "u" && done.length > 0) void undo();
    else if (key === "j" || key === "k") {
      const all = items();
      const at = now ? all.indexOf(now) : -1;
      go(all[Math.min(all.length - 1, Math.max(0, at + (key === "j" ? 1 : -1)))]);
    } else {
      const act = now?.querySelector<HTMLElement>(`[data-key="${key === "c" || key === "r" || key === "e" ? key : ""}"]`);
      if (!now || !act) return;
      if (act instanceof HTMLButtonElement && !isNobody) void decide(now, act);
      else act.click();
    }
    event.preventDefault();
  });
  go(open()[0]);
}
