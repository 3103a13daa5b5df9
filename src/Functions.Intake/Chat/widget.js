// A chat for any page: <script src="https://HOST/api/chat/widget.js" defer data-application="shop"></script>.
// It needs no other script, no inline script and no eval; what people write is only ever set as text.
(function () {
  "use strict";
  var script = document.currentScript;
  var base = new URL(".", script.src).href;
  var given = script.dataset;
  var words = {
    title: given.title || "Chat with us",
    open: given.labelOpen || "Chat",
    close: given.labelClose || "Close the chat",
    name: given.labelName || "Your name (optional)",
    email: given.labelEmail || "Your e-mail address (optional): answers go there when you are away",
    start: given.labelStart || "Start the chat",
    write: given.labelWrite || "Your message",
    send: given.labelSend || "Send",
    end: given.labelEnd || "End the chat",
    you: given.labelYou || "You",
    we: given.labelWe || "Support",
    here: given.textHere || "We are here. Write to us.",
    away: given.textAway || "Nobody is here right now. Write to us all the same: we answer when we are back.",
    ended: given.textEnded || "The chat has ended. Write again to go on.",
    trouble: given.textTrouble || "That did not work. We try again.",
    full: given.textFull || "This cannot be sent."
  };
  var storageKey = "support-chat:" + base;
  var chat = load();
  var after = 0;
  var source = null;
  var retryMs = 1000;
  var shown = {};
  var sending = Promise.resolve();

  var css = new CSSStyleSheet();
  css.replaceSync(
    ":host{all:initial}*{box-sizing:border-box;font:16px/1.4 system-ui,sans-serif}" +
    ".open,.panel button{background:var(--c);color:var(--t);border:0;border-radius:8px;padding:10px 16px;cursor:pointer}" +
    ".open{position:fixed;right:20px;bottom:20px;z-index:2147483000}" +
    ".panel{position:fixed;right:20px;bottom:20px;width:min(380px,calc(100vw - 40px));height:min(560px,calc(100vh - 40px));" +
    "background:#fff;color:#1b1b1b;border:1px solid #8a8a8a;border-radius:12px;display:flex;flex-direction:column;z-index:2147483001;overflow:hidden}" +
    "[hidden]{display:none!important}header{display:flex;justify-content:space-between;align-items:center;padding:8px 8px 8px 16px;background:var(--c);color:var(--t)}" +
    "h2{margin:0;font-weight:600}.log{flex:1;overflow:auto;padding:12px;margin:0;list-style:none}" +
    ".log li{margin:0 0 10px;padding:8px 12px;border-radius:8px;background:#eee;max-width:85%;white-space:pre-wrap;overflow-wrap:anywhere}" +
    ".log li.visitor{margin-left:auto;background:#dbeafe}.who{display:block;font-size:13px;color:#444}.note{padding:8px 16px;margin:0;color:#333}" +
    "form{display:flex;flex-direction:column;gap:8px;padding:12px}label{display:flex;flex-direction:column;gap:4px;font-size:14px}" +
    "input,textarea{border:1px solid #767676;border-radius:6px;padding:8px;width:100%;resize:none}" +
    ".row{display:flex;gap:8px}.panel .quiet{background:none;color:#1b1b1b;text-decoration:underline}" +
    "button:focus-visible,input:focus-visible,textarea:focus-visible{outline:3px solid #f59e0b;outline-offset:2px}");

  var host = document.createElement("div");
  var root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [css];
  host.style.setProperty("--c", given.color || "#1d4ed8");
  host.style.setProperty("--t", given.textColor || "#ffffff");

  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  var opener = make("button", { type: "button", class: "open", "aria-expanded": "false" }, [words.open]);
  var closer = make("button", { type: "button", "aria-label": words.close }, ["×"]);
  var note = make("p", { class: "note", role: "status" });
  var log = make("ol", { class: "log", role: "log", "aria-live": "polite", "aria-label": words.title, tabindex: "0" });
  var name = make("input", { autocomplete: "name", maxlength: "200" });
  var email = make("input", { type: "email", autocomplete: "email", maxlength: "254" });
  var start = make("form", {}, [
    make("label", {}, [words.name, name]), make("label", {}, [words.email, email]), make("button", { type: "submit" }, [words.start])]);
  var text = make("textarea", { rows: "2", maxlength: "8000", required: "" });
  var end = make("button", { type: "button", class: "quiet" }, [words.end]);
  var write = make("form", {}, [
    make("label", {}, [words.write, text]), make("div", { class: "row" }, [make("button", { type: "submit" }, [words.send]), end])]);
  var panel = make("section", { class: "panel", role: "dialog", "aria-label": words.title, hidden: "" }, [
    make("header", {}, [make("h2", {}, [words.title]), closer]), note, log, start, write]);
  root.append(opener, panel);

  function load() {
    try { return JSON.parse(localStorage.getItem(storageKey)); } catch (error) { return null; }
  }

  function keep(value) {
    chat = value;
    try {
      if (value) { localStorage.setItem(storageKey, JSON.stringify(value)); } else { localStorage.removeItem(storageKey); }
    } catch (error) { /* Without storage the chat lasts as long as the page. */ }
  }

  function call(method, path, body) {
    var headers = chat ? { Authorization: "Bearer " + chat.token } : {};
    if (body) { headers["Content-Type"] = "application/json"; }
    return fetch(base + "sessions" + path, { method: method, headers: headers, body: body && JSON.stringify(body), cache: "no-store" })
      .then(function (answer) {
        if (answer.ok) { return answer.json(); }
        var failure = new Error("HTTP " + answer.status);
        failure.status = answer.status;
        failure.wait = Number(answer.headers.get("Retry-After")) * 1000;
        throw failure;
      });
  }

  function later(ms) { return new Promise(function (done) { setTimeout(done, ms); }); }

  function id() { return crypto.randomUUID ? crypto.randomUUID() : String(Date.now()) + "-" + String(Math.random()).slice(2); }

  function show(line) {
    if (line.id) { after = Math.max(after, line.id); }
    var key = line.clientId || String(line.id);
    if (shown[key]) { return; }
    shown[key] = true;
    var who = line.from === "visitor" ? words.you : line.name || words.we;
    log.append(make("li", { class: line.from === "visitor" ? "visitor" : "support" }, [make("span", { class: "who" }, [who]), line.text]));
    log.scrollTop = log.scrollHeight;
  }

  function layout() {
    start.hidden = Boolean(chat);
    write.hidden = !chat;
    log.hidden = !chat;
  }

  function forget() {
    stop();
    keep(null);
    after = 0;
    layout();
  }

  function stop() {
    if (source) { source.close(); }
    source = null;
  }

  // A stream's ticket lasts a moment, so that each connection begins with a new one and with what was seen last.
  function listen() {
    if (!chat || source || panel.hidden) { return; }
    var current = chat;
    source = { close: function () {} };
    call("POST", "/" + chat.session + "/stream").then(function (stream) {
      if (chat !== current || panel.hidden) { source = null; return; }
      source = new EventSource(base + "sessions/" + chat.session + "/events?ticket=" + encodeURIComponent(stream.ticket) + "&after=" + after);
      source.addEventListener("message", function (event) { retryMs = 1000; show(JSON.parse(event.data)); });
      source.addEventListener("error", again);
    }).catch(function (failure) {
      source = null;
      if (failure.status === 401) { forget(); return; }
      again(failure);
    });
  }

  function again(failure) {
    stop();
    var wait = Math.max(retryMs, failure && failure.wait || 0);
    retryMs = Math.min(retryMs * 2, 30000);
    later(wait).then(listen);
  }

  function deliver(message) {
    return call("POST", "/" + chat.session + "/messages", message).then(function () {
      note.textContent = "";
      listen();
    }, function (failure) {
      if (failure.status === 401) { forget(); return; }
      if (failure.status >= 400 && failure.status < 500 && failure.status !== 408 && failure.status !== 429) {
        note.textContent = words.full;
        return;
      }
      note.textContent = words.trouble;
      return later(Math.max(3000, failure.wait || 0)).then(function () { return deliver(message); });
    });
  }

  function toggle(isOpen) {
    panel.hidden = !isOpen;
    opener.hidden = isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      layout();
      listen();
      (chat ? text : name).focus();
    } else {
      stop();
      opener.focus();
    }
  }

  opener.addEventListener("click", function () { toggle(true); });
  closer.addEventListener("click", function () { toggle(false); });
  panel.addEventListener("keydown", function (event) { if (event.key === "Escape") { toggle(false); } });

  start.addEventListener("submit", function (event) {
    event.preventDefault();
    var page = location.protocol.indexOf("http") === 0 ? (location.origin + location.pathname).slice(0, 1000) : undefined;
    call("POST", "", { name: name.value.trim() || undefined, email: email.value.trim() || undefined, application: given.application, page: page })
      .then(function (opened) {
        keep({ session: opened.session, token: opened.token });
        note.textContent = opened.welcome.atWork ? words.here
          : words.away + (opened.welcome.backAt ? " (" + new Date(opened.welcome.backAt).toLocaleString() + ")" : "");
        layout();
        listen();
        text.focus();
      })
      .catch(function () { note.textContent = words.trouble; });
  });

  write.addEventListener("submit", function (event) {
    event.preventDefault();
    var said = text.value.trim();
    if (!said || !chat) { return; }
    var message = { id: id(), text: said };
    text.value = "";
    show({ clientId: message.id, from: "visitor", text: said });
    sending = sending.then(function () { return chat && deliver(message); });
  });

  text.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      write.requestSubmit();
    }
  });

  end.addEventListener("click", function () {
    if (!chat) { return; }
    call("POST", "/" + chat.session + "/end", {}).then(function () { note.textContent = words.ended; }, function () { note.textContent = words.trouble; });
  });

  function mount() {
    document.body.append(host);
    layout();
  }

  if (document.body) { mount(); } else { document.addEventListener("DOMContentLoaded", mount); }
}());
