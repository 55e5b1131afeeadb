// A web hook that checks runtime policies: POST a policy as JSON; it answers 200 when the policy is
// valid and 422 with the findings when it is not. Node and wp-codebox-conformance, no npm packages.
// Run it: PORT=8080 node hook.mjs build/dev/conformance/wp-codebox-conformance
// Try it: curl -i --data '{"network": "open"}' http://127.0.0.1:8080/
import {spawn} from 'node:child_process';
import {createServer} from 'node:http';

const program = process.argv[2] ?? 'wp-codebox-conformance';
const bodyLimit = 64 * 1024;
const answerLimit = 1024 * 1024;
const timeLimitMs = 30_000;

class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The body, whatever the Content-Length says. Of a longer one than the limit the rest is read and
    dropped, so that the answer arrives; the server's own time limit ends one that never ends. */
async function bodyOf(request) {
  const pieces = [];
  let size = 0;
  for await (const piece of request) {
    size += piece.length;
    if (size <= bodyLimit) pieces.push(piece);
  }
  if (size > bodyLimit) throw new Refusal(413, `a policy has at most ${bodyLimit} bytes`);
  return Buffer.concat(pieces);
}

/** What the program says of the policy. No shell; the body goes in by standard input, so nothing of
    it is ever an argument; what comes out is read as JSON and as nothing else. */
function check(policy) {
  return new Promise((resolve, reject) => {
    const failed = (why) => reject(new Refusal(500, `the policy could not be checked: ${why}`));
    const child = spawn(program, ['validate', '--kind', 'runtime-policy', '--json', '-'], {
      shell: false, timeout: timeLimitMs, killSignal: 'SIGKILL', stdio: ['pipe', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece) => {
      text += piece;
      if (text.length > answerLimit) child.kill('SIGKILL');
    });
    child.stdin.on('error', () => {});  // It ended before it read all; its exit code says why.
    child.on('error', (error) => failed(error.code));
    child.on('close', (code, signal) => {
      if (code !== 0 && code !== 1) return failed(signal ?? `exit code ${code}`);
      try {
        const {valid, findings} = JSON.parse(text);
        resolve({valid, issues: findings.map(({code, path, message}) => ({code, path, message}))});
      } catch {
        failed('the answer is not what was expected');
      }
    });
    child.stdin.end(policy);
  });
}

async function handle(request, response) {
  let status, answer;
  try {
    if (request.method !== 'POST') throw new Refusal(405, 'POST a policy');
    answer = await check(await bodyOf(request));
    status = answer.valid ? 200 : 422;
  } catch (error) {
    status = error instanceof Refusal ? error.status : 400;
    answer = {error: error.message};
  }
  response.writeHead(status, {'Content-Type': 'application/json'});
  response.end(`${JSON.stringify(answer)}\n`);
}

const server = createServer(handle);
server.requestTimeout = timeLimitMs;
server.maxConnections = 32;  // Each may cost a process.
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
