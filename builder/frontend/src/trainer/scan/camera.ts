/** The camera as a reader: what comes into view is told once, with a sound. */

import { glance } from "./find";
import { natively } from "./reader";

/** Milliseconds from one look to the next. */
const PAUSE = 100;
/** A code that was out of sight for as long may be told again. */
const GONE = 3000;

/** Whether there is a camera that this page may ask for. */
export async function canWatch(): Promise<boolean> {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) return false;
  const policy = (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy;
  if (policy && !policy.allowsFeature("camera")) return false;
  return (await navigator.mediaDevices.enumerateDevices().catch(() => [])).some(({ kind }) => kind === "videoinput");
}

/**
 * Shows the camera in `video` and tells what comes into view; `tell` says whether it was welcome. Returns how to stop.
 * Rejects with the browser's error where the camera cannot be had.
 */
export async function watch(video: HTMLVideoElement, tell: (text: string) => boolean): Promise<() => void> {
  const sound = new AudioContext();
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } })
    .catch((error: unknown) => {
      void sound.close();
      throw error;
    });
  let open = true;
  video.srcObject = stream;
  void video.play().catch(() => undefined);
  const last = new Map<string, number>();
  const stop = (): void => {
    if (!open) return;
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    void sound.close();
  };
  void (async () => {
    for (let n = 0; open; n++) {
      const texts = video.readyState < 2 ? [] : ((await natively(video)) ?? glance(video, n));
      const now = performance.now();
      for (const text of texts) {
        const fresh = now - (last.get(text) ?? -Infinity) > GONE;
        last.set(text, now);
        if (fresh && open) beep(sound, tell(text) ? 880 : 220);
      }
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  })();
  return stop;
}

function beep(sound: AudioContext, pitch: number): void {
  const [tone, volume] = [sound.createOscillator(), sound.createGain()];
  tone.frequency.value = pitch;
  volume.gain.value = 0.2;
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.15);
}
