/**
 * <rr-sending> in a form shows how much of its files is sent, how long it still takes, and lets the sender stop. Without scripts,
 * or with files too small to wait for, the browser sends the form itself. Whatever is answered is shown as the browser would.
 */
const WORTH_WAITING = 1 << 20;
const MEGABYTE = 1 << 20;
const SPOKEN_EVERY = 15_000; // Milliseconds; a screen reader that is told every change reads nothing else.
const LOOKED_BACK = 20_000; // Milliseconds of which the pace is measured.
const FIRST_GUESS = 3_000; // Milliseconds before any pace is believed.

class Sending extends HTMLElement {
  private request: XMLHttpRequest | null = null;
  private text = document.createElement('p');
  private left = document.createElement('p');
  private spoken = document.createElement('p');
  private bar = document.createElement('progress');
  private stop = document.createElement('button');
  private paces: { at: number; sent: number }[] = [];
  private spokenAt = 0;
  private readonly stay = (event: BeforeUnloadEvent): void => event.preventDefault();

  connectedCallback(): void {
    const form = this.closest('form');
    if (!form) return;
    // Scripts of single fields listen at the form itself, so they have had their say by now.
    document.addEventListener('submit', event => { if (event.target === form && !event.defaultPrevented) this.take(event as SubmitEvent, form); });
    this.dataset.ready = 'true';
  }

  private say(name: string): string { return this.dataset[name] ?? ''; }

  private take(event: SubmitEvent, form: HTMLFormElement): void {
    const fields = new FormData(form);
    const by = event.submitter as HTMLButtonElement | null | undefined;
    if (by?.name) fields.append(by.name, by.value);
    let size = 0;
    fields.forEach(value => { if (value instanceof File) size += value.size; });
    if (this.request === null && size < WORTH_WAITING) return;
    event.preventDefault();
    if (this.request === null) this.send(form, fields, by);
  }

  private send(form: HTMLFormElement, fields: FormData, by: HTMLButtonElement | null | undefined): void {
    const request = this.request = new XMLHttpRequest();
    this.show();
    this.hold(form, true);
    request.open('POST', form.getAttribute('action') ?? '');
    request.setRequestHeader('RR-Form', 'whole');
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) this.progress(event.loaded, event.total); });
    request.upload.addEventListener('load', () => this.sent());
    request.addEventListener('load', () => {
      const on = request.getResponseHeader('RR-Go-On');
      if (on === null && request.responseText === '') return this.end(form, by, 'lost');
      this.hold(form, false);
      if (on === null) show(request.responseText);
      else go(on);
    });
    request.addEventListener('error', () => this.end(form, by, 'lost'));
    request.addEventListener('abort', () => this.end(form, by, 'stopped'));
    this.stop.onclick = () => request.abort();
    request.send(fields);
  }

  private show(): void {
    this.paces = [];
    this.spokenAt = performance.now();
    this.bar.className = 'progress';
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute('aria-label', this.say('name'));
    this.text.textContent = this.say('name');
    this.left.textContent = '';
    this.left.className = 'quiet';
    this.spoken.className = 'govuk-visually-hidden';
    this.spoken.setAttribute('role', 'status');
    this.spoken.textContent = this.say('name');
    this.stop.type = 'button';
    this.stop.className = 'govuk-button govuk-button--secondary';
    this.stop.textContent = this.say('stop');
    this.tabIndex = -1;
    this.setAttribute('role', 'group');
    this.setAttribute('aria-label', this.say('name'));
    this.className = 'sending';
    this.replaceChildren(this.text, this.bar, this.left, this.spoken, this.stop);
    this.focus({ preventScroll: true });
    this.scrollIntoView({ block: 'nearest' });
  }

  private progress(sent: number, total: number): void {
    const now = performance.now();
    this.paces.push({ at: now, sent });
    while (this.paces.length > 2 && now - this.paces[0].at > LOOKED_BACK) this.paces.shift();
    this.bar.value = sent / total;
    const digits = total < 100 * MEGABYTE ? 1 : 0;
    this.text.textContent = this.say('sent')
      .replace('%sent', (sent / MEGABYTE).toFixed(digits)).replace('%total', (total / MEGABYTE).toFixed(digits)).replace('%share', String(Math.floor(100 * sent / total)));
    const first = this.paces[0];
    if (now - first.at >= FIRST_GUESS && sent > first.sent) {
      const seconds = (total - sent) * (now - first.at) / (sent - first.sent) / 1000;
      this.left.textContent = seconds < 60
        ? this.say('seconds').replace('%', String(Math.max(1, Math.round(seconds)))) : this.say('minutes').replace('%', String(Math.ceil(seconds / 60)));
    }

    if (now - this.spokenAt < SPOKEN_EVERY) return;
    this.spokenAt = now;
    this.spoken.textContent = `${this.text.textContent} ${this.left.textContent}`;
  }

  // From here on nothing can be taken back, so there is nothing to press.
  private sent(): void {
    this.bar.removeAttribute('value');
    this.text.textContent = this.spoken.textContent = this.say('checked');
    this.left.textContent = '';
    this.stop.remove();
  }

  private end(form: HTMLFormElement, by: HTMLButtonElement | null | undefined, how: 'lost' | 'stopped'): void {
    this.hold(form, false);
    const message = document.createElement('p');
    message.className = how === 'lost' ? 'govuk-error-message' : 'govuk-body';
    message.setAttribute('role', how === 'lost' ? 'alert' : 'status');
    message.textContent = this.say(how);
    this.replaceChildren(message);
    by?.focus();
  }

  /** While it is on its way the form is not sent a second time, and who leaves the page is asked whether they mean to. */
  private hold(form: HTMLFormElement, on: boolean): void {
    for (const press of form.querySelectorAll<HTMLButtonElement>('button:not([type=button])')) press.disabled = on;
    if (on) addEventListener('beforeunload', this.stay);
    else removeEventListener('beforeunload', this.stay);
    if (!on) this.request = null;
  }
}

/** Where the browser would have been sent. An address of this very page is asked for anew. */
function go(address: string): void {
  const to = new URL(address, location.href);
  const isHere = to.pathname === location.pathname && to.search === location.search;
  location.assign(to.href);
  if (isHere && to.hash) location.reload();
}

/** The page that was answered, in place of the one that was sent; scripts that it alone needs are brought. */
function show(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const script of page.querySelectorAll<HTMLScriptElement>('head script[src]')) {
    const address = script.getAttribute('src') ?? '';
    if (document.querySelector(`script[src="${CSS.escape(address)}"]`)) continue;
    const own = document.createElement('script');
    own.type = 'module';
    own.src = address;
    document.head.append(own);
  }

  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>('.govuk-error-summary') ?? document.querySelector<HTMLElement>('h1');
  if (!first) return;
  first.tabIndex = -1;
  first.focus();
}

customElements.define('rr-sending', Sending);
