package dev.lanewise.jmh;

import dev.lanewise.matrix.Precision;
import java.util.Locale;

/** What {@link ElementwiseBenchmark} times; the names are those of jmh/peers/elementwise.py. */
public enum ElementwiseKernel {
  /** System.arraycopy on each thread: what the place gives. */
  COPY(2, 2),
  RELU(1, 2),
  RELU_ELSEWHERE(2, 2),
  SIGMOID(2, 2),
  TANH(2, 2),
  SOFTPLUS(2, 2),
  ELU(2, 2),
  GELU(2, 2),
  GELU_TANH(2, 2),
  SILU(2, 2),
  EXP(2, 2),
  BIAS_SIGMOID(1, 2),
  RELU_DERIVATIVE(2, 3),
  SIGMOID_DERIVATIVE(2, 3),
  GELU_DERIVATIVE(2, 3),
  SILU_DERIVATIVE(2, 3),
  OUTPUT_DELTA(3, 3),
  OUTPUT_DELTA_SUMS(3, 3),
  HIDDEN_DELTA(3, 3),
  HIDDEN_DELTA_SUMS(3, 3),
  COLUMN_SUMS(1, 1),
  SOFTMAX(2, 2),
  LOG_SOFTMAX(2, 2),
  LOG_SUM_EXP(1, 1),
  ARG_MAX(1, 1),
  SUM(1, 1),
  DOT(2, 2),
  CROSS_ENTROPY(3, 3),
  SQUARED_ERROR(3, 3),
  ADD_SCALED(2, 3),
  MOMENTUM(3, 5),
  NESTEROV(3, 5),
  RMS_PROP(3, 5),
  ADAM(4, 7),
  ADAM_W(4, 7);

  /** Matrices of full size. */
  public final int operands;

  /** Elements read and written, for each element. */
  public final int streams;

  ElementwiseKernel(int operands, int streams) {
    this.operands = operands;
    this.streams = streams;
  }

  /** Elements of one operand. */
  public int elements(Place place, Precision precision) {
    return place.bytes
        / precision.bytes()
        / operands
        / ElementwiseBenchmark.COLS
        * ElementwiseBenchmark.COLS;
  }

  /** As a heading: "sigmoid derivative". */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether it changes parameters, which lie in one long row. */
  boolean isUpdate() {
    return compareTo(ADD_SCALED) >= 0;
  }

  /** Inputs have both signs; outputs, targets and states of minimisers lie in 0..1. */
  double lowest(int operand) {
    boolean derivativeFromInput =
        this == RELU_DERIVATIVE || this == GELU_DERIVATIVE || this == SILU_DERIVATIVE;
    return operand == 0 || (operand == 1 && derivativeFromInput) ? -1 : 0;
  }
}
