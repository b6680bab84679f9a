package dev.lanewise.jmh;

import dev.lanewise.jmh.ElementwiseBenchmark.Kernel;
import dev.lanewise.jmh.ElementwiseBenchmark.Place;
import dev.lanewise.matrix.Precision;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link ElementwiseBenchmark} and {@link FloatMathBenchmark} and prints, for each kernel and
 * size, ns an element, GB/s and that as a share of a copy's; arguments are those of the harness:
 *
 * <pre>java -cp jmh/target/benchmarks.jar dev.lanewise.jmh.ElementwiseTable -f 1 -p place=L1</pre>
 */
public final class ElementwiseTable {
  private ElementwiseTable() {}

  /** Runs and prints. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(args);
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    if (given.getIncludes().isEmpty()) {
      options.include("ElementwiseBenchmark").include("FloatMathBenchmark");
    }
    Map<String, Double> copies = new HashMap<>();
    StringBuilder table = new StringBuilder();
    for (RunResult result : new Runner(options.build()).run()) {
      add(table, result, copies);
    }
    System.out.print(
        "\nkernel                 place   type   ns/element     GB/s  / copy\n" + table);
  }

  private static void add(StringBuilder table, RunResult result, Map<String, Double> copies) {
    String name = result.getParams().getParam("kernel");
    boolean ours = name != null;
    String method = result.getParams().getBenchmark();
    name = ours ? name : method.substring(method.lastIndexOf('.') + 1);
    Kernel kernel = ours ? Kernel.valueOf(name) : Kernel.COPY;
    String precision = ours ? result.getParams().getParam("precision") : "F32";
    String place = result.getParams().getParam("place");
    int n =
        ElementwiseBenchmark.elements(kernel, Place.valueOf(place), Precision.valueOf(precision));
    int size = precision.equals("F32") ? Float.BYTES : Double.BYTES;
    double nanos = result.getPrimaryResult().getScore() / n;
    double rate = kernel.streams * size / nanos;
    if (name.equals("COPY")) {
      copies.put(place + precision, rate);
    }
    Double copy = copies.get(place + precision);
    table.append(
        String.format(
            Locale.ROOT,
            "%-22s %-7s %-4s %12.4f %8.1f  %6s%n",
            name,
            place,
            precision,
            nanos,
            rate,
            copy == null ? "–" : String.format(Locale.ROOT, "%.2f", rate / copy)));
  }
}
