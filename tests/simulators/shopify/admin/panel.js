/* The "Shop simulator" panel: each button is one call of the control API. */
(() => {
  const { shop } = JSON.parse(document.body.dataset.config);
  const by = (id) => document.getElementById(id);
  const panel = by("panel");
  const toggle = by("panel-toggle");
  const remember = (open) => {
    try {
      window.localStorage.setItem("sim-panel", open ? "open" : "closed");
    } catch {
      /* storage may be off */
    }
  };
  const remembered = () => {
    try {
      return window.localStorage.getItem("sim-panel");
    } catch {
      return null;
    }
  };
  const show = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  const wide = window.matchMedia("(min-width: 1440px)").matches;
  show(wide && remembered() !== "closed");
  toggle.addEventListener("click", () => {
    show(panel.hidden);
    remember(!panel.hidden);
  });
  by("panel-close").addEventListener("click", () => {
    show(false);
    remember(false);
    toggle.focus();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    show(false);
    toggle.focus();
  });

  function say(text, bad) {
    const line = Object.assign(document.createElement("p"), {
      textContent: text,
      className: bad ? "bad" : "",
    });
    by("sim-log").prepend(line);
  }
  async function call(name, body = {}) {
    const answer = await fetch(`/_sim/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ shop, ...body }),
    });
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.error);
    return value;
  }
  const order = () => {
    const name = by("sim-order").value.trim();
    if (!name) throw new Error("Name the order first, e.g. #1001.");
    return name.startsWith("gid:") ? name : name.replace(/^#?/, "#");
  };
  const change = (name, args = {}) => call("act", { name, args: { order: order(), ...args } });
  const unit = (more = {}) => ({ lines: [{ line: 0, quantity: 1, ...more }] });
  const acts = {
    async refundUnit() {
      await change("refundOrder", unit({ restock: "RETURN" }));
      return `Refunded one unit of ${order()}, restocked.`;
    },
    async refundKept() {
      await change("refundOrder", unit({ restock: "NO_RESTOCK" }));
      return `Refunded one unit of ${order()}, not restocked.`;
    },
    async refundShipping() {
      await change("refundOrder", { shipping: "all" });
      return `Refunded the shipping of ${order()}.`;
    },
    async refundAmount() {
      await change("refundOrder", { custom: "5.00" });
      return `Refunded 5.00 of ${order()}.`;
    },
    async refundPending() {
      await change("refundOrder", { ...unit({ restock: "RETURN" }), status: "PENDING" });
      return `A refund of ${order()} is pending until its payment is settled.`;
    },
    async refundFails() {
      await change("refundOrder", { ...unit({ restock: "RETURN" }), status: "FAILURE" });
      return `The bank refused a refund of ${order()}.`;
    },
    async refundNothing() {
      await change("refundOrder", { ...unit({ restock: "RETURN" }), money: "none" });
      return `Took one unit of ${order()} back without money.`;
    },
    async returnAsk() {
      await change("returnOrder", { ...unit({ reason: "changed-my-mind" }), status: "REQUESTED" });
      return `A return of ${order()} is requested.`;
    },
    async returnApprove() {
      await change("approveReturn");
      return `Approved the return of ${order()}.`;
    },
    async returnDecline() {
      await change("declineReturn");
      return `Declined the return of ${order()}.`;
    },
    async returnProcess() {
      await change("processReturn");
      return `The goods of ${order()} are back.`;
    },
    async returnDispose() {
      const location = by("sim-location").value.trim();
      await change("disposeReturn", unit({ type: "RESTOCKED", location }));
      return `Restocked one unit of ${order()} at ${location}.`;
    },
    async returnRefund() {
      await change("refundOrder", { ...unit({ restock: "RETURN" }), ofReturn: 0 });
      return `Refunded the first return of ${order()}.`;
    },
    async returnExchange() {
      await change("returnOrder", {
        ...unit({ reason: "too-small" }),
        exchange: [{ variant: "MUG-WHITE" }],
      });
      return `${order()}: one unit comes back, another goes out.`;
    },
    async returnClose() {
      await change("closeReturn");
      return `Closed the return of ${order()}.`;
    },
    async place() {
      const placed = await call("act", {
        name: "placeOrder",
        args: { kind: by("sim-kind").value },
      });
      if (placed.name) by("sim-order").value = placed.name;
      return `Placed ${placed.name ?? placed.id}.`;
    },
    async edit() {
      await call("act", {
        name: "editOrder",
        args: {
          order: order(),
          add: [{ title: "Added in the admin", price: "5.00", quantity: 1 }],
        },
      });
      return `Edited ${order()}: one more line.`;
    },
    async archive() {
      await call("act", { name: "archiveOrder", args: { order: order() } });
      return `Archived ${order()}.`;
    },
    async cancel() {
      await call("act", { name: "cancelOrder", args: { order: order() } });
      return `Cancelled ${order()}.`;
    },
    async ship() {
      await call("act", { name: "fulfillOrder", args: { order: order() } });
      return `Shipped what was left of ${order()}.`;
    },
    async hold() {
      await call("act", { name: "holdOrder", args: { order: order() } });
      return `${order()} is on hold.`;
    },
    async release() {
      await call("act", { name: "releaseHolds", args: { order: order() } });
      return `Released the holds of ${order()}.`;
    },
    async day() {
      await call("act", { name: "scheduledReady", args: { order: order() } });
      return `${order()} can be shipped now.`;
    },
    async pay() {
      await call("act", { name: "payOrder", args: { order: order() } });
      return `${order()} is paid.`;
    },
    async take() {
      await call("act", { name: "marketplaceCaptures", args: { order: order() } });
      return `The marketplace captured ${order()}.`;
    },
    async void() {
      await call("act", { name: "voidAuthorization", args: { order: order() } });
      return `Voided an authorization of ${order()}.`;
    },
    async pending() {
      await call("act", { name: "nextCapture", args: { status: "PENDING" } });
      return "The next capture stays pending until it is settled.";
    },
    async decline() {
      await call("act", {
        name: "nextCapture",
        args: { status: "FAILURE", errorCode: "CARD_DECLINED" },
      });
      return "The next capture fails.";
    },
    async settle() {
      await call("act", { name: "settleTransaction", args: { order: order() } });
      return `Settled the pending payment of ${order()}.`;
    },
    async jobs() {
      const { finished } = await call("act", { name: "finishJobs" });
      return `${finished} jobs finished.`;
    },
    async count() {
      const args = {
        sku: by("sim-sku").value.trim(),
        location: by("sim-stock-at").value.trim(),
        available: Number(by("sim-available").value),
      };
      const { available } = await call("act", { name: "setStock", args });
      return `${args.sku}: ${available} available at ${args.location}.`;
    },
    async sell() {
      const variant = by("sim-sku").value.trim();
      const location = by("sim-stock-at").value.trim();
      const spec = {
        lines: [{ variant, quantity: 1 }],
        shipping: [{ title: "Standard", price: "4.90" }],
        fulfillmentOrders: [{ location }],
      };
      const placed = await call("act", { name: "placeOrder", args: { spec } });
      return `Sold one ${variant} as ${placed.name}.`;
    },
    async throttle() {
      await call("faults", { kind: "throttle", count: 3 });
      return "The next 3 requests are throttled.";
    },
    async timeout() {
      await call("faults", { kind: "drop-answer", only: "mutation" });
      return "The next mutation is done, but its answer is lost.";
    },
    async refuse() {
      await call("faults", { kind: "refuse-token" });
      return "The next request is answered 401.";
    },
    async drop() {
      await call("webhooks", { drop: 1 });
      return "The next webhook is lost.";
    },
    async double() {
      await call("webhooks", { double: 1 });
      return "The next webhook comes twice.";
    },
    async clock(button) {
      const { now } = await call("clock", { advanceMs: Number(button.dataset.ms) });
      by("sim-now").textContent = `${now.slice(0, 19).replace("T", " ")} UTC`;
      return `It is now ${now.slice(0, 19).replace("T", " ")}.`;
    },
    async install() {
      await call("install");
      window.location.reload();
      return "Installed.";
    },
    async uninstall() {
      await call("uninstall");
      window.location.reload();
      return "Uninstalled.";
    },
  };
  const run = async (button, act) => {
    button.disabled = true;
    try {
      say(await act(button), false);
    } catch (error) {
      say(error.message, true);
    } finally {
      button.disabled = false;
    }
  };
  for (const button of panel.querySelectorAll("[data-act]"))
    button.addEventListener("click", () => void run(button, acts[button.dataset.act]));
  const install = by("install");
  install?.addEventListener("click", () => void run(install, acts.install));
})();
