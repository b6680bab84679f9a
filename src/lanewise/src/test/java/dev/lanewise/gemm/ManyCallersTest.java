package dev.lanewise.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.elementwise.Activation;
import dev.lanewise.matrix.Matrix;
import dev.lanewise.matrix.Precision;
import dev.lanewise.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads that call at once have the bits of one that calls alone. */
class ManyCallersTest {
  private static final int CALLERS = 64;
  private static final int ROUNDS = 5;

  private final Random random = new Random(11);

  private record Product(Matrix a, Matrix b, Epilogue epilogue) {
    Matrix on(Workers workers) {
      Matrix c = Matrix.zeros(a.precision(), a.rows(), b.cols());
      Gemm.multiply(workers, a, b, c, epilogue);
      return c;
    }
  }

  @Test
  void platformAndVirtualThreads() throws Exception {
    List<Product> products = products();
    List<double[]> expected = new ArrayList<>();
    try (Workers alone = new Workers(1)) {
      products.forEach(product -> expected.add(product.on(alone).toDoubles()));
    }
    try (Workers shared = new Workers(3);
        ExecutorService platform = Executors.newFixedThreadPool(CALLERS / 2);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(CALLERS);
      List<Future<Boolean>> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        int first = i;
        Callable<Boolean> caller =
            () -> {
              start.countDown();
              start.await();
              for (int j = 0; j < ROUNDS * products.size(); j++) {
                int which = (first + j) % products.size();
                assertThat(products.get(which).on(shared).toDoubles())
                    .as("product %d", which)
                    .isEqualTo(expected.get(which));
              }
              return true;
            };
        callers.add((i % 2 == 0 ? platform : virtual).submit(caller));
      }
      for (Future<Boolean> caller : callers) {
        assertThat(caller.get()).isTrue();
      }
    }
  }

  /** Small and cut over threads, row and column, long k, transposed, with epilogues. */
  private List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      int[][] shapes = {{9, 33, 40}, {130, 70, 65}, {1, 300, 400}, {300, 1, 400}, {20, 30, 2000}};
      for (int[] shape : shapes) {
        Matrix a = matrix(precision, shape[0], shape[2], false);
        Matrix b = matrix(precision, shape[2], shape[1], true);
        Matrix bias = matrix(precision, 1, shape[1], false);
        products.add(new Product(a, b, Epilogue.none()));
        products.add(new Product(a, b, Epilogue.activation(bias, Activation.SIGMOID)));
      }
    }
    return products;
  }

  private Matrix matrix(Precision precision, int rows, int cols, boolean turned) {
    return MatrixWindows.random(precision, rows, cols, turned, Double.NaN, random);
  }
}
