// Looks again at a page that is still being worked out.

const notice = document.querySelector<HTMLElement>("[data-again]");
const seconds = Number(notice?.dataset.again ?? 0);
if (seconds > 0) setTimeout(() => location.reload(), seconds * 1000);
