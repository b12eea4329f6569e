// Deciding without leaving the page: buttons of the one form are sent by script, their answer is shown where the fact stands,
// and the last decision can be taken back with `u`.

export interface Decided {
  decisions: { id: string }[];
}

const form = document.querySelector<HTMLFormElement>("form#decide");

/** Whether it is not known who decides: then forms are sent as without scripts, and the page that comes asks. */
export const isNobody = form?.dataset.nobody !== undefined;

/** Sends fields to `/decide`; gives what was decided, or why not. */
export async function send(fields: URLSearchParams): Promise<Decided> {
  const answer = await fetch("/decide", {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: fields,
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error([said.message || said.error, said.hint].filter(Boolean).join(". "));
  return said as Decided;
}

/** What was decided on this page, the last at the end. */
export const done: { id: string; undone?: () => void }[] = [];

/** Says something beside an element, for screen readers too. */
export function say(beside: Element, text: string, failed = false): void {
  let place = beside.querySelector<HTMLElement>(":scope > .said");
  if (!place) {
    place = document.createElement("span");
    place.className = "said";
    place.setAttribute("role", "status");
    beside.append(place);
  }
  place.toggleAttribute("data-failed", failed);
  place.textContent = text;
}

/** Takes back the last decision made on this page. */
export async function undo(): Promise<void> {
  const last = done.pop();
  if (!last) return;
  try {
    await send(new URLSearchParams({ act: "undo", target: last.id }));
    last.undone?.();
  } catch (error) {
    done.push(last);
    const place = document.querySelector("main");
    if (place) say(place, String((error as Error).message), true);
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/** Whether a key is meant for the page. */
export const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);

const facts = (): HTMLDetailsElement[] =>
  [...document.querySelectorAll<HTMLDetailsElement>("details.decide")].filter((one) => one.offsetParent !== null);

function move(by: number): void {
  const all = facts();
  const now = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[Math.min(all.length - 1, Math.max(0, now < 0 ? 0 : now + by))];
  next?.querySelector("summary")?.focus();
}

async function onFact(fact: HTMLDetailsElement, act: string): Promise<void> {
  const summary = fact.querySelector("summary");
  const before = { status: fact.dataset.status, sign: summary?.textContent ?? "" };
  try {
    const said = await send(new URLSearchParams({ act, target: fact.dataset.target ?? "" }));
    const isConfirmed = act === "confirm";
    fact.dataset.status = isConfirmed ? "confirmed" : "rejected";
    if (summary) summary.textContent = isConfirmed ? "✓" : "✗";
    fact.open = false;
    say(fact.parentElement ?? fact, (isConfirmed ? form?.dataset.confirmed : form?.dataset.rejected) ?? "");
    const id = said.decisions[0]?.id;
    if (id)
      done.push({
        id,
        undone: () => {
          fact.dataset.status = before.status;
          if (summary) summary.textContent = before.sign;
          say(fact.parentElement ?? fact, "");
        },
      });
  } catch (error) {
    say(fact.parentElement ?? fact, String((error as Error).message), true);
  }
}

if (form && !document.querySelector("#queue")) {
  document.addEventListener("click", (event) => {
    if (isNobody) return;
    const button = (event.target as Element | null)?.closest<HTMLButtonElement>("button[form=decide]");
    const fact = button?.closest<HTMLDetailsElement>("details.decide");
    const act = button?.value.split(" ")[0];
    if (!fact || (act !== "confirm" && act !== "reject")) return;
    event.preventDefault();
    void onFact(fact, act);
  });
  document.addEventListener("keydown", (event) => {
    if (!isPlain(event)) return;
    const fact = document.activeElement?.closest<HTMLDetailsElement>("details.decide");
    if (event.key === "j" || event.key === "k") {
      if (facts().length === 0) return;
      event.preventDefault();
      move(event.key === "j" ? 1 : -1);
    } else if (event.key === "u" && done.length > 0) {
      event.preventDefault();
      void undo();
    } else if (fact && event.key === "e") {
      event.preventDefault();
      fact.querySelector<HTMLAnchorElement>("a[href]")?.click();
    } else if (fact && (event.key === "c" || event.key === "r") && fact.querySelector("button")) {
      event.preventDefault();
      const act = event.key === "c" ? "confirm" : "reject";
      if (isNobody) fact.querySelector<HTMLButtonElement>(`button[value^="${act} "]`)?.click();
      else void onFact(fact, act);
    }
  });
}
