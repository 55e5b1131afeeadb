// One HTTP exchange of the bridge itself, with the preview or whatever the network wall lets through.
import http from 'node:http';
import https from 'node:https';

async function bodyOf(response, limit) {
  const parts = [];
  let size = 0;
  for await (const part of response) {
    size += part.length;
    if (size > limit) {
      throw new Error(`the body is longer than ${limit} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Lower-case names; of repeated ones the last. */
function headersOf({rawHeaders}) {
  const headers = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers[rawHeaders[index].toLowerCase()] = rawHeaders[index + 1];
  }
  return headers;
}

/** `body` is base64. Redirects are answers like any other. Payload: the body. */
export function exchange({url, method, headers, body, maxBodyBytes}) {
  const {request} = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, {method, headers, agent: false}, (response) => {
      bodyOf(response, maxBodyBytes)
          .then((bytes) => resolve({
                  status: response.statusCode,
                  statusText: response.statusMessage,
                  headers: headersOf(response),
                  payload: [bytes],
                }))
          .catch(reject);
    });
    asked.on('error', reject);
    asked.end(Buffer.from(body, 'base64'));
  });
}
