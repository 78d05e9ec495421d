import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A service on a port chosen by the system that answers 200 to the tokens that `accepts` accepts and 401 to all others.
 */
export async function serviceWith(
  accepts: (token: string) => Promise<boolean>,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    const token = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    void accepts(token).then(
      (isGood) => response.writeHead(isGood ? 200 : 401).end(),
      () => response.writeHead(401).end(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, server };
}
