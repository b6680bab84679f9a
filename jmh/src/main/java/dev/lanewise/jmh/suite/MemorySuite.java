package dev.lanewise.jmh.suite;

import dev.lanewise.jmh.BandwidthBenchmark;
import dev.lanewise.jmh.Place;
import dev.lanewise.jmh.report.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's bandwidth at each level of the memory. */
final class MemorySuite implements Suite {
  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "bandwidth of copy and triad in L1, L2, L3 and memory";
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
    for (int threads : choice.threads()) {
      for (Place place : Place.values()) {
        List<Trial> trials = new ArrayList<>();
        for (String form : List.of("copy", "triad")) {
          trials.add(
              Fork.of(
                      form,
                      BandwidthBenchmark.class.getName() + "." + form,
                      Map.of("place", place.name()))
                  .onThreads(threads)
                  .slower(place == Place.MEMORY ? 0.5 : 0));
        }
        groups.add(new Group("memory " + place + ", " + Group.threads(threads), trials));
      }
    }
    return groups;
  }
}
