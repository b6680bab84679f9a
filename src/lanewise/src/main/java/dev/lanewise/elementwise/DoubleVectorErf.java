package dev.lanewise.elementwise;

import static dev.lanewise.elementwise.DoubleLanes.LENGTH;
import static dev.lanewise.elementwise.DoubleLanes.SPECIES;
import static dev.lanewise.elementwise.DoubleScalarErf.C0;
import static dev.lanewise.elementwise.DoubleScalarErf.C1;
import static dev.lanewise.elementwise.DoubleScalarErf.C10;
import static dev.lanewise.elementwise.DoubleScalarErf.C11;
import static dev.lanewise.elementwise.DoubleScalarErf.C12;
import static dev.lanewise.elementwise.DoubleScalarErf.C2;
import static dev.lanewise.elementwise.DoubleScalarErf.C3;
import static dev.lanewise.elementwise.DoubleScalarErf.C4;
import static dev.lanewise.elementwise.DoubleScalarErf.C5;
import static dev.lanewise.elementwise.DoubleScalarErf.C6;
import static dev.lanewise.elementwise.DoubleScalarErf.C7;
import static dev.lanewise.elementwise.DoubleScalarErf.C8;
import static dev.lanewise.elementwise.DoubleScalarErf.C9;
import static dev.lanewise.elementwise.DoubleScalarErf.D0;
import static dev.lanewise.elementwise.DoubleScalarErf.D1;
import static dev.lanewise.elementwise.DoubleScalarErf.D10;
import static dev.lanewise.elementwise.DoubleScalarErf.D11;
import static dev.lanewise.elementwise.DoubleScalarErf.D12;
import static dev.lanewise.elementwise.DoubleScalarErf.D13;
import static dev.lanewise.elementwise.DoubleScalarErf.D2;
import static dev.lanewise.elementwise.DoubleScalarErf.D3;
import static dev.lanewise.elementwise.DoubleScalarErf.D4;
import static dev.lanewise.elementwise.DoubleScalarErf.D5;
import static dev.lanewise.elementwise.DoubleScalarErf.D6;
import static dev.lanewise.elementwise.DoubleScalarErf.D7;
import static dev.lanewise.elementwise.DoubleScalarErf.D8;
import static dev.lanewise.elementwise.DoubleScalarErf.D9;
import static dev.lanewise.elementwise.DoubleScalarErf.ERF_ONE_ABOVE;
import static dev.lanewise.elementwise.DoubleScalarErf.ERF_SHIFT;
import static dev.lanewise.elementwise.DoubleScalarErf.G0;
import static dev.lanewise.elementwise.DoubleScalarErf.G1;
import static dev.lanewise.elementwise.DoubleScalarErf.G10;
import static dev.lanewise.elementwise.DoubleScalarErf.G11;
import static dev.lanewise.elementwise.DoubleScalarErf.G12;
import static dev.lanewise.elementwise.DoubleScalarErf.G13;
import static dev.lanewise.elementwise.DoubleScalarErf.G14;
import static dev.lanewise.elementwise.DoubleScalarErf.G15;
import static dev.lanewise.elementwise.DoubleScalarErf.G16;
import static dev.lanewise.elementwise.DoubleScalarErf.G17;
import static dev.lanewise.elementwise.DoubleScalarErf.G18;
import static dev.lanewise.elementwise.DoubleScalarErf.G19;
import static dev.lanewise.elementwise.DoubleScalarErf.G2;
import static dev.lanewise.elementwise.DoubleScalarErf.G20;
import static dev.lanewise.elementwise.DoubleScalarErf.G21;
import static dev.lanewise.elementwise.DoubleScalarErf.G3;
import static dev.lanewise.elementwise.DoubleScalarErf.G4;
import static dev.lanewise.elementwise.DoubleScalarErf.G5;
import static dev.lanewise.elementwise.DoubleScalarErf.G6;
import static dev.lanewise.elementwise.DoubleScalarErf.G7;
import static dev.lanewise.elementwise.DoubleScalarErf.G8;
import static dev.lanewise.elementwise.DoubleScalarErf.G9;
import static dev.lanewise.elementwise.DoubleScalarErf.GELU_LOWEST;
import static dev.lanewise.elementwise.DoubleScalarErf.GELU_NEAR;
import static dev.lanewise.elementwise.DoubleScalarErf.GELU_SHIFT;
import static dev.lanewise.elementwise.DoubleScalarErf.H0;
import static dev.lanewise.elementwise.DoubleScalarErf.H1;
import static dev.lanewise.elementwise.DoubleScalarErf.H10;
import static dev.lanewise.elementwise.DoubleScalarErf.H2;
import static dev.lanewise.elementwise.DoubleScalarErf.H3;
import static dev.lanewise.elementwise.DoubleScalarErf.H4;
import static dev.lanewise.elementwise.DoubleScalarErf.H5;
import static dev.lanewise.elementwise.DoubleScalarErf.H6;
import static dev.lanewise.elementwise.DoubleScalarErf.H7;
import static dev.lanewise.elementwise.DoubleScalarErf.H8;
import static dev.lanewise.elementwise.DoubleScalarErf.H9;
import static dev.lanewise.elementwise.DoubleScalarErf.SHIFT_SLOPE;
import static dev.lanewise.elementwise.DoubleScalarExp.DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.FRACTION_BITS;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_HIGH;
import static dev.lanewise.elementwise.DoubleScalarExp.LN2_LOW;
import static dev.lanewise.elementwise.DoubleScalarExp.LOG2_E;
import static dev.lanewise.elementwise.DoubleScalarExp.Q0;
import static dev.lanewise.elementwise.DoubleScalarExp.Q1;
import static dev.lanewise.elementwise.DoubleScalarExp.Q2;
import static dev.lanewise.elementwise.DoubleScalarExp.Q3;
import static dev.lanewise.elementwise.DoubleScalarExp.Q4;
import static dev.lanewise.elementwise.DoubleScalarExp.Q5;
import static dev.lanewise.elementwise.DoubleScalarExp.Q6;
import static dev.lanewise.elementwise.DoubleScalarExp.Q7;
import static dev.lanewise.elementwise.DoubleScalarExp.Q8;
import static dev.lanewise.elementwise.DoubleScalarExp.Q9;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND;
import static dev.lanewise.elementwise.DoubleScalarExp.ROUND_DOWN;
import static dev.lanewise.elementwise.DoubleScalarExp.SIGN;
import static jdk.incubator.vector.VectorOperators.FMA;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleScalarErf} on vectors, operation by operation. */
final class DoubleVectorErf {
  private DoubleVectorErf() {}

