// The script of every page: defines the custom elements and starts them once the page is there.

import { checklist } from "./checklist";
import { mountExercise, register } from "./exercise";
import { quiz } from "./quiz/quiz";
import { scale } from "./scale";
import { Store } from "./store";
import { handbook } from "./words";

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
  register("quiz", quiz);
  register("scale", scale);
  register("checklist", checklist);
  define("hb-exercise", mountExercise);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
