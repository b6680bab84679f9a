package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;

/** Arrays on the heap in either precision; those of the other one are null. */
final class Operands {
  final float[][] singles;
  final double[][] doubles;

  Operands(Precision precision, double[][] values) {
    boolean single = precision == Precision.F32;
    singles = single ? new float[values.length][] : null;
    doubles = single ? null : new double[values.length][];
    for (int i = 0; i < values.length; i++) {
      if (single) {
        singles[i] = floats(values[i]);
      } else {
        doubles[i] = values[i].clone();
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** A copy. */
  double[] array(int index) {
    if (doubles != null) {
      return doubles[index].clone();
    }
    double[] copy = new double[singles[index].length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = singles[index][i];
    }
    return copy;
  }
}
