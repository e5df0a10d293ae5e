/** Dragging chips between the lists of a board: mouse anywhere on a chip, touch by its grip, so that pages still scroll. */

const START = 6;
const EDGE = 72;

/** `put` gets the item and the bucket where it was dropped; `tap` gets an item that was pressed but not moved. */
export function drag(board: HTMLElement, put: (item: string, bucket: string) => void, tap: (item: string) => void): void {
  let piece: HTMLElement | undefined;
  let [x, y, moved] = [0, 0, false];

  const bucketAt = (event: PointerEvent): HTMLElement | undefined => {
    const under = document.elementsFromPoint(event.clientX, event.clientY).find((part) => part !== piece && board.contains(part) && part !== board);
    const area = under?.closest(".hb-bucket,.hb-tray");
    return (area?.matches("[data-bucket]") ? area : area?.querySelector("[data-bucket]")) as HTMLElement | undefined;
  };
  const mark = (bucket?: HTMLElement): void => {
    for (const one of board.querySelectorAll(".is-over")) one.classList.remove("is-over");
    bucket?.classList.add("is-over");
  };
  const end = (): void => {
    if (piece) {
      piece.style.transform = "";
      piece.classList.remove("is-dragged");
    }
    mark();
    piece = undefined;
  };

  board.addEventListener("pointerdown", (event) => {
    const target = event.target as HTMLElement;
    const chip = target.closest<HTMLElement>("[data-item]");
    moved = false;
    if (!chip || event.button || (event.pointerType === "touch" && !target.closest(".hb-grip"))) return;
    [piece, x, y] = [chip, event.pageX, event.pageY];
  });
  board.addEventListener("pointermove", (event) => {
    if (!piece || !event.buttons) return;
    const [dx, dy] = [event.pageX - x, event.pageY - y];
    if (!moved && Math.hypot(dx, dy) <= START) return;
    // Not before: a captured press would click the board instead of the chip.
    if (!moved) board.setPointerCapture(event.pointerId);
    moved = true;
    piece.classList.add("is-dragged");
    piece.style.transform = `translate(${dx}px,${dy}px)`;
    mark(bucketAt(event));
    if (event.clientY < EDGE) scrollBy(0, -EDGE / 6);
    else if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 6);
  });
  board.addEventListener("pointerup", (event) => {
    const [chip, bucket] = [piece, moved ? bucketAt(event) : undefined];
    end();
    if (chip && bucket) put(chip.dataset["item"] as string, bucket.dataset["bucket"] as string);
  });
  board.addEventListener("pointercancel", end);
  board.addEventListener("click", (event) => {
    const chip = (event.target as Element).closest<HTMLElement>("[data-item]");
    if (chip && !moved) tap(chip.dataset["item"] as string);
  });
}
