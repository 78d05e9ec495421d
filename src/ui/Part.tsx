import { Component, type ReactNode } from "react";
import { useLater } from "./use-later.tsx";

/** The parts of the page that fail and are restored independently. */
export type PartName =
  | "page"
  | "verdict"
  | "token"
  | "header"
  | "payload"
  | "signature"
  | "diagnosis"
  | "time"
  | "tools"
  | "status"
  | "complaint"
  | "gateway"
  | "collection"
  | "step"
  | "policy"
  | "verifier"
  | "forward"
  | "subject"
  | "share"
  | "report"
  | "privacy"
  | "help"
  | "commands"
  | "lab"
  | "crack"
  | "attack";

/** How often a part is restored automatically before the user has to ask. */
const AUTOMATIC = 2;

interface State {
  readonly error: unknown;
  /** While true, the part is not drawn. */
  readonly lost: boolean;
  /** Counted since the user last chose to retry. */
  readonly failures: number;
}

/**
 * A part of the page that fails in isolation: it is drawn again from the state, which holds everything the user typed,
 * and the page says so. After a third failure it stays away until the user asks for it.
 */
export class Part extends Component<{ readonly name: PartName; readonly children: ReactNode }, State> {
  override state: State = { error: null, lost: false, failures: 0 };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, lost: true };
  }

  override componentDidCatch(): void {
    this.setState(({ failures }) => ({ failures: failures + 1, lost: failures >= AUTOMATIC }));
  }

  override render(): ReactNode {
    const { error, lost } = this.state;
    return (
      <>
        {!lost && this.props.children}
        {error !== null && (
          <Failure
            name={this.props.name}
            error={error}
            lost={lost}
            startOver={() => this.setState({ error: null, lost: false, failures: 0 })}
          />
        )}
      </>
    );
  }
}

/** A failure of a part of the page, and what to do about it. */
export interface PartFailureProps {
  readonly name: PartName;
  readonly error: unknown;
  /** Whether the part is gone, or was drawn again. */
  readonly lost: boolean;
  readonly startOver: () => void;
}

/** Its words load later; until then nothing is shown. */
function Failure(failure: PartFailureProps) {
  const later = useLater();
  return later !== null && <later.PartFailure {...failure} />;
}
