// The page of a statement: a fact lights its words up, words show what was made of them, selected words get an address.

import { Places, parseRange, type Range2 } from "../places";

interface Leaf {
  page: number;
  width: number;
  height: number;
  words: { start: number; end: number; box: [number, number, number, number] }[];
}

const article = document.querySelector<HTMLElement>("article.statement");
const text = document.querySelector<HTMLElement>("#text");
const panel = document.querySelector<HTMLElement>("#of");

if (article && text && panel) start(article, text, panel);

function start(article: HTMLElement, text: HTMLElement, panel: HTMLElement): void {
  const places = new Places(text);
  const address = `/statements/${article.dataset["id"] ?? ""}`;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const leaves = new Map<number, Promise<Leaf | null>>();
  const shownDoubts = new URLSearchParams(location.search).get("doubts") === "shown" ? "&doubts=shown" : "";
  let lit: Range2 | null = parseRange(new URLSearchParams(location.search).get("at"));

  // Facts and their words
  const on = (keys: string[], isOn: boolean): void => {
    for (const key of keys) {
      for (const one of article.querySelectorAll(`[data-f~="${CSS.escape(key)}"]`)) one.classList.toggle("on", isOn);
    }
  };
  const keysOf = (target: EventTarget | null): string[] => {
    const held = target instanceof Element ? target.closest<HTMLElement>("[data-f]")?.dataset["f"] : undefined;
    return held ? held.split(" ") : [];
  };
  let now: string[] = [];
  const turn = (event: Event): void => {
    const keys = keysOf(event.target);
    if (keys.join(" ") === now.join(" ")) return;
    on(now, false);
    now = keys;
    on(now, true);
  };
  article.addEventListener("pointerover", turn);
  article.addEventListener("focusin", turn);

  // Light
  const light = (range: Range2, scrolls: boolean): boolean => {
    const found = places.range(range);
    if (!found || !("highlights" in CSS)) return false;
    for (const old of text.querySelectorAll(".lit")) old.classList.remove("lit");
    CSS.highlights.set("lit", new Highlight(found));
    lit = range;
    if (scrolls) {
      const element = found.startContainer.parentElement;
      element?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
    void picture(range);
    return true;
  };

  // What was made of words
  const show = async (range: string): Promise<void> => {
    const answer = await fetch(`${address}?of=${range}${shownDoubts}`, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#of");
    if (!fresh) return;
    panel.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
    const close = document.createElement("button");
    close.type = "button";
    close.className = "close";
    close.textContent = "×";
    close.setAttribute("aria-label", panel.dataset["close"] ?? "");
    panel.prepend(close);
    panel.hidden = false;
    const asked = parseRange(range);
    if (asked) light(asked, false);
    panel.focus({ preventScroll: true });
    const { top, bottom } = panel.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) panel.scrollIntoView({ block: "nearest" });
  };
  let opener: HTMLElement | null = null;
  const close = (): void => {
    panel.hidden = true;
    panel.replaceChildren();
    opener?.focus({ preventScroll: true });
  };
  panel.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".close")) close();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  article.addEventListener("click", (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!(event.target instanceof Element)) return;
    const words = event.target.closest<HTMLAnchorElement>("a.w");
    if (words) {
      if (!getSelection()?.isCollapsed) return event.preventDefault();
      const range = new URL(words.href).searchParams.get("of");
      if (!range) return;
      event.preventDefault();
      opener = words;
      void show(range);
      return;
    }
    const evidence = event.target.closest<HTMLAnchorElement>("a.ev[data-at]");
    const range = parseRange(evidence?.dataset["at"]);
    if (range && light(range, true)) {
      event.preventDefault();
      history.replaceState(null, "", `?at=${range.start}-${range.end}`);
    }
  });

  // Selected words
  const bar = document.createElement("div");
  bar.className = "selected noprint";
  bar.hidden = true;
  article.append(bar);
  const link = (name: string, href: string): HTMLAnchorElement => {
    const made = document.createElement("a");
    made.className = "button";
    made.href = href;
    made.textContent = panel.dataset[name] ?? name;
    return made;
  };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const isIn = range && text.contains(range.startContainer) && text.contains(range.endContainer);
    const from = isIn ? places.point(range.startContainer, range.startOffset) : null;
    const to = isIn ? places.point(range.endContainer, range.endOffset) : null;
    if (from === null || to === null || from >= to) {
      if (!bar.contains(document.activeElement)) bar.hidden = true;
      return;
    }
    const at = `${from}-${to}`;
    const made = link("made", `${address}?of=${at}#of`);
    made.addEventListener("click", (event) => {
      event.preventDefault();
      bar.hidden = true;
      void show(at);
    });
    const copy = document.createElement("button");
    copy.type = "button";
    copy.textContent = panel.dataset["copy"] ?? "";
    copy.addEventListener("click", () => {
      void navigator.clipboard.writeText(`${location.origin}${address}?at=${at}#at`).then(() => {
        copy.textContent = panel.dataset["copied"] ?? "";
      });
    });
    bar.replaceChildren(made, link("cite", `${address}/cite?at=${at}`), copy);
    bar.hidden = false;
  });

  // The picture
  const figure = document.querySelector<HTMLElement>("#picture");
  const leaf = (number: number): Promise<Leaf | null> => {
    const known = leaves.get(number);
    if (known) return known;
    const asked = fetch(`${address}/pages/${number}?format=json`).then((answer) =>
      answer.ok ? (answer.json() as Promise<Leaf>) : null,
    );
    leaves.set(number, asked);
    return asked;
  };
  const pageOf = (range: Range2): number => {
    const at = places.range(range)?.startContainer;
    let page = 1;
    for (const mark of text.querySelectorAll<HTMLElement>("[data-leaf]")) {
      if (!at || !(mark.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
      page = Number(mark.dataset["leaf"]);
    }
    return page;
  };
  const turnTo = (number: number): void => {
    if (!figure || figure.dataset["leaf"] === String(number)) return;
    figure.dataset["leaf"] = String(number);
    figure.querySelector("img")?.setAttribute("src", `${address}/pages/${number}`);
    const name = figure.querySelector(".page");
    if (name) name.textContent = name.textContent.replace(/\d+/, String(number));
    const last = Number(figure.dataset["pages"]);
    for (const [rel, to] of [["prev", number - 1], ["next", number + 1]] as const) {
      const turn = figure.querySelector<HTMLAnchorElement>(`a[rel=${rel}]`);
      if (!turn) continue;
      turn.href = `?leaf=${to}#picture`;
      turn.hidden = to < 1 || to > last;
    }
  };
  async function picture(range: Range2): Promise<void> {
    const svg = figure?.querySelector("svg");
    if (!figure || !svg) return;
    const number = pageOf(range);
    turnTo(number);
    const page = await leaf(number);
    if (!page || lit !== range) return;
    svg.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
    const boxes = page.words.filter((word) => word.start < range.end && range.start < word.end);
    svg.replaceChildren(
      ...boxes.map(({ box: [left, top, right, bottom] }) => {
        const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
        rect.setAttribute("class", "lit");
        for (const [name, value] of Object.entries({ x: left, y: top, width: right - left, height: bottom - top })) {
          rect.setAttribute(name, String(value));
        }
        return rect;
      }),
    );
    svg.querySelector("rect")?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }
}
