package dev.lanewise.nn;

/** What a forward pass is for. */
enum Mode {
  /** Outputs of a sample depend on nothing but the sample. */
  INFERENCE,
  /** Dropout draws, batch normalisation takes the statistics of the batch. */
  TRAINING
}
