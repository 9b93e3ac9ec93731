/* A field to draw in with a finger, a pen or a mouse. Without this file there is none, and the page
   says to draw on paper. The picture goes along with the form; nothing is kept in the browser. */
(() => {
  "use strict";
  const box = document.getElementById("draw");
  const form = box && box.closest("form");
  if (!form) return;
  const sheet = box.querySelector("canvas");
  const field = form.elements.drawing;
  const before = form.querySelector("img.drawn");
  const pen = sheet.getContext("2d", {willReadFrequently: true});
  const WIDTH = 9, STEPS = 20;
  let colour = "#231d3b", width = WIDTH, drawn = false, at = null;
  const past = [];

  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
  };
  const place = event => {
    const shown = sheet.getBoundingClientRect();
    return {
      x: (event.clientX - shown.left) * sheet.width / shown.width,
      y: (event.clientY - shown.top) * sheet.height / shown.height
    };
  };
  const line = (from, to) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    drawn = true;
  };

  /* What the sheet looked like before each stroke, the last twenty of them. */
  const remember = () => {
    past.push({seen: pen.getImageData(0, 0, sheet.width, sheet.height), drawn});
    if (past.length > STEPS) past.shift();
  };
  const does = {
    undo: () => {
      const before = past.pop();
      if (!before) return;
      pen.putImageData(before.seen, 0, 0);
      drawn = before.drawn;
    },
    clear: () => {
      remember();
      blank();
      drawn = false;
    }
  };

  blank();
  box.hidden = false;
  if (before) {
    const put = () => {
      pen.drawImage(before, 0, 0, sheet.width, sheet.height);
      before.hidden = true;
    };
    before.complete ? put() : before.addEventListener("load", put);
  }
  sheet.addEventListener("pointerdown", event => {
    sheet.setPointerCapture(event.pointerId);
    remember();
    at = place(event);
    line(at, at);
  });
  sheet.addEventListener("pointermove", event => {
    if (!at) return;
    const to = place(event);
    line(at, to);
    at = to;
  });
  for (const end of ["pointerup", "pointercancel"]) sheet.addEventListener(end, () => { at = null; });
  box.addEventListener("change", event => {
    colour = event.target.value;
    width = event.target.dataset.width || WIDTH;
  });
  for (const each of box.querySelectorAll("button"))
    each.addEventListener("click", () => does[each.dataset.does]());

  /* As small as the form allows: the same picture with fewer pixels until it fits. */
  const packed = () => {
    for (const size of [1, 0.75, 0.5, 0.35, 0.25]) {
      const copy = document.createElement("canvas");
      copy.width = sheet.width * size;
      copy.height = sheet.height * size;
      copy.getContext("2d").drawImage(sheet, 0, 0, copy.width, copy.height);
      const text = copy.toDataURL("image/png").split(",")[1];
      if (text.length * 3 / 4 < field.dataset.largest || size === 0.25)
        return text.replaceAll("+", "-").replaceAll("/", "_");
    }
  };
  form.addEventListener("submit", () => {
    field.value = drawn ? packed() : "";
  });
})();
