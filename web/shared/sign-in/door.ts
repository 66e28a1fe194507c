import { post, type Posted } from "../post.ts";
import type { RenewToken, SignedIn, SignIn, SignOut, SignUp } from "../protocol.ts";

/** What became of knocking. */
export type Entered = Posted<SignedIn>;

interface Wishes {
  "sign-in": SignIn;
  "sign-up": SignUp;
  "sign-out": SignOut;
  "renew-token": RenewToken;
}

/** Asks the server to be let in or out. Never throws. `token`: of who is in already. */
export function knock<Path extends keyof Wishes>(
  path: Path,
  wish: Wishes[Path],
  token: string | null = null,
  send: typeof fetch = fetch,
): Promise<Entered> {
  return post(path, wish, token, send);
}
