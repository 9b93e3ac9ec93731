/* Recorded voices get a large button; without this file the browser's own player stands there. The
   phone's voice reads what nobody has recorded, only if it speaks exactly that language. */
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  const SKIPPED = "[hidden],[aria-hidden=true],script,style,svg,audio,select,textarea,.hear";
  const BLOCK = "h1,h2,h3,p,li,dt,dd,legend,label,summary,th,td,figcaption,small,button,div";
  let quiet = () => {}, reading = [];

  const turn = (button, on) => {
    const [listen, stop] = button.querySelectorAll(":scope > span");
    listen.hidden = on;
    stop.hidden = !on;
  };
  /* Only one voice at a time: whoever begins quiets the other, and a second press is Stop. */
  const toggle = (button, begin) => {
    const mine = button.classList.contains("on");
    quiet();
    if (mine) return;
    const end = begin(() => quiet());
    button.classList.add("on");
    turn(button, true);
    quiet = () => {
      quiet = () => {};
      end();
      button.classList.remove("on");
      turn(button, false);
    };
  };

  /* One after the other in the same player: some phones let a page start only what was pressed. */
  const play = (player, addresses, done) => {
    let at = 0;
    const next = () => {
      if (at === addresses.length) return done();
      player.src = addresses[at];
      at += 1;
      player.play().catch(error => {
        if (error.name === "AbortError") return;
        player.controls = true; // the browser's own player says what is wrong
        done();
      });
    };
    player.onended = next;
    next();
    return () => { player.onended = null; player.pause(); };
  };

  const voiceOf = lang => {
    const code = lang.toLowerCase().split("-")[0];
    const found = speech ? speech.getVoices().filter(
      each => each.lang.toLowerCase().split(/[-_]/)[0] === code) : [];
    return found.find(each => each.localService) || found[0];
  };
  const read = (pieces, lang, done) => {
    const voice = voiceOf(lang);
    reading = pieces.map(words => {
      const one = new SpeechSynthesisUtterance(words);
      one.voice = voice;
      one.lang = voice.lang;
      return one;
    });
    if (!reading.length) { setTimeout(done); return () => {}; }
    const last = reading[reading.length - 1];
    last.onend = done;
    for (const each of reading) { each.onerror = done; speech.speak(each); }
    return () => {
      for (const each of reading) each.onend = each.onerror = null;
      speech.cancel();
    };
  };
  /* What can be seen of the page, block by block: a long text at once is cut off by some phones. */
  const piecesOf = (root, lang) => {
    const found = [];
    let before = null;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node => {
      if (node.nodeType === Node.TEXT_NODE)
        return node.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
      const other = node.lang && node.lang.split("-")[0] !== lang;
      const unseen = node.checkVisibility && !node.checkVisibility();
      return other || unseen || node.matches(SKIPPED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    while (walk.nextNode()) {
      const block = walk.currentNode.parentElement.closest(BLOCK);
      const words = walk.currentNode.data.replace(/\s+/g, " ");
      if (block === before) found[found.length - 1] += words;
      else found.push(words);
      before = block;
    }
    return found.map(each => each.trim()).filter(each => each);
  };

  const recorded = () => {
    for (const box of document.querySelectorAll(".hear:not(.set):not([data-say])")) {
      const many = [...box.querySelectorAll("audio")], button = box.querySelector("button");
      box.classList.add("set");
      const addresses = many.map(each => each.src);
      for (const each of many) each.controls = false;
      button.hidden = false;
      button.onclick = () => toggle(button, done => play(many[0], addresses, done));
    }
  };
  const computer = () => {
    const aloud = document.getElementById("aloud"), lang = document.documentElement.lang;
    if (!aloud || !speech) return;
    const bar = document.getElementById("bar");
    if (lang === "en" && bar && voiceOf(lang) && !bar.querySelector(".aloud")) {
      bar.insertBefore(aloud.content.cloneNode(true), bar.querySelector(".tongue"));
      const button = bar.querySelector(".aloud button");
      button.onclick = () => toggle(button, done => read(
        piecesOf(document.getElementById("main"), lang), lang, done));
    }
    for (const box of document.querySelectorAll("[data-say]:empty")) {
      const first = !document.querySelector("[data-say]:not(:empty)");
      if (!voiceOf(box.dataset.lang)) continue;
      box.append(aloud.content.cloneNode(true));
      box.hidden = false;
      if (!first) box.querySelector("small").remove();
      const button = box.querySelector("button");
      button.onclick = () => toggle(button, done => read([box.dataset.say], box.dataset.lang, done));
    }
  };
  const set = () => { recorded(); computer(); };

  set();
  if (speech) speech.onvoiceschanged = computer; // phones find their voices late
  addEventListener("pagehide", () => quiet());
  const main = () => document.getElementById("main");
  let shown = main();
  new MutationObserver(() => {
    if (shown !== main()) quiet();
    shown = main();
    set();
  }).observe(document.body, {childList: true, subtree: true});
})();
