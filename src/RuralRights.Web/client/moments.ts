/**
 * <rr-moments for="id"> puts a slider before the list of days inside it. Moving it fetches the page of that day and shows what
 * stands there in the element of that id. Without scripts the days are links that do the same.
 */
class Moments extends HTMLElement {
  private asked = 0;

  connectedCallback(): void {
    const days = Array.from(this.querySelectorAll<HTMLAnchorElement>('ol a'));
    const shown = document.getElementById(this.getAttribute('for') ?? '');
    if (!shown || days.length < 2) return;
    const at = days.findIndex(day => day.hasAttribute('aria-current'));
    const slider = document.createElement('input');
    slider.type = 'range';
    slider.id = 'moment-slider';
    slider.min = '0';
    slider.max = String(days.length - 1);
    slider.value = String(at < 0 ? days.length - 1 : at);
    const label = document.createElement('label');
    label.className = 'govuk-label govuk-label--s';
    label.htmlFor = slider.id;
    label.textContent = this.dataset.label ?? '';
    const output = document.createElement('output');
    output.htmlFor.add(slider.id);
    const say = (): void => {
      const day = days[Number(slider.value)].textContent ?? '';
      output.textContent = day;
      slider.setAttribute('aria-valuetext', day);
    };
    slider.addEventListener('input', () => {
      say();
      void this.show(days, Number(slider.value), shown);
    });
    say();
    this.prepend(label, slider, output);
  }

  /** A slow answer never overwrites that of a later move. Where there is none, the link itself leads on. */
  private async show(days: HTMLAnchorElement[], at: number, shown: HTMLElement): Promise<void> {
    const mine = ++this.asked;
    try {
      const answer = await fetch(days[at].href);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const then = page.getElementById(shown.id);
      if (mine !== this.asked || !answer.ok || !then) return;
      shown.innerHTML = then.innerHTML;
      shown.hidden = false;
      days.forEach((day, each) => { if (each === at) day.setAttribute('aria-current', 'true'); else day.removeAttribute('aria-current'); });
      const field = document.querySelector<HTMLInputElement>('input[type=date][name=on]');
      if (field) field.value = new URL(days[at].href).searchParams.get('on') ?? field.value;
      history.replaceState(null, '', days[at].href);
    } catch {
      // Offline: what was shown stays.
    }
  }
}

customElements.define('rr-moments', Moments);
