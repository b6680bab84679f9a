/** Matrix products and neural networks in pure Java, on the Vector API. */
module dev.lanewise {
  requires jdk.incubator.vector;
}
