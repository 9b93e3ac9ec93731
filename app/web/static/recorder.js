/* Records a voice on the page of a message, to be heard before it is sent. Without this file there
   is the field for a file. Nothing is kept in the browser. */
(() => {
  "use strict";
  if (!window.MediaRecorder || !navigator.mediaDevices) return;
  /* The kinds that most phones can play come first. */
  const KINDS = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
  const SLOW = 32000; // bits a second: enough for a voice
  const find = id => document.getElementById(id);
  let recorder = null, take = null, ticking = 0;

  const show = (...names) => {
    for (const each of find("recorder").querySelectorAll("[data-do]"))
      each.hidden = !names.includes(each.dataset.do);
  };
  const say = words => {
    const line = document.createElement("p");
    line.className = "errbox";
    line.textContent = words;
    find("voice-wrong").replaceChildren(...words ? [line] : []);
  };
  const forget = () => {
    const heard = find("take");
    if (heard.src) URL.revokeObjectURL(heard.src);
    heard.removeAttribute("src");
    heard.hidden = true;
    take = null;
    find("recorded-for").textContent = "";
    show("start");
  };

  const start = async () => {
    forget();
    say("");
    let microphone;
    try {
      microphone = await navigator.mediaDevices.getUserMedia({audio: true});
    } catch {
      return say(find("voice").dataset.refused);
    }
    const pieces = [], most = Number(find("voice").dataset.seconds);
    const mimeType = KINDS.find(each => MediaRecorder.isTypeSupported(each));
    const mine = recorder = new MediaRecorder(microphone, {mimeType, audioBitsPerSecond: SLOW});
    mine.ondataavailable = event => pieces.push(event.data);
    mine.onstop = () => {
      clearInterval(ticking);
      for (const each of microphone.getTracks()) each.stop();
      take = new Blob(pieces, {type: mine.mimeType});
      const heard = find("take");
      heard.src = URL.createObjectURL(take);
      heard.hidden = false;
      show("again");
    };
    let seconds = 0;
    const shown = () => { find("recorded-for").textContent = `${seconds} of ${most} seconds`; };
    shown();
    show("stop");
    mine.start();
    find("recorder").querySelector("[data-do=stop]").focus();
    ticking = setInterval(() => {
      seconds += 1;
      shown();
      if (seconds >= most) mine.stop();
    }, 1000);
  };
  const does = {start, again: start, stop: () => recorder.stop()};

  /* Sent beside the page, so that nothing typed or recorded is lost when it is refused. */
  const send = async form => {
    const section = find("voice"), filled = new FormData(form);
    if (take) filled.set("file", take, "recording");
    let answer, page;
    try {
      answer = await fetch(form.action, {method: "POST", body: filled});
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return say(section.dataset.lost);
    }
    const made = page.getElementById("voice");
    if (!made) return say(answer.ok ? section.dataset.gone : section.dataset.lost);
    if (!answer.ok)
      return find("voice-wrong").replaceChildren(...page.getElementById("voice-wrong").childNodes);
    forget();
    section.replaceWith(made);
    begin();
    made.tabIndex = -1;
    made.focus();
  };
  const begin = () => {
    find("recorder").hidden = false;
  };

  document.addEventListener("click", event => {
    const pressed = event.target.closest("#recorder [data-do]");
    if (pressed) does[pressed.dataset.do]();
  });
  document.addEventListener("change", event => {
    if (event.target.id === "file" && event.target.files.length) forget();
  });
  document.addEventListener("submit", event => {
    if (!event.target.matches("#voice form[enctype]")) return;
    event.preventDefault();
    if (recorder && recorder.state === "recording") {
      recorder.addEventListener("stop", () => send(event.target), {once: true});
      recorder.stop();
    } else send(event.target);
  });
  begin();
})();
