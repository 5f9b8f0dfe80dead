// Asking the server for something else than a page.

/**
 * The answer to a question at an address of this site. A hub takes it from the reader only with the mark that it put
 * into a cookie, which pages of other sites cannot read.
 * @param {string} address
 */
export function ask(address) {
  const mark = /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1];
  return fetch(address, mark ? { headers: { "X-XSRFToken": mark } } : {});
}
