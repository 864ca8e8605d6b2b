/**
 * <rr-sign> puts a pad to sign on before the file field inside it. What is drawn there, with a finger, a pen or a mouse, is the
 * file of that field, so it goes with the form like a picture from a pad on the desk. Without scripts the field stays as it is.
 */
const WIDE = 900;
const HIGH = 360;
const INK = 7;

interface Point { x: number; y: number }

class Sign extends HTMLElement {
  private field!: HTMLInputElement;
  private paper!: HTMLCanvasElement;
  private pen!: CanvasRenderingContext2D;
  private status!: HTMLParagraphElement;
  private last: Point | null = null;

  connectedCallback(): void {
    const field = this.querySelector<HTMLInputElement>('input[type=file]');
    const paper = document.createElement('canvas');
    paper.width = WIDE;
    paper.height = HIGH;
    const pen = paper.getContext('2d');
    if (!field || !pen || !carries(field)) return;
    this.field = field;
    this.paper = paper;
    this.pen = pen;
    paper.setAttribute('role', 'img');
    paper.setAttribute('aria-label', this.dataset.label ?? '');
    this.status = document.createElement('p');
    this.status.className = 'quiet';
    this.status.setAttribute('role', 'status');
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.className = 'govuk-button govuk-button--secondary';
    clear.textContent = this.dataset.clear ?? '';
    clear.addEventListener('click', () => {
      this.wipe();
      field.value = '';
    });
    this.prepend(paper, this.status, clear);
    this.wipe();
    paper.addEventListener('pointerdown', event => this.begin(event));
    paper.addEventListener('pointermove', event => this.go(event));
    for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => this.end());
    // A picture that is chosen takes the place of what was drawn.
    field.addEventListener('change', () => this.wipe());
    this.dataset.ready = 'true';
  }

  /** White below, so that the ink is seen wherever the picture is shown. */
  private wipe(): void {
    this.last = null;
    this.status.textContent = '';
    this.pen.fillStyle = '#fff';
    this.pen.fillRect(0, 0, WIDE, HIGH);
  }

  private begin(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    this.paper.setPointerCapture(event.pointerId);
    this.last = this.at(event);
    this.line(this.last, this.last);
  }

  private go(event: PointerEvent): void {
    if (!this.last || !event.isPrimary) return;
    const next = this.at(event);
    this.line(this.last, next);
    this.last = next;
  }

  private end(): void {
    if (!this.last) return;
    this.last = null;
    const all = new DataTransfer();
    all.items.add(picture(this.paper));
    this.field.files = all.files;
    this.status.textContent = this.dataset.signed ?? '';
  }

  private line(from: Point, to: Point): void {
    this.pen.strokeStyle = '#111';
    this.pen.lineWidth = INK;
    this.pen.lineCap = this.pen.lineJoin = 'round';
    this.pen.beginPath();
    this.pen.moveTo(from.x, from.y);
    this.pen.lineTo(to.x, to.y);
    this.pen.stroke();
  }

  private at(event: PointerEvent): Point {
    const frame = this.paper.getBoundingClientRect();
    return { x: (event.clientX - frame.left) * WIDE / frame.width, y: (event.clientY - frame.top) * HIGH / frame.height };
  }
}

/** True when the browser has pointers and lets a script put a file into a field. */
function carries(field: HTMLInputElement): boolean {
  if (!('PointerEvent' in window)) return false;
  try {
    field.files = new DataTransfer().files;
    return true;
  } catch {
    return false;
  }
}

/** At once and not later, so that whoever sends the form straight after the last stroke sends all of it. */
function picture(paper: HTMLCanvasElement): File {
  const written = atob(paper.toDataURL('image/png').split(',')[1]);
  return new File([Uint8Array.from(written, sign => sign.charCodeAt(0))], 'signature.png', { type: 'image/png' });
}

customElements.define('rr-sign', Sign);
