package dev.lanewise.elementwise;

import dev.lanewise.elementwise.LossKernels.Kind;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatScalarLossTerms} on vectors; tails run the scalar code. */
final class FloatVectorLossTerms extends FloatLossTerms {
  private static final VectorSpecies<Float> SPECIES = FloatLanes.SPECIES;
  private static final int LENGTH = FloatLanes.LENGTH;

  @Override
  void elementwise(
      Kind kind,
      int n,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int tOff) {
    int end = SPECIES.loopBound(n);
    switch (kind) {
      case SQUARED_ERROR -> squaredError(end, x, xOff, y, yOff, d, dOff, factor, terms, tOff);
      case HUBER -> huber(end, x, xOff, y, yOff, d, dOff, factor, p, terms, tOff);
      case BINARY_LOGITS -> binaryLogits(end, x, xOff, y, yOff, d, dOff, factor, p, q, terms, tOff);
      case BINARY_PROBABILITIES ->
          binaryProbabilities(end, x, xOff, y, yOff, d, dOff, factor, p, q, terms, tOff);
      case CATEGORICAL_PROBABILITIES ->
          categoricalProbabilities(end, x, xOff, y, yOff, d, dOff, factor, p, q, terms, tOff);
    }
    FloatScalarLossTerms.elementwise(
        kind, end, n, x, xOff, y, yOff, d, dOff, factor, p, q, terms, tOff);
  }

  private static void squaredError(
      int end,
      float[] a,
      int aOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float[] terms,
      int tOff) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, a, aOff + j)
              .sub(FloatVector.fromArray(SPECIES, y, yOff + j));
      difference.mul(difference).intoArray(terms, tOff + j);
      factors.mul(difference).intoArray(d, dOff + j);
    }
  }

  private static void huber(
      int end,
      float[] a,
      int aOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float delta,
      float[] terms,
      int tOff) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector minusHalf = FloatVector.broadcast(SPECIES, -0.5f);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(SPECIES, a, aOff + j)
              .sub(FloatVector.fromArray(SPECIES, y, yOff + j));
      FloatVector clamped = difference.blend(delta, difference.compare(VectorOperators.GT, delta));
      clamped = clamped.blend(-delta, clamped.compare(VectorOperators.LT, -delta));
      clamped.mul(minusHalf.fma(clamped, difference)).intoArray(terms, tOff + j);
      factors.mul(clamped).intoArray(d, dOff + j);
    }
  }

  private static void binaryLogits(
      int end,
      float[] z,
      int zOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int tOff) {
    FloatVectorSigmoid.sigmoid(end, z, zOff, d, dOff);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector.fromArray(SPECIES, z, zOff + j).abs().neg().intoArray(terms, tOff + j);
    }
    FloatVectorSoftplus.softplus(end, terms, tOff, terms, tOff);
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector keep = FloatVector.broadcast(SPECIES, p);
    FloatVector floor = FloatVector.broadcast(SPECIES, q);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, z, zOff + j);
      FloatVector t = FloatVector.fromArray(SPECIES, y, yOff + j).fma(keep, floor);
      FloatVector linear =
          v.neg().mul(t).blend(v.mul(one.sub(t)), v.compare(VectorOperators.GE, 0f));
      FloatVector.fromArray(SPECIES, terms, tOff + j).add(linear).intoArray(terms, tOff + j);
      factors.mul(FloatVector.fromArray(SPECIES, d, dOff + j).sub(t)).intoArray(d, dOff + j);
    }
  }

  private static void binaryProbabilities(
      int end,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int tOff) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector yes = FloatVector.fromArray(SPECIES, x, xOff + j);
      FloatVector no = one.sub(yes);
      yes.blend(LEAST, yes.compare(VectorOperators.LT, LEAST)).intoArray(terms, tOff + j);
      no.blend(LEAST, no.compare(VectorOperators.LT, LEAST)).intoArray(d, dOff + j);
    }
    FloatVectorLog.log(end, terms, tOff, terms, tOff);
    FloatVectorLog.log(end, d, dOff, d, dOff);
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector keep = FloatVector.broadcast(SPECIES, p);
    FloatVector floor = FloatVector.broadcast(SPECIES, q);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector t = FloatVector.fromArray(SPECIES, y, yOff + j).fma(keep, floor);
      FloatVector rest = one.sub(t);
      FloatVector yes = FloatVector.fromArray(SPECIES, x, xOff + j);
      FloatVector no = one.sub(yes);
      yes = yes.blend(LEAST, yes.compare(VectorOperators.LT, LEAST));
      no = no.blend(LEAST, no.compare(VectorOperators.LT, LEAST));
      t.fma(
              FloatVector.fromArray(SPECIES, terms, tOff + j),
              rest.mul(FloatVector.fromArray(SPECIES, d, dOff + j)))
          .neg()
          .intoArray(terms, tOff + j);
      factors.mul(rest.div(no).sub(t.div(yes))).intoArray(d, dOff + j);
    }
  }

  private static void categoricalProbabilities(
      int end,
      float[] x,
      int xOff,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int tOff) {
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + j);
      v.blend(LEAST, v.compare(VectorOperators.LT, LEAST)).intoArray(terms, tOff + j);
    }
    FloatVectorLog.log(end, terms, tOff, terms, tOff);
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector keep = FloatVector.broadcast(SPECIES, p);
    FloatVector floor = FloatVector.broadcast(SPECIES, q);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + j);
      v = v.blend(LEAST, v.compare(VectorOperators.LT, LEAST));
      FloatVector t = FloatVector.fromArray(SPECIES, y, yOff + j).fma(keep, floor).neg();
      t.mul(FloatVector.fromArray(SPECIES, terms, tOff + j)).intoArray(terms, tOff + j);
      factors.mul(t.div(v)).intoArray(d, dOff + j);
    }
  }

  @Override
  void softmax(
      int n,
      float[] z,
      int zOff,
      float max,
      float sum,
      float[] y,
      int yOff,
      float[] d,
      int dOff,
      float factor,
      float p,
      float q,
      float[] terms,
      int tOff) {
    int end = SPECIES.loopBound(n);
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector sums = FloatVector.broadcast(SPECIES, sum);
    FloatVector halfMax = FloatVector.broadcast(SPECIES, 0.5f * max);
    FloatVector keep = FloatVector.broadcast(SPECIES, p);
    FloatVector floor = FloatVector.broadcast(SPECIES, q);
    for (int j = 0; j < end; j += LENGTH) {
      FloatVector t = FloatVector.fromArray(SPECIES, y, yOff + j).fma(keep, floor);
      VectorMask<Float> none = t.compare(VectorOperators.EQ, 0f);
      t.mul(halfMax.sub(FloatVector.fromArray(SPECIES, z, zOff + j).mul(0.5f)))
          .blend(0f, none)
          .intoArray(terms, tOff + j);
      factors
          .mul(FloatVector.fromArray(SPECIES, d, dOff + j).div(sums).sub(t))
          .intoArray(d, dOff + j);
    }
    FloatScalarLossTerms.softmax(
        end, n, z, zOff, max, sum, y, yOff, d, dOff, factor, p, q, terms, tOff);
  }
}
