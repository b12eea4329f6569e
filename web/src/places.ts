// Places in a set text: code points of the source's text to nodes of the page, and back.
//
// Each paragraph says with which code point it begins (data-o); what is in it that is not the text's own has data-x.

export interface Range2 {
  start: number;
  end: number;
}

export const parseRange = (typed: string | null | undefined): Range2 | null => {
  const match = /^(\d+)-(\d+)$/.exec(typed ?? "");
  return match ? { start: Number(match[1]), end: Number(match[2]) } : null;
};

const points = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** Text nodes of a paragraph that are the text's own. */
function* own(paragraph: Element): Generator<Text> {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Element) return node.hasAttribute("data-x") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    return NodeFilter.FILTER_ACCEPT;
  });
  for (let node = walker.nextNode(); node; node = walker.nextNode()) yield node as Text;
}

export class Places {
  private readonly paragraphs: { start: number; element: Element }[];

  constructor(text: Element) {
    this.paragraphs = [...text.querySelectorAll<HTMLElement>("[data-o]")].map((element) => ({
      start: Number(element.dataset["o"]),
      element,
    }));
  }

  /** The node and the place in it of a code point. */
  locate(point: number, isEnd: boolean): [Text, number] | null {
    let low = 0;
    let high = this.paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.paragraphs[middle]?.start ?? Infinity;
      if (isEnd ? start < point : start <= point) low = middle + 1;
      else high = middle;
    }
    const paragraph = this.paragraphs[low - 1];
    if (!paragraph) return null;
    let left = point - paragraph.start;
    let last: Text | null = null;
    for (const node of own(paragraph.element)) {
      const count = points(node.data);
      if (left < count || (isEnd && left === count)) {
        let offset = 0;
        for (const letter of node.data) {
          if (left === 0) break;
          left -= 1;
          offset += letter.length;
        }
        return [node, offset];
      }
      left -= count;
      last = node;
    }
    return last ? [last, last.data.length] : null;
  }

  /** A range of the page for a range of the text. */
  range({ start, end }: Range2): Range | null {
    const from = this.locate(start, false);
    const to = this.locate(end, true);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** The code point at which a place of the page stands. */
  point(node: Node, offset: number): number | null {
    const within = (node instanceof Element ? node : node.parentElement)?.closest("[data-o]");
    if (!within) return null;
    let count = Number((within as HTMLElement).dataset["o"]);
    const place = document.createRange();
    place.setStart(node, offset);
    for (const text of own(within)) {
      if (text === node) return count + points(text.data.slice(0, offset));
      if (place.comparePoint(text, 0) > 0) return count;
      count += points(text.data);
    }
    return count;
  }
}
