/**
 * <rr-upload field="…" src="…"> takes over the file field inside it: photographs are turned upright, made no larger than a
 * scan needs, and sent one by one as soon as they are chosen. The form then carries only the hashes of what is kept, so a lost
 * connection costs one page and never the form. Without scripts the field inside is sent with the form.
 */
const LONGEST_SIDE = 3508; // A4 at 300 dots to the inch
const SMALL_ENOUGH = 3 << 20;
const QUALITY = 0.85;

interface Kept { sha256: string; isPicture: boolean; size: string }

type Trouble = 'lost' | 'late' | { sentence: string };

class Upload extends HTMLElement {
  private list!: HTMLOListElement;
  private field!: HTMLInputElement;
  private status!: HTMLParagraphElement;
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  connectedCallback(): void {
    const field = this.querySelector<HTMLInputElement>('input[type=file]');
    const list = this.querySelector('ol');
    const form = this.closest('form');
    if (!field || !list || !form) return;
    // An old browser sends the field as it is, like one without scripts.
    if (!('replaceChildren' in list) || !('createImageBitmap' in window) || !('requestSubmit' in form)) return;
    this.field = field;
    this.list = list;
    this.status = document.createElement('p');
    this.status.className = 'quiet';
    this.status.setAttribute('role', 'status');
    this.append(this.status);
    // What is wrong with a file is said beside it; HEIC and others are turned into JPEG where the browser can.
    field.accept = 'image/*,application/pdf';
    field.addEventListener('change', () => this.take(field));
    if (matchMedia('(pointer: coarse)').matches) this.offerCamera();
    for (const page of Array.from(list.children)) this.offerRemoval(page as HTMLElement);
    form.addEventListener('submit', event => this.hold(event, form));
    addEventListener('online', () => this.querySelectorAll<HTMLButtonElement>('button[data-again]').forEach(button => button.click()));
    this.dataset.ready = 'true';
  }

  private say(name: string): string { return this.dataset[name] ?? ''; }

  private take(field: HTMLInputElement): void {
    const files = Array.from(field.files ?? []);
    field.value = '';
    for (const file of files) {
      const page = document.createElement('li');
      page.className = 'pages__page';
      this.list.append(page);
      this.enqueue(page, file);
    }
  }

  // One page at a time: a phone has little memory, and the order of the pages is the order of the list.
  private enqueue(page: HTMLElement, file: File): void {
    this.waiting += 1;
    page.dataset.open = 'true';
    page.replaceChildren(label(`${this.say('wait')} ${file.name}`));
    this.queue = this.queue.then(async () => {
      if (page.isConnected) await this.process(page, file);
      this.waiting -= 1;
    });
  }

  private async process(page: HTMLElement, file: File): Promise<void> {
    const ready = await smaller(file);
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = 0;
    bar.className = 'progress';
    bar.setAttribute('aria-label', `${this.say('send')} ${file.name}`);
    page.replaceChildren(label(`${this.say('send')} ${file.name}`), bar);
    const outcome = await this.send(ready, file.name, share => { bar.value = share; });
    if (outcome && typeof outcome === 'object' && 'sha256' in outcome) this.kept(page, outcome);
    else this.failed(page, file, outcome);
  }

  private send(content: Blob, name: string, progress: (share: number) => void): Promise<Kept | Trouble> {
    const form = new FormData();
    const token = this.closest('form')?.querySelector<HTMLInputElement>('input[name=__RequestVerificationToken]');
    if (token) form.append('__RequestVerificationToken', token.value);
    form.append('file', content, name);
    return new Promise(resolve => {
      const request = new XMLHttpRequest();
      request.open('POST', this.getAttribute('src') ?? '');
      request.timeout = 120_000;
      request.upload.addEventListener('progress', event => { if (event.lengthComputable) progress(event.loaded / event.total); });
      request.addEventListener('load', () => {
        const isAnswer = (request.getResponseHeader('Content-Type') ?? '').includes('json');
        if (isAnswer && (request.status === 200 || request.status === 422)) resolve(JSON.parse(request.responseText) as Kept | { sentence: string });
        else resolve(request.status >= 500 || request.status === 0 ? 'lost' : 'late');
      });
      for (const end of ['error', 'timeout', 'abort']) request.addEventListener(end, () => resolve('lost'));
      request.send(form);
    });
  }

