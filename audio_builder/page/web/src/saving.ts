// What is being saved, and the part of a screen that offers it, or says why nothing can be saved and offers the file.

import { page } from "./data";
import { announce, h, icon, put } from "./dom";
import { free, room, save, saved, SaveError, whyNot } from "./offline";
import type { Row } from "./types";
import { megabytes, t } from "./words";

const running = new Map<string, AbortController>();
const listeners = new Set<() => void>();
let kept = new Set<string>();

export const isSaving = (): boolean => running.size > 0;
export const isKept = (row: Row): boolean => kept.has(row.name);

/** Call `listener` whenever the set of saved sessions changes. Returns what stops that. */
export function onKept(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function lookWhatIsKept(): Promise<void> {
  kept = new Set((await saved()).map((row) => row.name));
  listeners.forEach((listener) => listener());
}

/** Save `row`; rejects with a `SaveError`, or when it is cancelled. */
export async function saveNow(row: Row, tell: (share: number) => void = () => undefined): Promise<void> {
  const control = new AbortController();
  running.set(row.name, control);
  try {
    await save(row, tell, control.signal);
  } finally {
    running.delete(row.name);
    await lookWhatIsKept();
  }
}

export function savePanel(row: Row): HTMLElement {
  const file = h("a", { class: "plain", href: row.audio, download: row.file }, icon("download"), t("download", { size: megabytes(row.bytes) }));
  const why = whyNot();
  if (why === "file") return h("div", { class: "saving" }, h("p", {}, t("saving_file")));
  if (why) return h("div", { class: "saving" }, h("p", { class: "notice" }, t(`saving_${why}`)), file);
  const panel = h("div", { class: "saving" });
  const draw = (): void => panel.replaceChildren(...(isKept(row) ? keptNow(row, draw) : offer(row, draw)), file);
  draw();
  return panel;
}

function offer(row: Row, draw: () => void): Node[] {
  const told = h("p", { class: "hint", role: "status" });
  const bar = h("progress", { max: 1, value: 0, hidden: true, "aria-label": t("saving_progress") });
  const start = async (): Promise<void> => {
    if (running.has(row.name)) return void running.get(row.name)?.abort();
    bar.hidden = false;
    put(button.lastElementChild!, t("save_cancel"));
    try {
      await saveNow(row, (share) => {
        bar.value = share;
        put(told, t("saving_share", { percent: Math.floor(share * 100), size: megabytes(row.bytes) }));
      });
      announce(t("saved_now", { title: row.title }));
      draw();
    } catch (error) {
      bar.hidden = true;
      put(button.lastElementChild!, t("save"));
      put(told, error instanceof SaveError ? t(`save_failed_${error.why}`) : t("save_cancelled"));
    }
  };
  const button = h("button", { type: "button", class: "quiet", click: () => void start() }, icon("save"), h("span", {}, t("save")));
  return [button, bar, told];
}

function keptNow(row: Row, draw: () => void): Node[] {
  const remove = async (): Promise<void> => {
    await free([row]);
    await lookWhatIsKept();
    announce(t("freed"));
    draw();
  };
  const done = h("p", { class: "kept" }, icon("check"), t("saved", { size: megabytes(row.bytes) }));
  return [done, h("button", { type: "button", class: "quiet", click: () => void remove() }, icon("remove"), h("span", {}, t("free")))];
}

/** How much is saved in all, and how to remove it; empty where nothing can be saved. */
export function storagePanel(): HTMLElement {
  const panel = h("section", { class: "storage", "aria-labelledby": "storage-heading" });
  const draw = async (): Promise<void> => {
    const rows = page.sessions.filter(isKept);
    const bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
    const space = await room();
    const told = rows.length
      ? t(rows.length === 1 ? "storage_one" : "storage_many", { n: rows.length, size: megabytes(bytes) })
      : t("storage_none");
    panel.replaceChildren(h("h2", { id: "storage-heading" }, t("storage")), h("p", {}, told));
    if (space !== undefined) panel.append(h("p", { class: "hint" }, t("storage_room", { size: megabytes(space) })));
    for (const row of rows) panel.append(keptRow(row));
    if (rows.length > 1) panel.append(h("button", { type: "button", class: "quiet", click: () => void clear(rows) }, t("free_all")));
  };
  const clear = async (rows: Row[]): Promise<void> => {
    await free(rows);
    await lookWhatIsKept();
    announce(t("freed"));
  };
  const keptRow = (row: Row): HTMLElement =>
    h(
      "div",
      { class: "kept-row" },
      h("span", {}, row.title),
      h("span", { class: "hint" }, megabytes(row.bytes)),
      h("button", { type: "button", class: "quiet small", "aria-label": t("free_this", { title: row.title }), click: () => void clear([row]) }, t("free")),
    );
  onKept(() => void draw());
  void draw();
  return whyNot() ? h("div", { hidden: true }) : panel;
}
