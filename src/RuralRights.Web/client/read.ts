/** <rr-read for="id"> reads an element aloud where the browser can; without that, or without scripts, there is nothing. */
class ReadAloud extends HTMLElement {
  connectedCallback(): void {
    const voice = window.speechSynthesis;
    const text = document.getElementById(this.getAttribute('for') ?? '');
    if (!voice || !text) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'govuk-button govuk-button--secondary no-print';
    button.textContent = this.dataset.play ?? '';
    button.addEventListener('click', () => {
      if (voice.speaking) {
        voice.cancel();
        button.textContent = this.dataset.play ?? '';
        return;
      }
      const words = new SpeechSynthesisUtterance(Array.from(text.children).filter(part => part !== this).map(part => part.textContent).join('\n'));
      words.lang = this.lang || document.documentElement.lang;
      words.rate = 0.85;
      words.onend = () => { button.textContent = this.dataset.play ?? ''; };
      voice.speak(words);
      button.textContent = this.dataset.stop ?? '';
    });
    this.append(button);
  }
}

customElements.define('rr-read', ReadAloud);
