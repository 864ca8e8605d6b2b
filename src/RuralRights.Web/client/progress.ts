/**
 * <rr-progress src="…"> follows the import of a delivery as it happens. The page asks again by itself where there are no
 * scripts, so this only makes it smoother: it fills in the elements named by data-part and reloads once the work is over.
 */
class ImportProgress extends HTMLElement {
  connectedCallback(): void {
    const events = new EventSource(this.getAttribute('src') ?? '');
    events.addEventListener('progress', event => {
      const now = JSON.parse((event as MessageEvent<string>).data) as { percent: number | null; stage: string; remaining: string };
      const bar = this.querySelector('progress');
      // Without a value the bar says that nobody can tell how much there is to do.
      if (now.percent === null) bar?.removeAttribute('value');
      else if (bar) bar.value = now.percent;
      for (const part of this.querySelectorAll<HTMLElement>('[data-part]')) part.textContent = String(now[part.dataset.part as keyof typeof now] ?? '');
    });
    events.addEventListener('done', () => {
      events.close();
      location.reload();
    });
  }
}

customElements.define('rr-progress', ImportProgress);
