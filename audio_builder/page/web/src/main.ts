// The page: the address chooses the screen, so that "back" goes back.
//   #  all sessions    #NAME  before it    #NAME/play  playing    #NAME/done  after it

import { before } from "./before";
import { load, page, rowOf } from "./data";
import { Deck } from "./deck";
import { announce, h } from "./dom";
import { done } from "./done";
import { home } from "./home";
import { thatHurts } from "./hurt";
import { onKey } from "./keys";
import { connectMediaKeys } from "./media";
import { tidy } from "./offline";
import { setPace } from "./pace";
import { PlayScreen } from "./play";
import { isSaving, lookWhatIsKept, saveNow } from "./saving";
import type { Row } from "./types";
import { watchForUpdates } from "./update";
import { keepAwake, wakeAgain } from "./wake";
import { t } from "./words";

const audio = document.querySelector("audio")!;
const deck = new Deck(audio);
const stage = document.getElementById("app")!;
let screen: PlayScreen | undefined;
let leave: () => void = () => undefined;

async function route(isFirst = false): Promise<void> {
  const [name = "", part = ""] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const row = rowOf(name);
  leave();
  leave = () => undefined;
  screen = undefined;
  if (!(row && part === "play")) deck.pause();
  if (row && part === "play") await playing(row);
  else {
    if (row) void load(row).catch(() => undefined);
    show(row ? (part === "done" ? done(row) : before(row, (fromTheTop) => void start(row, fromTheTop), deck)) : home());
  }
  document.title = row ? `${row.title} · ${t("name")}` : t("name");
  if (!isFirst) stage.querySelector<HTMLElement>(part === "play" ? ".toggle" : "h1")?.focus({ preventScroll: true });
}

function show(element: HTMLElement): void {
  stage.replaceChildren(element);
  scrollTo(0, 0);
}

/** A browser allows sound to start only during a click, so the session is loaded before it can be started. */
async function start(row: Row, fromTheTop: boolean): Promise<void> {
  const session = await load(row).catch(() => undefined);
  if (session) {
    deck.put(session, fromTheTop);
    setPace(deck);
    void deck.play();
  }
  location.hash = `#${row.name}/play`;
}

async function playing(row: Row): Promise<void> {
  const session = await load(row).catch(() => undefined);
  if (!session) return show(missing(row));
  if (deck.session !== session) deck.put(session, false);
  setPace(deck);
  screen = new PlayScreen(session, deck, () => (location.hash = `#${row.name}`));
  show(screen.element);
  leave = screen.follow();
}

function missing(row: Row): HTMLElement {
  return h("main", { class: "before" }, h("a", { class: "back", href: "#" }, t("all_sessions")), h("h1", { tabindex: -1 }, row.title), h("p", { class: "notice", role: "alert" }, why()));
}

function why(): string {
  return navigator.onLine === false ? t("trouble_offline") : t("trouble_gone");
}

function offerUpdate(take: () => void): void {
  const banner = document.getElementById("update")!;
  const now = h("button", { type: "button", class: "quiet small", click: take }, t("update_now"));
  banner.replaceChildren(h("span", {}, t("update")), now);
  banner.hidden = false;
}

function listen(): void {
  addEventListener("hashchange", () => void route());
  addEventListener("keydown", (event) => {
    const quit = (): void => void (location.hash = location.hash.split("/")[0] ?? "");
    if (screen) onKey(event, { deck, hurts: () => thatHurts(deck, quit), quit });
  });
  audio.addEventListener("error", () => audio.getAttribute("src") && screen?.tell(why()));
  audio.addEventListener("playing", () => screen?.tell(""));
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, () => void keepAwake(deck.isPlaying));
  audio.addEventListener("ended", () => deck.session && (location.hash = `#${deck.session.row.name}/done`));
  connectMediaKeys(deck);
  wakeAgain(() => deck.isPlaying);
}

/** Fetch again the saved sessions that are out of date, unless the connection is metered. */
async function tend(): Promise<void> {
  const old = await tidy();
  await lookWhatIsKept();
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  if (connection?.saveData) return;
  for (const row of old) await saveNow(row).then(() => announce(t("saved_now", { title: row.title })), () => undefined);
}

/** Only where the page can be installed: from a file, a browser reports an error for a manifest. */
function linkManifest(): void {
  if (location.protocol !== "file:") document.head.append(h("link", { rel: "manifest", href: "manifest.webmanifest" }));
}

document.documentElement.lang = page.language;
listen();
void route(true);
linkManifest();
void tend();
void watchForUpdates(() => deck.isPlaying || isSaving(), offerUpdate);
