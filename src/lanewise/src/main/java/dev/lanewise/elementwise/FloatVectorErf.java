package dev.lanewise.elementwise;

// precision: by hand

import static dev.lanewise.elementwise.FloatLanes.LENGTH;
import static dev.lanewise.elementwise.FloatLanes.SPECIES;
import static dev.lanewise.elementwise.FloatScalarErf.C0;
import static dev.lanewise.elementwise.FloatScalarErf.C1;
import static dev.lanewise.elementwise.FloatScalarErf.C2;
import static dev.lanewise.elementwise.FloatScalarErf.C3;
import static dev.lanewise.elementwise.FloatScalarErf.C4;
import static dev.lanewise.elementwise.FloatScalarErf.C5;
import static dev.lanewise.elementwise.FloatScalarErf.C6;
import static dev.lanewise.elementwise.FloatScalarErf.D0;
import static dev.lanewise.elementwise.FloatScalarErf.D1;
import static dev.lanewise.elementwise.FloatScalarErf.D2;
import static dev.lanewise.elementwise.FloatScalarErf.D3;
import static dev.lanewise.elementwise.FloatScalarErf.D4;
import static dev.lanewise.elementwise.FloatScalarErf.D5;
import static dev.lanewise.elementwise.FloatScalarErf.ERF_MIDDLE;
import static dev.lanewise.elementwise.FloatScalarErf.ERF_ONE_ABOVE;
import static dev.lanewise.elementwise.FloatScalarErf.ERF_SHIFT;
import static dev.lanewise.elementwise.FloatScalarErf.G0;
import static dev.lanewise.elementwise.FloatScalarErf.G1;
import static dev.lanewise.elementwise.FloatScalarErf.G2;
import static dev.lanewise.elementwise.FloatScalarErf.G3;
import static dev.lanewise.elementwise.FloatScalarErf.G4;
import static dev.lanewise.elementwise.FloatScalarErf.G5;
import static dev.lanewise.elementwise.FloatScalarErf.G6;
import static dev.lanewise.elementwise.FloatScalarErf.G7;
import static dev.lanewise.elementwise.FloatScalarErf.G8;
import static dev.lanewise.elementwise.FloatScalarErf.GELU_LOWEST;
import static dev.lanewise.elementwise.FloatScalarErf.GELU_NEAR;
import static dev.lanewise.elementwise.FloatScalarErf.GELU_SHIFT;
import static dev.lanewise.elementwise.FloatScalarErf.H0;
import static dev.lanewise.elementwise.FloatScalarErf.H1;
import static dev.lanewise.elementwise.FloatScalarErf.H2;
import static dev.lanewise.elementwise.FloatScalarErf.H3;
import static dev.lanewise.elementwise.FloatScalarErf.H4;
import static dev.lanewise.elementwise.FloatScalarErf.H5;
import static dev.lanewise.elementwise.FloatScalarErf.SHIFT_SLOPE;
import static dev.lanewise.elementwise.FloatScalarExp.DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.FloatScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.FloatScalarExp.LOG2_E;
import static dev.lanewise.elementwise.FloatScalarExp.M0;
import static dev.lanewise.elementwise.FloatScalarExp.M1;
import static dev.lanewise.elementwise.FloatScalarExp.M2;
import static dev.lanewise.elementwise.FloatScalarExp.M3;
import static dev.lanewise.elementwise.FloatScalarExp.M4;
import static dev.lanewise.elementwise.FloatScalarExp.M5;
import static dev.lanewise.elementwise.FloatScalarExp.Q0;
import static dev.lanewise.elementwise.FloatScalarExp.Q1;
import static dev.lanewise.elementwise.FloatScalarExp.Q2;
import static dev.lanewise.elementwise.FloatScalarExp.Q3;
import static dev.lanewise.elementwise.FloatScalarExp.Q4;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND;
import static dev.lanewise.elementwise.FloatScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.FloatScalarExp.SIGN;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/** {@link FloatScalarErf} on vectors, operation by operation. */
final class FloatVectorErf {
  private FloatVectorErf() {}

