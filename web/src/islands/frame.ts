// On every page: `/` goes to the search field, which suggests names; settings and orders apply as they are
// chosen.
import { suggestNames } from "../suggest";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

const find = document.querySelector<HTMLInputElement>("#find");
if (find) suggestNames(find);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.querySelector<HTMLInputElement>("#find");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

document.querySelector<HTMLFormElement>("form.settings")?.addEventListener("change", (event) => {
  (event.currentTarget as HTMLFormElement).requestSubmit();
});

for (const choice of document.querySelectorAll<HTMLSelectElement>("select[data-submits]")) {
  choice.addEventListener("change", () => choice.form?.requestSubmit());
}
