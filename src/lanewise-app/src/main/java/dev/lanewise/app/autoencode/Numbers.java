package dev.lanewise.app.autoencode;

import dev.lanewise.app.console.RealNumber;
import dev.lanewise.app.console.WholeNumber;

/** What the numbers among the options may be. */
final class Numbers {
  private Numbers() {}

  static final class Count extends WholeNumber {
    Count() {
      super(1, 100_000);
    }
  }

  static final class Side extends WholeNumber {
    Side() {
      super(2, 64);
    }
  }

  static final class Weight extends RealNumber {
    Weight() {
      super("from 0 to 1000", number -> number >= 0 && number <= 1000);
    }
  }

  static final class Share extends RealNumber {
    Share() {
      super("between 0 and 1", number -> number > 0 && number < 1);
    }
  }
}
