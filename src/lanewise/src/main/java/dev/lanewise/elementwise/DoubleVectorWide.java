package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.FloatSpans.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The twin of {@link FloatVectorWide}: sums over spans that are double precision already. */
final class DoubleVectorWide {
  private static final VectorSpecies<Double> SPECIES = DoubleLanes.SPECIES;
  private static final int LENGTH = DoubleLanes.LENGTH;
  private static final int PARTS = LANES / LENGTH;

  private DoubleVectorWide() {}

  static void addWideTo(double[] lanes, int end, double[] x, int xOff) {
    for (int lane = 0; lane < LANES; lane += 4 * LENGTH) {
      DoubleVector s0 = DoubleVector.fromArray(SPECIES, lanes, lane);
      DoubleVector s1 = DoubleVector.fromArray(SPECIES, lanes, lane + LENGTH);
      DoubleVector s2 = s0;
      DoubleVector s3 = s0;
      if (PARTS > 2) {
        s2 = DoubleVector.fromArray(SPECIES, lanes, lane + 2 * LENGTH);
        s3 = DoubleVector.fromArray(SPECIES, lanes, lane + 3 * LENGTH);
      }
      int first = xOff + lane;
      for (int j = 0; j < end; j += LANES) {
        s0 = DoubleVector.fromArray(SPECIES, x, first + j).add(s0);
        s1 = DoubleVector.fromArray(SPECIES, x, first + LENGTH + j).add(s1);
        if (PARTS > 2) {
          s2 = DoubleVector.fromArray(SPECIES, x, first + 2 * LENGTH + j).add(s2);
          s3 = DoubleVector.fromArray(SPECIES, x, first + 3 * LENGTH + j).add(s3);
        }
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, lane + LENGTH);
      if (PARTS > 2) {
        s2.intoArray(lanes, lane + 2 * LENGTH);
        s3.intoArray(lanes, lane + 3 * LENGTH);
      }
    }
  }

  static void addProductsTo(double[] lanes, int end, double[] x, int xOff, double[] y, int yOff) {
    for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
      DoubleVector s0 = DoubleVector.fromArray(SPECIES, lanes, lane);
      DoubleVector s1 = DoubleVector.fromArray(SPECIES, lanes, lane + LENGTH);
      int x0 = xOff + lane;
      int y0 = yOff + lane;
      int x1 = x0 + LENGTH;
      int y1 = y0 + LENGTH;
      for (int j = 0; j < end; j += LANES) {
        s0 =
            DoubleVector.fromArray(SPECIES, x, x0 + j)
                .lanewise(VectorOperators.FMA, DoubleVector.fromArray(SPECIES, y, y0 + j), s0);
        s1 =
            DoubleVector.fromArray(SPECIES, x, x1 + j)
                .lanewise(VectorOperators.FMA, DoubleVector.fromArray(SPECIES, y, y1 + j), s1);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, lane + LENGTH);
    }
  }

  static void addSquaresTo(double[] lanes, int end, double[] x, int xOff, double c) {
    DoubleVector centre = DoubleVector.broadcast(SPECIES, c);
    for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
      DoubleVector s0 = DoubleVector.fromArray(SPECIES, lanes, lane);
      DoubleVector s1 = DoubleVector.fromArray(SPECIES, lanes, lane + LENGTH);
      int x0 = xOff + lane;
      int x1 = x0 + LENGTH;
      for (int j = 0; j < end; j += LANES) {
        DoubleVector d0 = DoubleVector.fromArray(SPECIES, x, x0 + j).sub(centre);
        DoubleVector d1 = DoubleVector.fromArray(SPECIES, x, x1 + j).sub(centre);
        s0 = d0.fma(d0, s0);
        s1 = d1.fma(d1, s1);
      }
      s0.intoArray(lanes, lane);
      s1.intoArray(lanes, lane + LENGTH);
    }
  }
}
