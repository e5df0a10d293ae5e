// The class page, loaded by that page of the trainer's edition alone.

import { mountClass } from "../../trainer/class/page";

class ClassPage extends HTMLElement {
  connectedCallback(): void {
    mountClass(this);
  }
}

customElements.define("hb-class", ClassPage);
