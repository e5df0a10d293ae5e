// Lets the theme's search run from file://, where browsers refuse to start a worker: its script runs in a hidden
// frame instead. Nothing inline is written into the frame, so the page's security policy holds there as well.

class FrameWorker extends EventTarget {
  private readonly frame = document.createElement("iframe");
  private readonly started: Promise<Window>;

  constructor(url: string | URL) {
    super();
    this.frame.hidden = true;
    document.body.append(this.frame);
    const inner = this.frame.contentWindow!;
    // Without this, Firefox replaces the empty document a moment later.
    inner.document.open();
    inner.document.write("<!doctype html><body>");
    inner.document.close();
    inner.postMessage = (data: unknown) => void this.dispatchEvent(new MessageEvent("message", { data }));
    const script = inner.document.createElement("script");
    script.src = new URL(url, location.href).href;
    this.started = new Promise((resolve, reject) => {
      script.onload = () => resolve(inner);
      script.onerror = reject;
    });
    inner.document.body.append(script);
  }

  postMessage(data: unknown): void {
    void this.started.then((inner) => inner.dispatchEvent(new MessageEvent("message", { data })));
  }

  terminate(): void {
    this.frame.remove();
  }
}

if (location.protocol === "file:") window.Worker = FrameWorker as unknown as typeof Worker;

export {};
