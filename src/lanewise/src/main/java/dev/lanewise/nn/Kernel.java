package dev.lanewise.nn;

/** What a {@link Profile} tells apart. */
enum Kernel {
  FORWARD_PRODUCT("forward", "a = f(x·W + b)"),
  FORWARD_ELEMENTS("forward", "elementwise"),
  LOSS("forward", "loss and its gradient"),
  BACKWARD_ELEMENTS("backward", "elementwise"),
  WEIGHT_GRADIENT("backward", "∂W = xᵀ·δ"),
  INPUT_GRADIENT("backward", "∂x = δ·Wᵀ"),
  UPDATE("update", "parameters");

  final String phase;
  final String text;

  Kernel(String phase, String text) {
    this.phase = phase;
    this.text = text;
  }
}
