package dev.lanewise.nn;

/**
 * A number and its derivative in one direction, each with a bound on its rounding: forward-mode
 * differentiation, exact but for that.
 */
record Dual(Rounded number, Rounded slope) implements Scalar<Dual> {
  private static final Rounded ZERO = new Rounded(0, 0);
  private static final Rounded TWO = new Rounded(2, 0);

  /** The variable at a point. */
  static Dual variable(double value) {
    return new Dual(new Rounded(value, 0), new Rounded(1, 0));
  }

  @Override
  public double value() {
    return number.value();
  }

  @Override
  public Dual constant(double value) {
    return new Dual(new Rounded(value, 0), ZERO);
  }

  @Override
  public Dual plus(Dual other) {
    return new Dual(number.plus(other.number), slope.plus(other.slope));
  }

  @Override
  public Dual minus(Dual other) {
    return new Dual(number.minus(other.number), slope.minus(other.slope));
  }

  @Override
  public Dual times(Dual other) {
    Rounded product = number.times(other.number);
    return new Dual(product, slope.times(other.number).plus(number.times(other.slope)));
  }

  @Override
  public Dual over(Dual other) {
    Rounded quotient = number.over(other.number);
    return new Dual(quotient, slope.minus(quotient.times(other.slope)).over(other.number));
  }

  @Override
  public Dual exp() {
    return new Dual(number.exp(), number.exp().times(slope));
  }

  @Override
  public Dual log() {
    return new Dual(number.log(), slope.over(number));
  }

  @Override
  public Dual sqrt() {
    return new Dual(number.sqrt(), slope.over(number.sqrt().times(TWO)));
  }

  @Override
  public Dual sum(Dual[] terms) {
    Rounded[] numbers = new Rounded[terms.length];
    Rounded[] slopes = new Rounded[terms.length];
    for (int i = 0; i < terms.length; i++) {
      numbers[i] = terms[i].number;
      slopes[i] = terms[i].slope;
    }
    return new Dual(ZERO.sum(numbers), ZERO.sum(slopes));
  }
}
