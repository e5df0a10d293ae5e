// The script of every page: defines the custom elements and starts them once the page is there.

import { mountExercise } from "../exercises/host";
import { markRead, mountCheck } from "../exercises/lesson_check";
import { openData, openPart } from "../exercises/panel";
import { attachPrint } from "../core/print";
import { showProgress } from "../answers/progress";
import { Store } from "../answers/store";
import { handbook } from "../core/words";

const store = new Store(handbook);

/** An element whose behaviour starts when it enters the page and stops when it leaves. */
function define(name: string, mount: (root: HTMLElement, store: Store) => (() => void) | undefined): void {
  class Mounted extends HTMLElement {
    private stop: (() => void) | undefined;
    connectedCallback(): void {
      this.stop = mount(this, store);
    }
    disconnectedCallback(): void {
      this.stop?.();
    }
  }
  customElements.define(name, Mounted);
}

function start(): void {
  store.attach(window);
  document.documentElement.classList.add("hb-ready");
  define("hb-exercise", mountExercise);
  define("hb-check", mountCheck);
  define("hb-data", openData);
  define("hb-mine", openPart);
  define("hb-policy", openPart);
  define("hb-receipt", openPart);
  showProgress(store);
  markRead(store);
  attachPrint();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
