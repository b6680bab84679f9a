package dev.lanewise.jmh.suite;

import java.util.ArrayList;
import java.util.List;

/** The shapes that count, in groups that are measured together. */
enum ShapeGroup {
  SMALL("squares to 128"),
  LARGE("squares from 256"),
  SKINNY("skinny products"),
  LAYERS("layers: batch × width × 784"),
  BACKWARD("the same layers backwards: gradients of the input (NT) and of the weights (TN)");

  private static final int INPUTS = 784;
  private static final int[] BATCHES = {32, 128, 512};
  private static final int[] WIDTHS = {128, 512};

  final String title;

  ShapeGroup(String title) {
    this.title = title;
  }

  /** The group's shapes; {@code transposes} is empty for those that belong to it. */
  List<ProductShape> shapes(List<String> transposes) {
    return switch (this) {
      case SMALL -> squares(transposes, 32, 48, 64, 96, 128);
      case LARGE -> squares(transposes, 256, 512, 1000, 1024, 1025, 2048);
      case SKINNY ->
          each(
              orElse(transposes, "NN"),
              List.of("10000x25x64", "10000x64x25", "25x64x10000", "1x512x784", "256x10x128"));
      case LAYERS -> each(orElse(transposes, "NN", "NT", "TN"), layers());
      case BACKWARD -> backward(transposes);
    };
  }

  private static List<ProductShape> squares(List<String> transposes, int... sizes) {
    List<String> shapes = new ArrayList<>();
    for (int size : sizes) {
      shapes.add(size + "x" + size + "x" + size);
    }
    return each(orElse(transposes, "NN"), shapes);
  }

  private static List<String> layers() {
    List<String> shapes = new ArrayList<>();
    for (int batch : BATCHES) {
      for (int width : WIDTHS) {
        shapes.add(batch + "x" + width + "x" + INPUTS);
      }
    }
    return shapes;
  }

  private static List<ProductShape> backward(List<String> transposes) {
    List<ProductShape> shapes = new ArrayList<>();
    for (int batch : BATCHES) {
      for (int width : WIDTHS) {
        shapes.add(new ProductShape(batch, INPUTS, width, "NT"));
        shapes.add(new ProductShape(INPUTS, width, batch, "TN"));
      }
    }
    shapes.removeIf(shape -> !transposes.isEmpty() && !transposes.contains(shape.transposed()));
    return shapes;
  }

  static List<ProductShape> each(List<String> transposes, List<String> shapes) {
    List<ProductShape> all = new ArrayList<>();
    for (String shape : shapes) {
      for (String transposed : transposes) {
        all.add(ProductShape.of(shape, transposed));
      }
    }
    return all;
  }

  static List<String> orElse(List<String> chosen, String... usual) {
    return chosen.isEmpty() ? List.of(usual) : chosen;
  }
}
