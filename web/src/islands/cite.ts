// Citing: a button beside everything that can be copied.

const article = document.querySelector<HTMLElement>("article.cite");

for (const text of document.querySelectorAll<HTMLElement>("[data-copyable]")) {
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "copy noprint";
  copy.textContent = article?.dataset["copy"] ?? "";
  copy.addEventListener("click", () => {
    void navigator.clipboard.writeText(text.textContent).then(() => {
      copy.textContent = article?.dataset["copied"] ?? "";
      setTimeout(() => (copy.textContent = article?.dataset["copy"] ?? ""), 2000);
    });
  });
  text.after(" ", copy);
}
