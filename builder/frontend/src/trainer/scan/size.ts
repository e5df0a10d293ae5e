/** What a picture's first bytes say of it, before anybody spends memory on its points. */

export interface Size {
  type: "image/png" | "image/jpeg" | "image/webp";
  width: number;
  height: number;
}

/** The kind and size of a PNG, JPEG or WebP; undefined where the bytes are none of them, or end too early. */
export function sizeOf(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint16(0) === 0xffd8) return jpeg(view);
    if (view.getUint32(0) === 0x52494646 && view.getUint32(8) === 0x57454250) return webp(view);
  } catch {
    // What the bytes promise lies behind their end.
  }
  return undefined;
}

/** Walks the segments to the one that starts a frame. */
function jpeg(view: DataView): Size | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { type: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A run of 0xff fills; every other segment but the frame's says how long it is.
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2));
  }
}

function webp(view: DataView): Size | undefined {
  const type = "image/webp";
  const form = view.getUint32(12);
  if (form === 0x56503858) return { type, width: 1 + three(view, 24), height: 1 + three(view, 27) }; // VP8X
  if (form === 0x56503820) return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }; // VP8
  if (form !== 0x5650384c) return undefined; // VP8L
  const bits = view.getUint32(21, true);
  return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
}

const three = (view: DataView, at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
