// On every page: `/` goes to the search field, and settings apply as they are chosen.

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

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
