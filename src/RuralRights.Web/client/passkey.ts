/**
 * <rr-passkey data-kind="create|get" data-options="…"> asks the device for a passkey when the form inside it is sent, and sends the
 * form with the answer. Until the script knows that the browser can, the paragraph inside stands in the form's place and says what to do.
 */
class Passkey extends HTMLElement {
  private status!: HTMLParagraphElement;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const button = form?.querySelector('button');
    if (!form || !button) return;
    this.querySelector('p')?.remove();
    this.status = document.createElement('p');
    this.status.setAttribute('role', 'status');
    this.append(this.status);
    if (!window.PublicKeyCredential || !navigator.credentials) {
      this.status.textContent = this.dataset.unfit ?? '';
      return;
    }
    form.addEventListener('submit', event => {
      event.preventDefault();
      void this.ask(form, button);
    });
    form.hidden = false;
    this.dataset.ready = 'true';
  }

  private async ask(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.status.textContent = this.dataset.wait ?? '';
    try {
      const options = JSON.parse(this.dataset.options ?? '{}');
      const answer = this.dataset.kind === 'create' ? await create(options) : await get(options);
      (form.elements.namedItem('answer') as HTMLInputElement).value = JSON.stringify(answer);
      form.submit();
    } catch {
      // Not found, not wanted, or too late: nothing was sent, and it can be pressed again.
      this.status.textContent = this.dataset.failed ?? '';
      button.disabled = false;
      button.focus();
    }
  }
}

interface Described { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }

async function create(options: any): Promise<unknown> {
  const made = await navigator.credentials.create({
    publicKey: {
      ...present(options),
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: described(options.excludeCredentials),
    },
  }) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...whole(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    },
  };
}

async function get(options: any): Promise<unknown> {
  const found = await navigator.credentials.get({
    publicKey: { ...present(options), challenge: bytes(options.challenge), allowCredentials: described(options.allowCredentials) },
  }) as PublicKeyCredential;
  const response = found.response as AuthenticatorAssertionResponse;
  return {
    ...whole(found),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

function whole(credential: PublicKeyCredential): object {
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credential.getClientExtensionResults() };
}

/** A browser takes what is not there for not said, and null for a mistake. */
function present(options: object): any {
  const said: any = { ...options };
  for (const name of Object.keys(said)) if (said[name] === null) delete said[name];
  return said;
}

function described(list: Described[] | null | undefined): PublicKeyCredentialDescriptor[] {
  return (list ?? []).map(one => ({ ...present(one), id: bytes(one.id) }));
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  const array = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) array[at] = binary.charCodeAt(at);
  return array;
}

function text(buffer: ArrayBuffer): string {
  let binary = '';
  new Uint8Array(buffer).forEach(byte => { binary += String.fromCharCode(byte); });
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

customElements.define('rr-passkey', Passkey);
