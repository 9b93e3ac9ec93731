/* A shared computer: without a hand on it the page asks, and then clears itself. Without this file a
   refresh in the head of the page does so. Pages open side by side count as one. */
(() => {
  "use strict";
  const bar = document.getElementById("kiosk"), ask = document.getElementById("kiosk-ask");
  if (!bar || !ask) return;
  const warn = bar.dataset.warn * 1000, clear = bar.dataset.clear * 1000;
  const others = new BroadcastChannel("kiosk");
  const PRESSED = ["pointerdown", "keydown", "touchstart"];
  const SIGNS = [...PRESSED, "pointermove", "input", "scroll", "wheel", "focusin"];
  let last = Date.now(), told = 0, timer = 0, gone = false;

  const leave = () => {
    gone = true;
    others.postMessage("done");
    location.replace(bar.dataset.to);
  };
  const look = () => {
    clearTimeout(timer);
    if (gone) return;
    if (window.speechSynthesis && speechSynthesis.speaking) last = Date.now();
    const idle = Date.now() - last;
    if (idle >= clear) return leave();
    if (idle >= warn && !ask.open) ask.showModal();
    timer = setTimeout(look, (idle >= warn ? clear : warn) - idle);
  };
  const here = () => {
    last = Date.now();
    if (last - told > 1000) {
      told = last;
      others.postMessage("here");
    }
  };
  others.onmessage = ({data}) => {
    if (data === "here") {
      last = Date.now();
      if (ask.open) ask.close();
    } else if (!gone) leave();
  };

  /* Once the page has asked, a moved mouse is nobody. */
  const sign = ({type}) => { if (!ask.open || PRESSED.includes(type)) here(); };
  for (const each of SIGNS) addEventListener(each, sign, {capture: true, passive: true});
  document.addEventListener("timeupdate", sign, true); // a voice that is playing
  ask.addEventListener("close", here);
  bar.querySelector("form").addEventListener("submit", () => {
    gone = true;
    others.postMessage("done");
    setTimeout(() => { gone = false; look(); }, 10000); // if the network is not there
  });
  document.addEventListener("visibilitychange", look); // after sleep, timers are late
  addEventListener("pageshow", event => { if (event.persisted) location.reload(); });
  look();
})();
