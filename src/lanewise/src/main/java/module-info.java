/**
 * SIMD kernels for training and running neural networks: matrix multiplication with fused
 * epilogues, elementwise kernels, and a thin network layer on top.
 */
@SuppressWarnings("module") // dev.lanewise.app, which may see what doctor tells, is built later
module dev.lanewise {
  requires jdk.incubator.vector;
  requires jdk.jfr;

  exports dev.lanewise.matrix;
  exports dev.lanewise.elementwise;
  exports dev.lanewise.gemm;
  exports dev.lanewise.data;
  exports dev.lanewise.nn;
  exports dev.lanewise.optim;
  exports dev.lanewise.gradcheck;
  exports dev.lanewise.train;
  exports dev.lanewise.simd to
      dev.lanewise.app;
}
