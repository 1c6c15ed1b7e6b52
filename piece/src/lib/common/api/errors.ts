/** What can go wrong between a flow and WinFactor, in words for whoever reads the run. */

export class WinFactorError extends Error {
  override readonly name: string = 'WinFactorError';
}

/** No answer came: the server is away, or the way to it is closed. */
export class NotReachable extends WinFactorError {
  override readonly name = 'NotReachable';

  constructor(address: string, code: string | undefined) {
    super(reasonFor(new URL(address).host, code));
  }
}

/** Something answered, but not as WinFactor does. */
export class NotWinFactor extends WinFactorError {
  override readonly name = 'NotWinFactor';
}

/** WinFactor said no. */
export class Refused extends WinFactorError {
  override readonly name = 'Refused';

  constructor(
    /** The HTTP status. */
    readonly status: number,
    /** WinFactor's stable word for it, such as `not_found`. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function reasonFor(host: string, code: string | undefined): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no server called ${host}. Is the address spelled right?`;
    case 'ECONNREFUSED':
      return `${host} accepts no connection. Is WinFactor running there, and is the port right?`;
    case 'ECONNABORTED':
    case 'ETIMEDOUT':
      return `${host} did not answer in time.`;
    default:
      return isAboutCertificates(code)
        ? `The certificate of ${host} is not trusted (${code}). Use one that is, or name its authority in NODE_EXTRA_CA_CERTS where ActivePieces runs.`
        : `${host} cannot be reached${code === undefined ? '' : ` (${code})`}.`;
  }
}

function isAboutCertificates(code: string | undefined): boolean {
  return code !== undefined && /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code);
}