  private kept(page: HTMLElement, kept: Kept): void {
    delete page.dataset.open;
    const hash = document.createElement('input');
    hash.type = 'hidden';
    hash.name = this.getAttribute('field') ?? '';
    hash.value = kept.sha256;
    let sign: HTMLElement;
    if (kept.isPicture) {
      const picture = document.createElement('img');
      picture.className = 'pages__picture';
      picture.src = `/documents/${kept.sha256}/thumbnail`;
      picture.width = picture.height = 96;
      picture.alt = '';
      sign = picture;
    } else {
      sign = label('PDF');
      sign.className = 'pages__pdf';
    }
    page.replaceChildren(hash, sign, label(`${this.say('kept')} · ${kept.size}`));
    this.offerRemoval(page);
    this.status.textContent = this.say('page').replace('%', String(Array.from(this.list.children).indexOf(page) + 1)) + ' ' + this.say('kept');
  }

  private failed(page: HTMLElement, file: File, trouble: Trouble): void {
    const message = label(typeof trouble === 'string' ? this.say(trouble) : trouble.sentence);
    message.className = 'govuk-error-message';
    message.setAttribute('role', 'alert');
    page.replaceChildren(label(file.name), message);
    if (typeof trouble === 'string') {
      const again = button(this.say('again'));
      again.dataset.again = 'true';
      again.addEventListener('click', () => this.enqueue(page, file));
      page.append(again);
    } else {
      // It was refused for good: the form may go without it once the person has seen why.
      delete page.dataset.open;
    }
    this.offerRemoval(page);
  }

  private offerRemoval(page: HTMLElement): void {
    page.querySelector('.govuk-checkboxes')?.remove();
    const drop = button(this.say('drop'));
    drop.addEventListener('click', () => {
      page.remove();
      this.field.focus();
    });
    page.append(drop);
  }

  private offerCamera(): void {
    const camera = this.field.cloneNode() as HTMLInputElement;
    camera.removeAttribute('id');
    camera.removeAttribute('name');
    camera.multiple = false;
    camera.accept = 'image/*';
    camera.setAttribute('capture', 'environment');
    camera.hidden = true;
    camera.addEventListener('change', () => this.take(camera));
    const open = button(this.say('camera'));
    open.addEventListener('click', () => camera.click());
    this.field.after(camera, open);
  }

  /** A form with pages on their way waits for them; one with a page that failed says so instead of going without it. */
  private hold(event: Event, form: HTMLFormElement): void {
    if (this.waiting === 0 && !this.list.querySelector('[data-open]')) return;
    event.preventDefault();
    const by = (event as SubmitEvent).submitter;
    this.status.textContent = this.say('open');
    void this.queue.then(() => {
      if (this.waiting > 0) return;
      if (this.list.querySelector('[data-open]')) this.status.scrollIntoView({ block: 'center' });
      else form.requestSubmit(by as HTMLElement | null);
    });
  }
}

function label(text: string): HTMLElement {
  const span = document.createElement('bdi');
  span.textContent = text;
  return span;
}

function button(text: string): HTMLButtonElement {
  const one = document.createElement('button');
  one.type = 'button';
  one.className = 'govuk-button govuk-button--secondary';
  one.textContent = text;
  return one;
}

/** A photograph upright and no larger than a scan needs; whatever the browser cannot show is sent as it is, and the register judges it. */
async function smaller(file: File): Promise<Blob> {
  if (!file.type.startsWith('image/') && !/\.(heic|heif)$/i.test(file.name)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    try {
      const factor = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const isAccepted = file.type === 'image/jpeg' || file.type === 'image/png';
      if (factor === 1 && isAccepted && file.size <= SMALL_ENOUGH) return file;
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * factor);
      canvas.height = Math.round(picture.height * factor);
      const paper = canvas.getContext('2d');
      if (!paper) return file;
      paper.fillStyle = '#fff';
      paper.fillRect(0, 0, canvas.width, canvas.height);
      paper.imageSmoothingQuality = 'high';
      paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const jpeg = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
      canvas.width = canvas.height = 0;
      return jpeg ?? file;
    } finally {
      picture.close();
    }
  } catch {
    return file;
  }
}

customElements.define('rr-upload', Upload);
