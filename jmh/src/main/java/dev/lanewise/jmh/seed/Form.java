package dev.lanewise.jmh.seed;

import dev.lanewise.matrix.Precision;

/** How the gradient is computed. */
public enum Form {
  /** Sample after sample in plain Java, as the source's first program. */
  LOOP,
  /** A call for each line of the formulas, over all samples. */
  WHOLE,
  /** One pass over blocks of 256 samples: the library's own step. */
  FUSED;

  /** Overwrites the gradient of a problem each time that it is run. */
  public Runnable over(Problem problem) {
    return switch (this) {
      case LOOP ->
          problem.precision == Precision.F32 ? new FloatLoop(problem) : new DoubleLoop(problem);
      case WHOLE -> new Whole(problem);
      case FUSED -> new Fused(problem);
    };
  }
}