  /** y ← erf x. */
  static void erf(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector square = v.mul(v);
      DoubleVector square2 = square.mul(square);
      DoubleVector cEven = square2.lanewise(FMA, C11, C9);
      cEven = square2.lanewise(FMA, cEven, C7);
      cEven = square2.lanewise(FMA, cEven, C5);
      cEven = square2.lanewise(FMA, cEven, C3);
      cEven = square2.lanewise(FMA, cEven, C1);
      DoubleVector cOdd = square2.lanewise(FMA, C12, C10);
      cOdd = square2.lanewise(FMA, cOdd, C8);
      cOdd = square2.lanewise(FMA, cOdd, C6);
      cOdd = square2.lanewise(FMA, cOdd, C4);
      cOdd = square2.lanewise(FMA, cOdd, C2);
      DoubleVector c = square.fma(cOdd, cEven);
      c = square.lanewise(FMA, c, C0);
      DoubleVector near = v.fma(c, v);
      DoubleVector a = v.abs();
      a = a.blend(ERF_ONE_ABOVE, a.compare(GT, ERF_ONE_ABOVE));
      DoubleVector h = a.mul(a);
      DoubleVector hLow = a.fma(a, h.neg());
      DoubleVector shifted = h.lanewise(FMA, -LOG2_E, ROUND);
      DoubleVector n = shifted.sub(ROUND);
      DoubleVector r = n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h.neg())).sub(hLow);
      DoubleVector r2 = r.mul(r);
      DoubleVector pEven = r2.lanewise(FMA, Q8, Q6);
      pEven = r2.lanewise(FMA, pEven, Q4);
      pEven = r2.lanewise(FMA, pEven, Q2);
      pEven = r2.lanewise(FMA, pEven, Q0);
      DoubleVector pOdd = r2.lanewise(FMA, Q9, Q7);
      pOdd = r2.lanewise(FMA, pOdd, Q5);
      pOdd = r2.lanewise(FMA, pOdd, Q3);
      pOdd = r2.lanewise(FMA, pOdd, Q1);
      DoubleVector p = r.fma(pOdd, pEven);
      p = r.lanewise(FMA, p, 1.0);
      DoubleVector e =
          r.lanewise(FMA, p, 1.0)
              .mul(
                  shifted
                      .reinterpretAsLongs()
                      .lanewise(LSHL, FRACTION_BITS)
                      .reinterpretAsDoubles());
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0).div(a.add(ERF_SHIFT));
      DoubleVector t = inverse.lanewise(FMA, -2.0 * ERF_SHIFT, 1.0);
      DoubleVector t2 = t.mul(t);
      DoubleVector dEven = t2.lanewise(FMA, D13, D11);
      dEven = t2.lanewise(FMA, dEven, D9);
      dEven = t2.lanewise(FMA, dEven, D7);
      dEven = t2.lanewise(FMA, dEven, D5);
      dEven = t2.lanewise(FMA, dEven, D3);
      dEven = t2.lanewise(FMA, dEven, D1);
      DoubleVector dOdd = t2.lanewise(FMA, D12, D10);
      dOdd = t2.lanewise(FMA, dOdd, D8);
      dOdd = t2.lanewise(FMA, dOdd, D6);
      dOdd = t2.lanewise(FMA, dOdd, D4);
      dOdd = t2.lanewise(FMA, dOdd, D2);
      DoubleVector d = t.fma(dOdd, dEven);
      d = t.lanewise(FMA, d, D0);
      DoubleVector far = e.neg().lanewise(FMA, inverse.mul(d), 1.0);
      far.reinterpretAsLongs()
          .or(v.reinterpretAsLongs().and(SIGN))
          .reinterpretAsDoubles()
          .blend(near, a.compare(LT, 1.0))
          .intoArray(y, yOff + i);
    }
  }

  /** y ← x·Φ(x). */
  static void gelu(int end, double[] x, int xOff, double[] y, int yOff) {
    for (int i = 0; i < end; i += LENGTH) {
      DoubleVector v = DoubleVector.fromArray(SPECIES, x, xOff + i);
      DoubleVector square = v.mul(v);
      DoubleVector square2 = square.mul(square);
      DoubleVector cEven = square2.lanewise(FMA, H9, H7);
      cEven = square2.lanewise(FMA, cEven, H5);
      cEven = square2.lanewise(FMA, cEven, H3);
      cEven = square2.lanewise(FMA, cEven, H1);
      DoubleVector cOdd = square2.lanewise(FMA, H10, H8);
      cOdd = square2.lanewise(FMA, cOdd, H6);
      cOdd = square2.lanewise(FMA, cOdd, H4);
      cOdd = square2.lanewise(FMA, cOdd, H2);
      DoubleVector c = square.fma(cOdd, cEven);
      c = square.lanewise(FMA, c, H0);
      DoubleVector near = v.mul(v.lanewise(FMA, c, 0.5));
      DoubleVector a = v.abs();
      a = a.blend(GELU_LOWEST, a.compare(GT, GELU_LOWEST));
      DoubleVector half = a.mul(0.5);
      DoubleVector h = half.mul(a);
      DoubleVector hLow = half.fma(a, h.neg());
      DoubleVector d = a.add(GELU_SHIFT);
      DoubleVector aLow = a.sub(d.sub(GELU_SHIFT));
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0).div(d);
      DoubleVector above = a.sub(GELU_SHIFT);
      DoubleVector t = above.mul(inverse);
      t = t.neg().fma(d, above).fma(inverse, t);
      DoubleVector t2 = t.mul(t);
      DoubleVector g1Even = t2.lanewise(FMA, G20, G18);
      g1Even = t2.lanewise(FMA, g1Even, G16);
      g1Even = t2.lanewise(FMA, g1Even, G14);
      g1Even = t2.lanewise(FMA, g1Even, G12);
      g1Even = t2.lanewise(FMA, g1Even, G10);
      g1Even = t2.lanewise(FMA, g1Even, G8);
      g1Even = t2.lanewise(FMA, g1Even, G6);
      g1Even = t2.lanewise(FMA, g1Even, G4);
      g1Even = t2.lanewise(FMA, g1Even, G2);
      DoubleVector g1Odd = t2.lanewise(FMA, G21, G19);
      g1Odd = t2.lanewise(FMA, g1Odd, G17);
      g1Odd = t2.lanewise(FMA, g1Odd, G15);
      g1Odd = t2.lanewise(FMA, g1Odd, G13);
      g1Odd = t2.lanewise(FMA, g1Odd, G11);
      g1Odd = t2.lanewise(FMA, g1Odd, G9);
      g1Odd = t2.lanewise(FMA, g1Odd, G7);
      g1Odd = t2.lanewise(FMA, g1Odd, G5);
      g1Odd = t2.lanewise(FMA, g1Odd, G3);
      DoubleVector g1 = t.fma(g1Odd, g1Even);
      g1 = t.lanewise(FMA, g1, G1);
      DoubleVector g = t.lanewise(FMA, g1, G0);
      DoubleVector gLow = t.fma(g1, DoubleVector.broadcast(SPECIES, G0).sub(g));
      DoubleVector q = a.mul(g);
      DoubleVector rest = a.fma(gLow, a.fma(g, q.neg()));
      DoubleVector m = q.mul(inverse);
      rest = rest.add(m.neg().fma(d, q));
      DoubleVector shifted = h.lanewise(FMA, -LOG2_E, ROUND_DOWN);
      DoubleVector n = shifted.sub(ROUND_DOWN);
      DoubleVector r =
          n.lanewise(FMA, -LN2_LOW, n.lanewise(FMA, -LN2_HIGH, h.neg()))
              .sub(aLow.mul(inverse).fma(t.lanewise(FMA, SHIFT_SLOPE, 1.0), hLow));
      DoubleVector r2 = r.mul(r);
      DoubleVector pEven = r2.lanewise(FMA, Q8, Q6);
      pEven = r2.lanewise(FMA, pEven, Q4);
      pEven = r2.lanewise(FMA, pEven, Q2);
      pEven = r2.lanewise(FMA, pEven, Q0);
      DoubleVector pOdd = r2.lanewise(FMA, Q9, Q7);
      pOdd = r2.lanewise(FMA, pOdd, Q5);
      pOdd = r2.lanewise(FMA, pOdd, Q3);
      pOdd = r2.lanewise(FMA, pOdd, Q1);
      DoubleVector p = r.fma(pOdd, pEven);
      p = r.lanewise(FMA, p, 1.0);
      DoubleVector w =
          m.mul(r)
              .fma(p, rest.mul(inverse))
              .add(m)
              .mul(
                  shifted
                      .reinterpretAsLongs()
                      .lanewise(LSHL, FRACTION_BITS)
                      .reinterpretAsDoubles());
      DoubleVector far = w.lanewise(FMA, -DOWN, v.blend(0.0, v.compare(LT, 0.0)));
      far.blend(near, a.compare(LT, GELU_NEAR)).intoArray(y, yOff + i);
    }
  }
}
