package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.ColdStart;
import dev.lanewise.jmh.report.Meta;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a process costs before it is warm. */
final class ColdSuite implements Suite {
  @Override
  public String name() {
    return "cold";
  }

  @Override
  public String description() {
    return "from the start of a JVM to the first trained epoch, first calls; with an AOT cache, too";
  }

  @Override
  public boolean hasF64() {
    return false;
  }

  @Override
  public List<Meta.Contender> contenders(Choice choice) {
    return List.of();
  }

  @Override
  public List<Group> groups(Choice choice, List<String> absent) {
    List<Group> groups = new ArrayList<>();
    int threads = Collections.max(choice.threads());
    for (ColdStart.What what : ColdStart.What.values()) {
      groups.add(
          new Group(
              "cold " + what.title(),
              List.of(new ColdTrial(what, false, threads), new ColdTrial(what, true, threads))));
    }
    return groups;
  }
}
