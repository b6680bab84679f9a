package dev.lanewise.app.gradcheck;

import dev.lanewise.app.train.Allowed;
import dev.lanewise.gradcheck.GradientCheck;
import dev.lanewise.gradcheck.NetworkCheck;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the gradients of random networks against finite differences. */
@Command(
    name = "gradcheck",
    description = {
      "Checks backpropagation on random networks of all layers, activations and losses, in double"
          + " precision, against extrapolated central differences.",
      "Status 1 if an entry differs by more than its bound, which is derived from the differences,"
          + " not chosen."
    },
    showDefaultValues = true)
public final class GradcheckCommand implements Callable<Integer> {
  @Option(
      names = "--networks",
      paramLabel = "N",
      converter = Allowed.Count.class,
      description = "How many networks.")
  int networks = 20;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Allowed.Seed.class,
      description = "Of the networks; the same seed draws the same ones.")
  long seed;

  @Option(names = "--tensors", description = "Print the table of each network's tensors, too.")
  boolean tensors;

  @Override
  public Integer call() {
    RandomNetworks random = new RandomNetworks(seed);
    int failed = 0;
    long entries = 0;
    double excess = 0;
    System.out.println(
        "   #  network, loss                                           entries      worst"
            + "  of bound");
    for (int i = 1; i <= networks; i++) {
      RandomNetworks.Problem problem = random.draw();
      NetworkCheck.Report report = NetworkCheck.check(problem.network(), problem.x(), problem.y());
      NetworkCheck.TensorReport worst = report.worst();
      GradientCheck.Entry entry = worst.report().worst();
      int checked = problem.network().parameters().size();
      System.out.printf(
          Locale.ROOT,
          "%4d  %-54s %8d %10s %11.2g  %s%n",
          i,
          describe(problem.network()),
          checked,
          worst.name(),
          entry.excess(),
          report.passed() ? "agrees" : "DIFFERS");
      if (tensors) {
        System.out.println(report);
      }
      failed += report.passed() ? 0 : 1;
      entries += checked;
      excess = Math.max(excess, entry.excess());
    }
    System.out.printf(
        Locale.ROOT,
        "%n%d networks, %,d entries: %s; the worst entry is at %.2g of its bound%n",
        networks,
        entries,
        failed == 0 ? "all agree" : failed + " networks differ",
        excess);
    return failed == 0 ? 0 : 1;
  }

  /** The layers but for their sizes, and the loss, cut to the column. */
  private static String describe(Network network) {
    String text =
        network.layers().stream().map(Layer::label).collect(Collectors.joining(", "))
            + "; "
            + network.loss();
    return text.length() <= 54 ? text : text.substring(0, 53) + "…";
  }
}
