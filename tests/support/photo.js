// A picture as a phone would take it: turned, tilted, small, blurred, noisy, lit from one side, saved as JPEG or WebP.
// The same options and seed give the same picture.
window.photograph = async (base64, { width = 1200, height = 900, size = 450, angle = 0, tilt = 0, blur = 0, noise = 0, shade = 0, dark = false, seed = 1, type = "image/jpeg", count = 1 }) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]));
  const paper = (w, h) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: w, height: h });
    return canvas.getContext("2d", { willReadFrequently: true });
  };
  let state = seed * 7919 + 17;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const flat = paper(picture.width, picture.height);
  flat.drawImage(picture, 0, 0);
  const from = flat.getImageData(0, 0, picture.width, picture.height).data;
  const pen = paper(width, height);
  pen.fillStyle = "#878d90";
  pen.fillRect(0, 0, width, height);
  for (let i = 0; i < 30; i++) {
    pen.fillStyle = `hsl(${next() * 360} 50% ${next() * 100}%)`;
    pen.fillRect(next() * width, next() * height, (next() * width) / 6, (next() * height) / 6);
  }
  const image = pen.getImageData(0, 0, width, height);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((x * count) / width);
      const dx = x - ((cell + 0.5) * width) / count;
      const dy = y - height / 2;
      const far = 1 + (tilt * (cos * dy - sin * dx)) / size;
      const u = Math.floor(((cos * dx + sin * dy) * far / size + 0.5) * picture.width);
      const v = Math.floor(((cos * dy - sin * dx) * far / size + 0.5) * picture.height);
      if (u < 0 || v < 0 || u >= picture.width || v >= picture.height) continue;
      const light = from[(v * picture.width + u) * 4];
      const seen = (30 + (dark ? 255 - light : light) * 0.78) * (1 - (shade * x) / width);
      image.data.fill(seen, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  pen.putImageData(image, 0, 0);
  const lens = paper(width, height);
  if (blur) lens.filter = `blur(${blur}px)`;
  lens.drawImage(pen.canvas, 0, 0);
  const grain = lens.getImageData(0, 0, width, height);
  for (let i = 0; noise && i < grain.data.length; i += 4) {
    const n = (next() + next() + next() + next() - 2) * 1.7 * noise;
    for (let k = 0; k < 3; k++) grain.data[i + k] += n;
  }
  lens.putImageData(grain, 0, 0);
  return lens.canvas.toDataURL(type, 0.8).split(",")[1];
};
