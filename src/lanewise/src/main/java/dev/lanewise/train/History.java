package dev.lanewise.train;

import java.util.List;

/**
 * How training went.
 *
 * @param epochs all epochs, those before a {@link Trainer#resume} included
 * @param reason why it ended
 * @param best number of the epoch with the best watched metric, by {@link EarlyStopping}; the last
 *     one without it
 */
public record History(List<Epoch> epochs, Reason reason, int best) {
  /** Keeps a copy of the epochs. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /** Why training ended. */
  public enum Reason {
    /** All epochs were done. */
    EPOCHS,
    /** The watched metric no longer improved. */
    EARLY_STOPPING,
    /** A callback asked for it. */
    CALLBACK
  }

  /** The last epoch. */
  public Epoch last() {
    return epochs.get(epochs.size() - 1);
  }
}