  /** y ← erf x. */
  static void erf(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector u = v.lanewise(FMA, v, -ERF_MIDDLE);
      FloatVector c = u.lanewise(FMA, C6, C5);
      c = u.lanewise(FMA, c, C4);
      c = u.lanewise(FMA, c, C3);
      c = u.lanewise(FMA, c, C2);
      c = u.lanewise(FMA, c, C1);
      c = u.lanewise(FMA, c, C0);
      FloatVector near = v.fma(c, v);
      FloatVector a = v.abs();
      a = a.blend(ERF_ONE_ABOVE, a.compare(GT, ERF_ONE_ABOVE));
      FloatVector h = a.mul(a);
      FloatVector hLow = a.fma(a, h.neg());
      FloatVector shifted = h.lanewise(FMA, -LOG2_E, ROUND);
      FloatVector n = shifted.sub(ROUND);
      FloatVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h.neg())).sub(hLow);
      FloatVector p = r.lanewise(FMA, Q4, Q3);
      p = r.lanewise(FMA, p, Q2);
      p = r.lanewise(FMA, p, Q1);
      p = r.lanewise(FMA, p, Q0);
      p = r.lanewise(FMA, p, 1f);
      FloatVector e =
          r.lanewise(FMA, p, 1f)
              .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats());
      FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(a.add(ERF_SHIFT));
      FloatVector t = inverse.lanewise(FMA, -2f * ERF_SHIFT, 1f);
      FloatVector d = t.lanewise(FMA, D5, D4);
      d = t.lanewise(FMA, d, D3);
      d = t.lanewise(FMA, d, D2);
      d = t.lanewise(FMA, d, D1);
      d = t.lanewise(FMA, d, D0);
      FloatVector far = e.neg().lanewise(FMA, inverse.mul(d), 1f);
      far.reinterpretAsInts()
          .or(v.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .blend(near, a.compare(LT, 1f))
          .intoArray(y, yOff + i);
    }
  }

  /** y ← x·Φ(x). */
  static void gelu(int end, float[] x, int xOff, float[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOff + i);
      FloatVector square = v.mul(v);
      FloatVector c = square.lanewise(FMA, H5, H4);
      c = square.lanewise(FMA, c, H3);
      c = square.lanewise(FMA, c, H2);
      c = square.lanewise(FMA, c, H1);
      c = square.lanewise(FMA, c, H0);
      FloatVector near = v.mul(v.lanewise(FMA, c, 0.5f));
      FloatVector a = v.abs();
      a = a.blend(GELU_LOWEST, a.compare(GT, GELU_LOWEST));
      FloatVector half = a.mul(0.5f);
      FloatVector h = half.mul(a);
      FloatVector hLow = half.fma(a, h.neg());
      FloatVector d = a.add(GELU_SHIFT);
      FloatVector aLow = a.sub(d.sub(GELU_SHIFT));
      FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(d);
      FloatVector t = a.sub(GELU_SHIFT).mul(inverse);
      FloatVector g1 = t.lanewise(FMA, G8, G7);
      g1 = t.lanewise(FMA, g1, G6);
      g1 = t.lanewise(FMA, g1, G5);
      g1 = t.lanewise(FMA, g1, G4);
      g1 = t.lanewise(FMA, g1, G3);
      g1 = t.lanewise(FMA, g1, G2);
      g1 = t.lanewise(FMA, g1, G1);
      FloatVector g = t.lanewise(FMA, g1, G0);
      FloatVector gLow = t.fma(g1, FloatVector.broadcast(SPECIES, G0).sub(g));
      FloatVector q = a.mul(g);
      FloatVector rest = a.fma(gLow, a.fma(g, q.neg()));
      FloatVector m = q.mul(inverse);
      rest = rest.add(m.neg().fma(d, q));
      FloatVector shifted = h.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      FloatVector n = shifted.sub(ROUND_DOWN);
      FloatVector below = aLow.mul(inverse).fma(t.lanewise(FMA, SHIFT_SLOPE, 1f), hLow);
      FloatVector whole = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h.neg()));
      FloatVector r = whole.sub(below);
      FloatVector rLow = whole.sub(r).sub(below);
      FloatVector p = r.lanewise(FMA, M5, M4);
      p = r.lanewise(FMA, p, M3);
      p = r.lanewise(FMA, p, M2);
      p = r.lanewise(FMA, p, M1);
      p = r.lanewise(FMA, p, M0);
      p = r.lanewise(FMA, p, 1f);
      FloatVector w =
          m.mul(r)
              .fma(p, m.fma(rLow, rest.mul(inverse)))
              .add(m)
              .mul(shifted.reinterpretAsInts().lanewise(LSHL, FRACTION_BITS).reinterpretAsFloats());
      FloatVector far = w.lanewise(FMA, -DOWN, v.blend(0f, v.compare(LT, 0f)));
      far.blend(near, a.compare(LT, GELU_NEAR)).intoArray(y, yOff + i);
    }
  }
}
