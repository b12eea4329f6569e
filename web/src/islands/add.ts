// Files dropped into the page, folders too, with how much is sent; and how far adding is, without reloading.

const form = document.querySelector<HTMLFormElement>("form#add");
const told = form?.querySelector<HTMLElement>("[role=status]");

async function inFolder(entry: FileSystemEntry, found: [File, string][]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((give, fail) => (entry as FileSystemFileEntry).file(give, fail));
    found.push([file, entry.fullPath.replace(/^\//, "")]);
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail));
    if (some.length === 0) return;
    for (const one of some) await inFolder(one, found);
  }
}

function sendAll(all: [File, string][]): void {
  if (!form || all.length === 0) return;
  const data = new FormData();
  // What separates lines and words of a message cannot stand in a name that is sent in one.
  for (const [file, name] of all) data.append("files", file, name.replace(/[\u0000-\u001f\u007f]/g, "_"));
  const request = new XMLHttpRequest();
  request.open("POST", "/add");
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    const percent = event.total > 0 ? Math.floor((100 * event.loaded) / event.total) : 0;
    if (told) told.textContent = (form.dataset.sending ?? "").replace("{percent}", String(percent));
  });
  const failed = (why = ""): void => {
    if (told) told.textContent = `${form.dataset.failed ?? ""} ${why}`;
  };
  request.addEventListener("error", () => failed());
  request.addEventListener("load", () => {
    try {
      const said = JSON.parse(request.responseText);
      if (request.status === 200) location.assign(said.next);
      else failed([said.message, said.hint].filter(Boolean).join(" "));
    } catch {
      failed();
    }
  });
  request.send(data);
}

if (form && told) {
  told.textContent = form.dataset.drop ?? "";
  form.addEventListener("submit", (event) => {
    const fields = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")];
    const all = fields.flatMap((field) => [...(field.files ?? [])]);
    if (all.length === 0) return;
    event.preventDefault();
    sendAll(all.map((file) => [file, file.webkitRelativePath || file.name]));
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.dataset.over = "";
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete form.dataset.over;
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    delete form.dataset.over;
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry()).filter((one) => one !== null);
    const found: [File, string][] = [];
    void Promise.all(entries.map((entry) => inFolder(entry, found))).then(() => sendAll(found));
  });
}

const progress = document.querySelector<HTMLElement>("#progress");

async function follow(): Promise<void> {
  // The page is the same as without scripts; its changing part is taken from it anew. A program that does not answer may be
  // there again soon.
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
  if (!answer || answer.status >= 500) {
    setTimeout(() => void follow(), 3000);
    return;
  }
  if (!answer.ok) {
    location.reload();
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const part = fresh.querySelector<HTMLElement>("#progress");
  const title = fresh.querySelector("h1");
  if (!part) return;
  document.querySelector("#progress")?.replaceWith(part);
  const heading = document.querySelector("h1");
  if (heading && title) heading.textContent = title.textContent;
  if (part.dataset.ended !== "true") setTimeout(() => void follow(), 1000);
}

if (progress && progress.dataset.ended !== "true") setTimeout(() => void follow(), 700);
export {};
