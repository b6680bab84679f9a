package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.FmaPeakBenchmark;
import dev.lanewise.jmh.report.Meta;
import dev.lanewise.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The machine's peak of fused multiply-adds. */
final class PeakSuite implements Suite {
  @Override
  public String name() {
    return "peak";
  }

  @Override
  public String description() {
    return "the machine's peak of fused multiply-adds";
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    return List.of();
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    for (Precision precision : choice.precisions()) {
      for (int threads : choice.threads()) {
        String name = precision.name().toLowerCase(Locale.ROOT);
        Trial trial =
            Fork.of("peak", FmaPeakBenchmark.class.getName() + "." + name, Map.of())
                .onThreads(threads);
        groups.add(new Group("peak " + name + ", " + Group.threads(threads), List.of(trial)));
      }
    }
    return groups;
  }
}
