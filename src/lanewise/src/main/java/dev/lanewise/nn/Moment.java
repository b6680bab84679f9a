package dev.lanewise.nn;

/** Where training is; dropout draws by it. */
final class Moment {
  /** Number of the step, from 0. */
  long step;

  /** Rows of the step's batch that earlier micro-batches had. */
  long row;
}
